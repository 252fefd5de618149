import { expect, test } from 'vitest';
import { layOutEpochs } from '../../../src/renderer/epoch-line.ts';
import type { EpochRecord } from '../../../src/shared/model.ts';

function epochs(...values: (number | null)[]): EpochRecord[] {
  return values.map((validationMAP, index) => ({
    epoch: index + 1,
    trainingLoss: 1,
    validationLoss: validationMAP === null ? null : 1,
    validationMAP,
  }));
}

test('has nothing to draw before a value is there', () => {
  expect(layOutEpochs([], 100, 50)).toBeNull();
  expect(layOutEpochs(epochs(null, null), 100, 50)).toBeNull();
});

test('puts the lowest value on the floor and the best under the ceiling', () => {
  const line = layOutEpochs(epochs(0.5, 0.9, 0.7), 100, 50)!;
  expect(line.points).toBe('4.0,46.0 50.0,4.0 96.0,25.0');
  expect(line.best).toEqual({ x: 50, y: 4, epoch: 2, value: 0.9 });
  expect(line.latest).toEqual({ epoch: 3, value: 0.7 });
});

test('draws equal values as a level line', () => {
  const ys = layOutEpochs(epochs(0.5, 0.5, 0.5), 100, 50)!
    .points.split(' ')
    .map((point) => point.split(',')[1]);
  expect(new Set(ys).size).toBe(1);
});

test('passes over epochs without a value', () => {
  const line = layOutEpochs(epochs(null, 0.4, null, 0.6), 100, 50)!;
  expect(line.points.split(' ')).toHaveLength(2);
  expect(line.latest.epoch).toBe(4);
});
