import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellLogits } from '../../../src/main/ml/class-activation.ts';
import { bringIntoForm, divisorOf } from '../../../src/main/ml/embedding-form.ts';
import { deserializeHead, emptyLayer, headOf, serializeHead, type Head } from '../../../src/main/ml/head.ts';
import { predictProbabilities } from '../../../src/main/ml/predict.ts';
import { sigmoid } from '../../../src/shared/metrics/cross-entropy.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const WIDTH = 5;
const embedding = fc
  .array(fc.float({ min: 0, max: 6, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH })
  .map((values) => Float32Array.from(values));

test('of unit length: the same direction, length 1; nothing stays nothing', () => {
  fc.assert(
    fc.property(embedding, (before) => {
      const formed = before.slice();
      bringIntoForm('unit-length', formed, WIDTH);
      const length = divisorOf('unit-length', before);
      expect(length).toBeGreaterThan(0);
      for (let place = 0; place < WIDTH; place++)
        expect(formed[place]! * length).toBeCloseTo(before[place]!, 4);
      if (before.some((value) => value > 1e-3)) expect(Math.hypot(...formed)).toBeCloseTo(1, 5);
      else if (before.every((value) => value === 0)) expect([...formed]).toEqual([0, 0, 0, 0, 0]);
    }),
  );
});

test('as they are: nothing is done', () => {
  const values = Float32Array.of(3, 4, 0, 1);
  bringIntoForm('as-is', values, 2);
  expect([...values]).toEqual([3, 4, 0, 1]);
  expect(divisorOf('as-is', values)).toBe(1);
});

test('each row by itself', () => {
  const values = Float32Array.of(3, 4, 0, 0, 0, 2);
  bringIntoForm('unit-length', values, 2);
  expect(values).toEqual(Float32Array.of(0.6, 0.8, 0, 0, 0, 1));
});

function drawnHead(seed: number, widths: number[]): Head {
  const random = createSeededRandom(seed);
  const layers = widths.slice(1).map((outputs, index) => {
    const layer = emptyLayer(widths[index]!, outputs);
    return { ...layer, weights: layer.weights.map(random.normal), biases: layer.biases.map(random.normal) };
  });
  return headOf(layers, 'unit-length');
}

test.each([[[WIDTH, 3]], [[WIDTH, 4, 3]]])(
  'scoring, a stored head and a heat map say the same of a photo, however bright: %j',
  async (widths) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(embedding, { minLength: 2, maxLength: 5 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        async (cells, brightness, seed) => {
          const head = drawnHead(seed, widths);
          const mean = new Float32Array(WIDTH);
          for (const cell of cells)
            for (let place = 0; place < WIDTH; place++) mean[place]! += cell[place]! / cells.length;
          fc.pre(Math.hypot(...mean) > 0.01);
          const said = await predictProbabilities(head, mean);
          const stored = await predictProbabilities(deserializeHead(serializeHead(head)), mean);
          const brighter = mean.map((value) => value * brightness);
          const again = await predictProbabilities(head, brighter);
          const logits = cellLogits(head, Float32Array.from(cells.flatMap((cell) => [...cell])), mean);
          for (let label = 0; label < 3; label++) {
            const own = logits.subarray(label * cells.length, (label + 1) * cells.length);
            const whole = own.reduce((sum, logit) => sum + logit, 0) / cells.length;
            expect(sigmoid(whole)).toBeCloseTo(said[label]!, 4);
            expect(stored[label]).toBe(said[label]);
            expect(again[label]).toBeCloseTo(said[label]!, 4);
          }
        },
      ),
      { numRuns: 15 },
    );
  },
);

test('a photo without any feature gets the head’s bias', async () => {
  const head = drawnHead(3, [WIDTH, 2]);
  const said = await predictProbabilities(head, new Float32Array(WIDTH));
  for (const [label, bias] of head.layers[0]!.biases.entries())
    expect(said[label]).toBeCloseTo(sigmoid(bias), 5);
});
