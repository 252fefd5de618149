import { beforeAll, describe, expect, test } from 'vitest';
import { backpropagate, initialLayers, logitsOf } from '../../../src/main/ml/fit-layers.ts';
import { lossAndGradient, targetsOf, weighLabels } from '../../../src/main/ml/fit-objective.ts';
import type { HeadLayer } from '../../../src/main/ml/head.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
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
    [0, 0],
    [0, 0.7],
    [6, 0.7],
  ])('agrees with small differences: %i hidden units, imbalance %f', (hiddenUnits, imbalance) => {
    const labels = weighLabels(targets, LABELS, rows, imbalance);
    const layers = initialLayers(WIDTH, hiddenUnits, labels.baseRate, createSeededRandom(5));
    const lossOf = (changed: HeadLayer[]) => {
      const { lossSum, knownPairs } = lossAndGradient(
        logitsOf(tensorFlow.tf, changed, inputs, COUNT),
        targets,
        rows,
        labels,
      );
      return lossSum / knownPairs;
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
  });

  test('is zero where the answer is unknown or the label cannot be learned', () => {
    const labels = weighLabels(targets, LABELS, rows, 0);
    const logits = Float32Array.from({ length: COUNT * LABELS }, random.normal);
    const { gradient, knownPairs } = lossAndGradient(logits, targets, rows, labels);
    let counted = 0;
    for (const [place, target] of targets.entries()) {
      const counts = target !== UNKNOWN && place % LABELS !== 3;
      if (counts) counted++;
      expect(gradient[place] !== 0).toBe(counts);
    }
    expect(knownPairs).toBe(counted);
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
  test('weighs positives by (negatives / positives) ^ imbalance and starts from the weighted base rate', () => {
    const column = Int8Array.of(PRESENT, ABSENT, ABSENT, ABSENT, ABSENT, UNKNOWN);
    const all = Int32Array.of(0, 1, 2, 3, 4, 5);
    expect(weighLabels(column, 1, all, 0)).toMatchObject({ learnableCount: 1 });
    expect(weighLabels(column, 1, all, 0).baseRate[0]).toBeCloseTo(0.2);
    expect(weighLabels(column, 1, all, 0.5).positive[0]).toBeCloseTo(2);
    expect(weighLabels(column, 1, all, 1).baseRate[0]).toBeCloseTo(0.5);
    expect(weighLabels(column, 1, Int32Array.of(1, 2), 1).learnableCount).toBe(0);
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
