import { beforeAll, describe, expect, test } from 'vitest';
import { backpropagate, initialLayers, logitsOf } from '../../../src/main/ml/fit-layers.ts';
import { lossAndGradient, targetsOf, weighLabels } from '../../../src/main/ml/fit-objective.ts';
import type { HeadLayer } from '../../../src/main/ml/head.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { sigmoid } from '../../../src/shared/metrics/cross-entropy.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../../src/shared/label.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const [COUNT, WIDTH, LABELS] = [9, 5, 4];
const random = createSeededRandom(11);
const inputs = Float32Array.from({ length: COUNT * WIDTH }, random.normal);
const rows = Int32Array.from({ length: COUNT }, (_, row) => row);
// The last label is never present, so it cannot be learned.
const targets = Int8Array.from({ length: COUNT * LABELS }, (_, place) =>
  place % LABELS === 3 ? ABSENT : [PRESENT, ABSENT, ABSENT, UNKNOWN][random.integer(4)]!,
);

describe('the closed-form gradient', () => {
  test.each([
    [0, 0, 0],
    [0, 0.7, 0],
    [6, 0.7, 0],
    [0, 0, 0.3],
    [6, 0.7, 1],
  ])(
    'agrees with small differences: %i hidden units, imbalance %f, assumeAbsent %f',
    (hiddenUnits, imbalance, assumeAbsent) => {
      const labels = weighLabels(targets, LABELS, rows, { imbalance, assumeAbsent });
      const layers = initialLayers(WIDTH, hiddenUnits, labels.baseRate, createSeededRandom(5));
      const lossOf = (changed: HeadLayer[]) => {
        const { lossSum, countedPairs } = lossAndGradient(
          logitsOf(tensorFlow.tf, changed, inputs, COUNT),
          targets,
          rows,
          labels,
        );
        return lossSum / countedPairs;
      };
      const gradients = backpropagate(
        tensorFlow.tf,
        layers,
        inputs,
        COUNT,
        (logits) => lossAndGradient(logits, targets, rows, labels).gradient,
      );
      const step = 1e-2;
      for (const [index, layer] of layers.entries())
        for (const kind of ['weights', 'biases'] as const)
          for (let place = 0; place < layer[kind].length; place++) {
            const lossAt = (change: number) => {
              const values = layer[kind].slice();
              values[place]! += change;
              return lossOf(layers.map((own, other) => (other === index ? { ...own, [kind]: values } : own)));
            };
            const difference = (lossAt(step) - lossAt(-step)) / (2 * step);
            expect(Math.abs(gradients[index]![kind][place]! - difference)).toBeLessThan(2e-3);
          }
      expect(gradients.at(-1)!.weights.some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
    },
  );

  test('is zero where the answer is unknown or the label cannot be learned', () => {
    const labels = weighLabels(targets, LABELS, rows, { imbalance: 0, assumeAbsent: 0 });
    const logits = Float32Array.from({ length: COUNT * LABELS }, random.normal);
    const { gradient, countedPairs } = lossAndGradient(logits, targets, rows, labels);
    let counted = 0;
    for (const [place, target] of targets.entries()) {
      const counts = target !== UNKNOWN && place % LABELS !== 3;
      if (counts) counted++;
      expect(gradient[place] !== 0).toBe(counts);
    }
    expect(countedPairs).toBe(counted);
  });

  test('takes an unknown answer for absent as much as it is told to', () => {
    const logits = Float32Array.from({ length: COUNT * LABELS }, random.normal);
    const settings = { imbalance: 0, assumeAbsent: 0 };
    const { gradient, countedPairs } = lossAndGradient(
      logits,
      targets,
      rows,
      weighLabels(targets, LABELS, rows, settings),
    );
    const partly = lossAndGradient(
      logits,
      targets,
      rows,
      weighLabels(targets, LABELS, rows, { ...settings, assumeAbsent: 0.25 }),
    );
    const unknown = [...targets.keys()].filter((place) => targets[place] === UNKNOWN);
    expect(unknown.length).toBeGreaterThan(0);
    expect(partly.countedPairs).toBeCloseTo(countedPairs + 0.25 * unknown.length);
    for (const place of targets.keys()) {
      const expected = unknown.includes(place)
        ? 0.25 * sigmoid(logits[place]!)
        : gradient[place]! * countedPairs;
      expect(partly.gradient[place]! * partly.countedPairs).toBeCloseTo(expected, 5);
    }
  });

  test('leaves no tensors behind, even when it fails half-way', () => {
    const before = tensorFlow.tf.memory().numTensors;
    const layers = initialLayers(WIDTH, 3, new Float32Array(LABELS).fill(0.5), createSeededRandom(5));
    const fail = () => {
      throw new Error('half-way');
    };
    expect(() => backpropagate(tensorFlow.tf, layers, inputs, COUNT, fail)).toThrow('half-way');
    expect(tensorFlow.tf.memory().numTensors).toBe(before);
  });
});

describe('weighLabels', () => {
  const column = Int8Array.of(PRESENT, ABSENT, ABSENT, ABSENT, ABSENT, UNKNOWN);
  const all = Int32Array.of(0, 1, 2, 3, 4, 5);
  const weigh = (rows: Int32Array, imbalance: number, assumeAbsent = 0) =>
    weighLabels(column, 1, rows, { imbalance, assumeAbsent });

  test('weighs positives by (negatives / positives) ^ imbalance and starts from the weighted base rate', () => {
    expect(weigh(all, 0)).toMatchObject({ learnableCount: 1 });
    expect(weigh(all, 0).baseRate[0]).toBeCloseTo(0.2);
    expect(weigh(all, 0.5).positive[0]).toBeCloseTo(2);
    expect(weigh(all, 1).baseRate[0]).toBeCloseTo(0.5);
    expect(weigh(Int32Array.of(1, 2), 1).learnableCount).toBe(0);
  });

  test('a label without a known negative is learned once unknown counts as absent', () => {
    const rows = Int32Array.of(0, 5);
    expect(weigh(rows, 0).learnableCount).toBe(0);
    expect(weigh(rows, 0, 0.5).learnableCount).toBe(1);
    expect(weigh(rows, 0, 0.5).baseRate[0]).toBeCloseTo(1 / 1.5);
  });
});

test('targetsOf takes rows in their order and hides labels that cannot be learned', () => {
  const matrix = Int8Array.of(PRESENT, ABSENT, UNKNOWN, PRESENT, ABSENT, ABSENT);
  expect([...targetsOf(matrix, Int32Array.of(2, 0), 2)]).toEqual([ABSENT, ABSENT, PRESENT, ABSENT]);
  expect([...targetsOf(matrix, Int32Array.of(2, 0), 2, Uint8Array.of(1, 0))]).toEqual([
    ABSENT,
    UNKNOWN,
    PRESENT,
    UNKNOWN,
  ]);
});
