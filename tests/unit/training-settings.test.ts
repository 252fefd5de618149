import { describe, expect, test } from 'vitest';
import type { TrainingSettings } from '../../src/shared/model.ts';
import { defaultTrainingSettings, resolveTrainingSettings } from '../../src/shared/training-settings.ts';

describe('resolveTrainingSettings', () => {
  test('fills in the defaults, also for undefined, and leaves them as they are', () => {
    const before = { ...defaultTrainingSettings };
    expect(resolveTrainingSettings()).toEqual(before);
    expect(resolveTrainingSettings({ seed: undefined, l2: 0 })).toEqual({ ...before, l2: 0 });
    expect(defaultTrainingSettings).toEqual(before);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ seed: 1.5 }, 'seed: expected a whole number from 0'],
    [{ hiddenUnits: -1 }, 'got -1'],
    [{ maxEpochs: 0 }, 'maxEpochs: expected a whole number from 1 to 10000, got 0.'],
    [{ learningRate: NaN }, 'got NaN'],
    [{ imbalance: 2 }, 'imbalance: expected a number from 0 to 1, got 2.'],
    [{ batchSize: '64' }, 'got "64"'],
    [{ backbone: 'resnet' }, 'backbone: expected one of mobilenet-v2-1.0'],
    [{ lr: 0.1 }, 'got "lr"'],
    [{ toString: 1 }, 'got "toString"'],
  ])('refuses %j', (partial, words) => {
    const resolve = () => resolveTrainingSettings(partial as Partial<TrainingSettings>);
    expect(resolve).toThrow(words);
    expect(resolve).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
