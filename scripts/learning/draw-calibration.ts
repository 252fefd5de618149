/** The reliability diagram: whether "80 percent sure" is right 80 times in 100. */

import { chart, dot, line, path, text } from './chart.ts';
import type { ExampleScores } from './example-scores.ts';

const BINS = 10;

export interface Reliability {
  /** one per bin that has any: mean probability, share that is so, how many answers */
  bins: { probability: number; share: number; count: number }[];
  /** expected calibration error (Naeini et al. 2015): the bins' |probability − share|, weighed by their counts; 0..1 */
  error: number;
}

/** All labels of the photos that were not learned from, in ten equal bins. */
export function reliabilityOf({ probabilities, targets }: ExampleScores): Reliability {
  const all = probabilities.flatMap((row, photo) =>
    row.map((probability, label) => ({ probability, target: targets[photo]![label]! })),
  );
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const inside = all.filter(
      ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin,
    );
    const mean = (of: (answer: (typeof all)[number]) => number) =>
      inside.reduce((sum, answer) => sum + of(answer), 0) / inside.length;
    return {
      probability: mean(({ probability }) => probability),
      share: mean(({ target }) => target),
      count: inside.length,
    };
  }).filter(({ count }) => count > 0);
  const error = bins.reduce(
    (sum, { probability, share, count }) => sum + (Math.abs(probability - share) * count) / all.length,
    0,
  );
  return { bins, error };
}

/** Mean probability against the share that is so, bin by bin; the diagonal is perfect. */
export function drawReliability({ bins, error }: Reliability): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return chart(
    {
      title: 'Reliability diagram',
      description: `${bins.length} points near the diagonal: how often the model is right for each degree of sureness. Expected calibration error ${(100 * error).toFixed(1)} percent.`,
      width: 480,
      height: 440,
      x: { label: 'what the model says', range: [0, 1], ticks },
      y: { label: 'how often it is so', range: [0, 1], ticks },
    },
    (plot) => [
      line([plot.x(0), plot.y(0)], [plot.x(1), plot.y(1)], 'quiet-line'),
      path(
        bins.map(({ probability, share }) => [plot.x(probability), plot.y(share)]),
        'one-line',
      ),
      ...bins.map(({ probability, share }) => dot(plot.x(probability), plot.y(share))),
      text(plot.x(0.04), plot.y(0.94), `expected calibration error ${(100 * error).toFixed(1)}%`, 'strong'),
      text(plot.x(0.97), plot.y(0.06), 'dotted: as sure as it is right', 'soft', 'end'),
    ],
  );
}
