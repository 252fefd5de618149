import { expect, it } from 'vitest';
import type { Model } from '../../src/shared/model.ts';
import { adviseNetwork } from '../../src/shared/network-advice.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';

const advice = (train: number, settings: Partial<Model['settings']> = {}) =>
  adviseNetwork({
    settings: resolveTrainingSettings(settings),
    photoCounts: { train, validation: 0, test: 0 },
  });

it('advises two networks where few photos are tagged', () => {
  expect(advice(100)).toBe('two-networks');
  expect(advice(400)).toBe('two-networks');
});

it('advises nothing where nothing is known to be better', () => {
  expect(advice(401)).toBeNull();
  expect(advice(100, { backbone: 'two-networks' })).toBeNull();
  expect(advice(100, { backbone: 'efficientnet-lite0' })).toBeNull();
  expect(advice(100, { fineTune: 'top' })).toBeNull();
});
