import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTrainingTime } from '../../../src/main/training/training-time.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

const settings = resolveTrainingSettings();
let files: TestLibrary;
let nowMs: number;
const count = (data: string, chosen = settings) =>
  countTrainingTime(files.library, data, chosen, () => nowMs);

beforeEach(() => {
  files = openTestLibrary(fakeEngine());
  nowMs = 5_000;
});
afterEach(() => files.close());

test('a training that is killed goes on from what was kept last, and the time in between does not count', () => {
  const first = count('data');
  nowMs += 900;
  first.keep();
  nowMs += 600;
  first.keep();
  nowMs += 400;
  first.keep();
  expect(first.seconds()).toBe(1.9);
  nowMs = 7_000_000;
  const second = count('data');
  expect(second.seconds()).toBe(1.5);
  nowMs += 250;
  second.putAside();
  nowMs = 0;
  expect(count('data').seconds()).toBe(1.75);
});

test('another training has its own time', () => {
  const first = count('data');
  nowMs += 3000;
  first.keep();
  expect(count('other data').seconds()).toBe(0);
  expect(count('data', { ...settings, seed: 2 }).seconds()).toBe(0);
  const other = count('other data');
  nowMs += 2000;
  other.keep();
  expect(count('data').seconds()).toBe(3);
  other.forget(false);
  expect(count('other data').seconds()).toBe(0);
  expect(count('data').seconds()).toBe(3);
});

test('nothing stays once no training will go on', () => {
  for (const data of ['data', 'other data']) {
    const time = count(data);
    nowMs += 2000;
    time.keep();
  }
  count('data').forget(true);
  expect(count('other data').seconds()).toBe(0);
  expect(files.library.settings.get('training-time')).toBeUndefined();
});

test('what is no time is no reason to fail', () => {
  files.library.settings.set('training-time', { data: 'long' });
  expect(count('data').seconds()).toBe(0);
});
