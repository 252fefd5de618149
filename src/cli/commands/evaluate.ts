/** tagwright evaluate */

import { Option, type Command } from 'commander';
import { splits } from '../../shared/photo.ts';
import type { App } from '../../main/app.ts';
import type { EvaluateInput, SplitEvaluation } from '../../main/training/evaluate-model.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { count, counted, facts, ratio, table } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

type Measured = EvaluateInput['split'];

/** 95% bootstrap intervals to two digits */
const BOOTSTRAP_ROUNDS = 200;

const TUNED_NOTE =
  'The thresholds were chosen on photos that were learned from: expect a little less F1 on new ones.';

const IN_SAMPLE_NOTE =
  'This model keeps no calibration that was fitted without a photo: the error after calibration is flattered. Train ' +
  'anew for an honest one.';

const EXAMPLES = `
Examples:
  tagwright evaluate
  tagwright evaluate --split test --json

"test" photos are those a labels CSV set aside in its "split" column; neither training nor tuning has seen them.
"validation" photos are set aside the same way, to tune on. "all" are all tagged photos but the test photos: those that
the model has learned from are judged by cross-validation, each by a head that had not seen it; so are the calibration
of their probabilities and its error ("ECE": the mean distance of what is said from what is so), by calibrations that
were fitted without them. --json has the bins of every label, before and after calibration.`;

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .summary('measure the active model on tagged photos')
    .description(
      'Measures the active model, label by label, by scores of heads that had not learned from the photo.',
    )
    .addOption(
      new Option('--split <split>', 'which photos (default: test when there are any, else all)').choices([
        'all',
        'validation',
        'test',
      ]),
    )
    .addHelpText('after', EXAMPLES)
    .action((options: { split?: Measured }, command: Command) =>
      perform(command, (invocation) => evaluate(invocation, options.split)),
    );
}

async function evaluate(invocation: Invocation, wanted: Measured | undefined): Promise<Outcome> {
  return withLibrary(invocation, false, async (session) => {
    const split = wanted ?? defaultSplit(session.app);
    const input = { split, bootstrapRounds: BOOTSTRAP_ROUNDS };
    const title = `Evaluate on ${split === 'all' ? 'all tagged' : split} photos`;
    const { report, problems } = await runJob<SplitEvaluation>(session, 'evaluate', title, input);
    return {
      document: { ...report, problemList: problemDocuments(problems) },
      lines: evaluationLines(report),
      problems,
    };
  });
}

function defaultSplit({ library }: App): Measured {
  const used = library.photos.splitsOf(library.photos.idsTagged());
  return used.includes(splits.indexOf('test')) ? 'test' : 'all';
}

function evaluationLines(evaluation: SplitEvaluation): string[] {
  const { split, photos, modelId, mAP, mAPInterval, atHalf } = evaluation;
  const range = mAPInterval ? ` (95%: ${ratio(mAPInterval.low)} to ${ratio(mAPInterval.high)})` : '';
  const tuned = (value: number | null, half: number | null): string =>
    `${ratio(value)} (at 0.5: ${ratio(half)})`;
  return [
    `Model ${modelId} on ${counted(photos, `${split === 'all' ? 'tagged' : split} photo`)}:`,
    ...judgedLines(evaluation),
    '',
    ...table(
      [
        { title: 'Label' },
        ...['Photos', 'AP', 'ROC AUC', 'Threshold', 'Precision', 'Recall', 'F1', 'F1 at 0.5', 'ECE'].map(
          (title) => ({
            title,
            isNumber: true,
          }),
        ),
      ],
      evaluation.labels.map((label) => [
        label.label,
        count(label.support),
        ...[label.averagePrecision, label.rocAuc, label.threshold].map(ratio),
        ...[label.precision, label.recall, label.f1, label.atHalf.f1].map(ratio),
        ratio(label.reliability?.after.error ?? null),
      ]),
    ),
    '',
    ...facts([
      ['mAP', ratio(mAP) + range],
      ['Macro F1', tuned(evaluation.macroF1, atHalf.macroF1)],
      ['Micro F1', tuned(evaluation.microF1, atHalf.microF1)],
      ['Samples F1', tuned(evaluation.samplesF1, atHalf.samplesF1)],
      ['Hamming loss', ratio(evaluation.hammingLoss)],
      ['Cross-entropy', ratio(evaluation.bce)],
    ]),
    ...reliabilityLines(evaluation),
    ...(evaluation.judged.heldOut === 0 ? [] : ['', TUNED_NOTE]),
  ];
}

/** By whose scores the photos were judged. */
function judgedLines({ judged: { heldOut, unseen, leftOut } }: SplitEvaluation): string[] {
  const lines: string[] = [];
  if (heldOut > 0)
    lines.push(
      `${counted(heldOut, 'photo')} of them it learned from: judged by scores of heads that had not, kept from training.`,
    );
  if (unseen > 0) lines.push(`${counted(unseen, 'photo')} it never learned from: judged by its own scores.`);
  if (leftOut > 0)
    lines.push(
      `${counted(leftOut, 'photo')} left out: it learned from them, and no score by a head that had not is kept.`,
    );
  return lines;
}

/** How far the probabilities can be taken at their word; nothing for what was not measured. */
function reliabilityLines({ reliability }: SplitEvaluation): string[] {
  if (!reliability || reliability.after.error === null) return [];
  const { before, after } = reliability;
  const number = { isNumber: true };
  return [
    '',
    `Calibration: expected error ${ratio(after.error)}; ${ratio(before.error)} before the probabilities were calibrated.`,
    ...(reliability.isCrossFitted ? [] : [IN_SAMPLE_NOTE]),
    '',
    ...table(
      [
        { title: 'Said' },
        { title: 'Answers', ...number },
        { title: 'Mean', ...number },
        { title: 'Present', ...number },
      ],
      after.bins.map(({ low, high, count: answers, meanProbability, share }) => [
        `${ratio(low)} to ${ratio(high)}`,
        count(answers),
        ratio(meanProbability),
        ratio(share),
      ]),
    ),
  ];
}
