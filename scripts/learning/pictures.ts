/** All pictures and computed passages of docs/learning.md. */

import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { drawSigmoidAndSoftmax, drawUnknownIsNotAbsent } from './draw-answers.ts';
import { drawReliability, reliabilityOf } from './draw-calibration.ts';
import { drawCrossEntropy } from './draw-loss.ts';
import { drawNetwork } from './draw-network.ts';
import { drawHistogram, drawPrecisionRecall } from './draw-thresholds.ts';
import { EXAMPLE_LABEL, exampleLabelOf, measuresAt } from './example-label.ts';
import { picturesFolder, type ExampleScores } from './example-scores.ts';
import { sigmoidAndSoftmax, workedExample } from './worked-example.ts';

export const learningPage = join(picturesFolder, '..', '..', 'learning.md');

/** SVG text by file name. */
export function drawLearningPictures(example: ExampleScores): Record<string, string> {
  const label = exampleLabelOf(example);
  return {
    'unknown-is-not-absent.svg': drawUnknownIsNotAbsent(),
    'sigmoid-and-softmax.svg': drawSigmoidAndSoftmax(),
    'cross-entropy.svg': drawCrossEntropy(),
    'score-histogram.svg': drawHistogram(label),
    'precision-recall.svg': drawPrecisionRecall(label),
    'reliability.svg': drawReliability(reliabilityOf(example)),
    'network.svg': drawNetwork(),
  };
}

/** Markdown by the name of its mark in the page. */
export function computeLearningPassages(example: ExampleScores): Record<string, string> {
  return {
    'worked-example': workedExample(),
    'sigmoid-and-softmax': sigmoidAndSoftmax(),
    'example-training': exampleTraining(example),
    'example-thresholds': exampleThresholds(example),
    'example-calibration': exampleCalibration(example),
  };
}

function exampleTraining(example: ExampleScores): string {
  const label = example.labels.indexOf(EXAMPLE_LABEL);
  const { targets } = exampleLabelOf(example);
  const shown = targets.reduce((sum, target) => sum + target, 0);
  return `The pictures below are of a real, small training: ${example.learnedFrom} drawn sample photos were learned from, and ${example.targets.length} others are measured on. The label is “${EXAMPLE_LABEL}”: ${example.positives[label]!} of the photos that were learned from show it, and ${shown} of the others.`;
}

function exampleThresholds(example: ExampleScores): string {
  const label = exampleLabelOf(example);
  const row = (threshold: number, name: string) => {
    const at = measuresAt(label, threshold);
    return `| ${name} | ${at.truePositives} | ${at.falsePositives} | ${at.falseNegatives} | ${at.precision.toFixed(2)} | ${at.recall.toFixed(2)} | ${at.f1.toFixed(2)} |`;
  };
  return [
    '| threshold | right tags | wrong tags | missed | precision | recall | F1 |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    row(0.5, '0.5'),
    row(label.threshold, `${label.threshold.toFixed(2)} (tuned)`),
    '',
    `Average precision, for which no threshold is needed: ${label.averagePrecision.toFixed(3)}.`,
  ].join('\n');
}

function exampleCalibration(example: ExampleScores): string {
  const { bins, error } = reliabilityOf(example);
  const sure = bins.at(-1)!;
  return `In the example training ${sure.count} answers were given with more than 90% of sureness, ${(100 * sure.probability).toFixed(1)}% on average, and ${(100 * sure.share).toFixed(1)}% of them were right. Over all degrees of sureness the difference is ${(100 * error).toFixed(1)}%.`;
}

/**
 * The page with its computed passages replaced, each between `<!-- computed: NAME -->` and `<!-- end: NAME -->`, and
 * formatted like everything else.
 *
 * throws  Error when a passage has no place in the page
 */
export async function fillPage(page: string, passages: Record<string, string>): Promise<string> {
  for (const [name, passage] of Object.entries(passages)) {
    const [begin, end] = [`<!-- computed: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [page.indexOf(begin), page.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`The page has no place for “${name}”.`);
    page = `${page.slice(0, from)}${begin}\n\n${passage}\n\n${page.slice(to)}`;
  }
  return format(page, { ...(await resolveConfig(learningPage)), parser: 'markdown' });
}
