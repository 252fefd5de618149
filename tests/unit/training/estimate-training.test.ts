import { expect, test } from 'vitest';
import type { FineTuningPace } from '../../../src/main/engine/engine.ts';
import { secondsOfTuning } from '../../../src/main/training/estimate-training.ts';

const nothing: FineTuningPace = {
  backend: 'wasm',
  epochs: 10,
  views: { shown: 1, embedded: 1 },
  frozen: 0,
  learning: 0,
  measuring: 0,
  embedding: 0,
};
const photos = { tagged: 100, training: 80, validation: 20, library: 1000 };
/** A thirtieth of a second for every photo that is decoded: the tagged ones, and then all. */
const decoding = 1100 / 30;

const secondsOf = (pace: Partial<FineTuningPace>): number => secondsOfTuning({ ...nothing, ...pace }, photos);

test('counts every pass of every photo', () => {
  expect(secondsOf({})).toBeCloseTo(decoding);
  expect(secondsOf({ frozen: 1 })).toBeCloseTo(decoding + 100);
  expect(secondsOf({ learning: 1 })).toBeCloseTo(decoding + 10 * 80);
  expect(secondsOf({ measuring: 1 })).toBeCloseTo(decoding + (10 + 1) * 20);
  expect(secondsOf({ embedding: 1 })).toBeCloseTo(decoding + 2 * 1000);
});

test('eight views pass the frozen part eight times, and so does every photo of the library afterwards', () => {
  const views = { shown: 8, embedded: 8 };
  expect(secondsOf({ views, frozen: 1 })).toBeCloseTo(decoding + 8 * 100);
  expect(secondsOf({ views, learning: 1 })).toBeCloseTo(decoding + 10 * 80);
  expect(secondsOf({ views, measuring: 1 })).toBeCloseTo(decoding + (10 + 8) * 20);
  expect(secondsOf({ views, embedding: 1 })).toBeCloseTo(decoding + (1 + 8) * 1000);
});

test('cross-validated, photos are looked at once and learned from by every fine-tuning', () => {
  const all = { ...photos, training: 100 + 5 * 80, validation: 100 };
  expect(secondsOfTuning({ ...nothing, frozen: 1 }, all)).toBeCloseTo(decoding + 100);
  expect(secondsOfTuning({ ...nothing, learning: 1 }, all)).toBeCloseTo(decoding + 10 * 500);
});
