/** Pictures of the loss, and of what positive weights change. */

import { crossEntropyFromProbability } from '../../src/shared/metrics/cross-entropy.ts';
import { chart, dot, path, text } from './chart.ts';
import { exampleLabels, exampleLosses, exampleProbabilities, exampleTargets } from './worked-example.ts';

const ends = 0.01;
const steps = 200;

/** Binary cross-entropy over the probability, for a label that is there and one that is not. */
export function drawCrossEntropy(): string {
  const probabilities = Array.from(
    { length: steps + 1 },
    (_, step) => ends + ((1 - 2 * ends) * step) / steps,
  );
  return chart(
    {
      title: 'Binary cross-entropy of one answer',
      description:
        'Two curves over the probability the model gives. For a label that is present the loss falls from 4.6 at 0.01 to nearly 0 at 0.99; for an absent one it rises likewise. Four dots mark the worked example.',
      width: 640,
      height: 380,
      x: { label: 'probability that the model gives', range: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
      y: { label: 'loss', range: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
    },
    (plot) => [
      ...[1, 0].map((target) =>
        path(
          probabilities.map((p) => [plot.x(p), plot.y(crossEntropyFromProbability(p, target))]),
          target === 1 ? 'one-line' : 'two-line',
        ),
      ),
      text(plot.x(0.075), plot.y(4), 'label is there: −ln(p)', 'strong'),
      text(plot.x(0.925), plot.y(4.6), 'label is not there: −ln(1 − p)', 'strong', 'end'),
      ...exampleProbabilities.flatMap((probability, index) => {
        const [x, y] = [plot.x(probability), plot.y(exampleLosses[index]!)];
        const isPresent = exampleTargets[index] === 1;
        return [dot(x, y), text(x, y - 14, exampleLabels[index]!, 'soft', isPresent ? 'start' : 'end')];
      }),
    ],
  );
}
