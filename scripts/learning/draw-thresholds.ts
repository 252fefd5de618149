/** Pictures of one label's scores: how they are spread, and what each threshold would do. */

import { precisionRecallCurve } from '../../src/shared/metrics/ranking.ts';
import { scoreHistogram } from '../../src/shared/thresholds/score-histogram.ts';
import { box, chart, dot, line, path, text } from './chart.ts';
import { EXAMPLE_LABEL, measuresAt, type ExampleLabel } from './example-label.ts';

const BINS = 25;

/** Photos with and without the label by score, with the tuned threshold. */
export function drawHistogram(example: ExampleLabel): string {
  const countsOf = (target: number) =>
    scoreHistogram(
      example.probabilities.filter((_, photo) => example.targets[photo] === target).sort(),
      BINS,
    );
  const [absent, present] = [countsOf(0), countsOf(1)];
  const most = Math.ceil(Math.max(...absent, ...present) / 20) * 20;
  const marks = Array.from({ length: most / 20 + 1 }, (_, index) => index * 20);
  return chart(
    {
      title: `Scores of the label “${EXAMPLE_LABEL}”`,
      description: `Counts of photos by score. Photos that show it are up and lie mostly near 1, photos that do not are down and lie mostly near 0. A line marks the tuned threshold ${example.threshold.toFixed(2)}.`,
      width: 640,
      height: 380,
      x: {
        label: `the model's score for “${EXAMPLE_LABEL}”`,
        range: [0, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
      },
      y: {
        label: 'photos',
        range: [-most, most],
        ticks: [...marks.slice(1).map((mark) => -mark), ...marks],
        format: (value) => String(Math.abs(value)),
      },
    },
    (plot) => {
      const width = plot.x(1 / BINS) - plot.x(0);
      const x = plot.x(example.threshold);
      return [
        ...present.map((count, bin) =>
          box(plot.x(bin / BINS) + 1, plot.y(count), width - 2, plot.y(0) - plot.y(count), 'one'),
        ),
        ...absent.map((count, bin) =>
          box(plot.x(bin / BINS) + 1, plot.y(0), width - 2, plot.y(-count) - plot.y(0), 'two'),
        ),
        line([x, plot.y(most)], [x, plot.y(-most)], 'quiet-line'),
        text(x + 8, plot.y(most) + 14, `threshold ${example.threshold.toFixed(2)}`, 'strong'),
        text(plot.x(0.62), plot.y(most * 0.55), 'up: shows it', '', 'middle'),
        text(plot.x(0.62), plot.y(-most * 0.55), 'down: does not', '', 'middle'),
      ];
    },
  );
}

/** The precision-recall curve, with the points of 0.5 and of the tuned threshold. */
export function drawPrecisionRecall(example: ExampleLabel): string {
  const curve = precisionRecallCurve(example.probabilities, example.targets)!;
  const tuned = measuresAt(example, example.threshold);
  const half = measuresAt(example, 0.5);
  return chart(
    {
      title: `Precision and recall of “${EXAMPLE_LABEL}” at every threshold`,
      description: `A curve that falls from precision 1 on the left to ${curve.precision.at(-1)!.toFixed(2)} on the right. At 0.5: precision ${half.precision.toFixed(2)}, recall ${half.recall.toFixed(2)}; at ${example.threshold.toFixed(2)}: precision ${tuned.precision.toFixed(2)}, recall ${tuned.recall.toFixed(2)}.`,
      width: 640,
      height: 380,
      x: {
        label: 'recall: how many of the photos that show it are found',
        range: [0, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
      },
      y: {
        label: 'precision: how many tags are right',
        range: [0.6, 1],
        ticks: [0.6, 0.7, 0.8, 0.9, 1],
      },
    },
    (plot) => [
      path(
        Array.from(curve.recall, (recall, point) => [plot.x(recall), plot.y(curve.precision[point]!)]),
        'one-line',
      ),
      ...[
        { at: half, words: 'at 0.5' },
        { at: tuned, words: `at ${example.threshold.toFixed(2)}, best F1` },
      ].flatMap(({ at, words }) => [
        dot(plot.x(at.recall), plot.y(at.precision), 'mark', 6),
        text(plot.x(at.recall) - 12, plot.y(at.precision) + 22, words, 'strong', 'end'),
      ]),
    ],
  );
}
