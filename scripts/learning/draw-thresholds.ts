/** Pictures of one label's scores: how they are spread, and what each threshold would do. */

import { precisionRecallCurve } from '../../src/shared/metrics/ranking.ts';
import { scoreHistogram } from '../../src/shared/thresholds/score-histogram.ts';
import { box, chart, dot, line, path, text } from './chart.ts';
import { EXAMPLE_LABEL, measuresAt, type ExampleLabel } from './example-label.ts';

const BINS = 25;
/** counts of photos that the axis names */
const MARKS = [5, 20, 50, 100, 200];

/** Photos with and without the label by score, with the tuned threshold. */
export function drawHistogram(example: ExampleLabel): string {
  const countsOf = (target: number) =>
    scoreHistogram(
      example.probabilities.filter((_, photo) => example.targets[photo] === target).sort(),
      BINS,
    );
  const [absent, present] = [countsOf(0), countsOf(1)];
  const [down, up] = [absent, present].map((counts) => Math.sqrt(Math.max(...counts)) + 1) as [
    number,
    number,
  ];
  const ticksTo = (height: number) => MARKS.map(Math.sqrt).filter((mark) => mark <= height);
  return chart(
    {
      title: `Scores of the label “${EXAMPLE_LABEL}”`,
      description: `Counts of photos by score. Photos that show it are up and spread over all scores, photos that do not are down and lie nearly all near 0. A line marks the tuned threshold ${example.threshold.toFixed(2)}.`,
      width: 640,
      height: 380,
      x: {
        label: `the model's score for “${EXAMPLE_LABEL}”`,
        range: [0, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
      },
      y: {
        // Square roots, so that few photos stay visible.
        label: 'photos',
        range: [-down, up],
        ticks: [...ticksTo(down).map((mark) => -mark), 0, ...ticksTo(up)],
        format: (value) => String(Math.round(value ** 2)),
      },
    },
    (plot) => {
      const width = plot.x(1 / BINS) - plot.x(0);
      const x = plot.x(example.threshold);
      const clear = plot.x(example.threshold < 0.5 ? 0.7 : 0.3);
      return [
        ...present.map((count, bin) =>
          box(
            plot.x(bin / BINS) + 1,
            plot.y(Math.sqrt(count)),
            width - 2,
            plot.y(0) - plot.y(Math.sqrt(count)),
            'one',
          ),
        ),
        ...absent.map((count, bin) =>
          box(plot.x(bin / BINS) + 1, plot.y(0), width - 2, plot.y(-Math.sqrt(count)) - plot.y(0), 'two'),
        ),
        line([x, plot.y(up)], [x, plot.y(-down)], 'quiet-line'),
        text(x + 8, plot.y(up) + 14, `threshold ${example.threshold.toFixed(2)}`, 'strong'),
        text(clear, plot.y(up * 0.6), 'up: shows it', '', 'middle'),
        text(clear, plot.y(-down * 0.6), 'down: does not', '', 'middle'),
      ];
    },
  );
}

/** The precision-recall curve, with the points of 0.5 and of the tuned threshold. */
export function drawPrecisionRecall(example: ExampleLabel): string {
  const curve = precisionRecallCurve(example.probabilities, example.targets)!;
  const tuned = measuresAt(example, example.threshold);
  const half = measuresAt(example, 0.5);
  const lowest = Math.floor(Math.min(...curve.precision) * 5) / 5;
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
        range: [lowest, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => tick >= lowest),
      },
    },
    (plot) => [
      path(
        Array.from(curve.recall, (recall, point) => [plot.x(recall), plot.y(curve.precision[point]!)]),
        'one-line',
      ),
      // One label on either side of the curve, so that they keep clear of each other and of it.
      dot(plot.x(half.recall), plot.y(half.precision), 'mark', 6),
      text(plot.x(half.recall) - 8, plot.y(half.precision) + 24, 'at 0.5', 'strong', 'end'),
      dot(plot.x(tuned.recall), plot.y(tuned.precision), 'mark', 6),
      text(
        plot.x(tuned.recall) + 10,
        plot.y(tuned.precision) - 6,
        `at ${example.threshold.toFixed(2)}, best F1`,
        'strong',
      ),
    ],
  );
}
