/** How a head is trained unless a person says otherwise; docs/decisions/0006-head-training.md has the measurements. */

import { z } from 'zod';
import { AppError } from './errors.ts';
import { augmentations, backboneIds, DEFAULT_BACKBONE, fineTuneParts } from './model.ts';
import type { TrainingSettings } from './model.ts';
import { say } from './sentences/say.ts';

export const defaultTrainingSettings: TrainingSettings = {
  backbone: DEFAULT_BACKBONE,
  fineTune: 'head',
  augmentation: 'mirror',
  seed: 1,
  hiddenUnits: 0,
  maxEpochs: 100,
  batchSize: 64,
  learningRate: 0.001,
  l2: 0,
  patience: 15,
  imbalance: 0,
  assumeAbsent: 0,
};

/**
 * A strength for photos that were tagged with some of what they show and nothing else. Measured with half of the tags
 * missing: docs/accuracy.md, partial labels.
 */
export const PARTLY_TAGGED_ASSUME_ABSENT = 0.1;

/** The settings that are one of a few words. */
const choices = { backbone: backboneIds, fineTune: fineTuneParts, augmentation: augmentations } as const;
type Choice = keyof typeof choices;

interface Range {
  isWhole: boolean;
  low: number;
  high: number;
}

/** What each number may be. */
export const trainingRanges: Record<Exclude<keyof TrainingSettings, Choice>, Range> = {
  seed: { isWhole: true, low: 0, high: Number.MAX_SAFE_INTEGER },
  hiddenUnits: { isWhole: true, low: 0, high: 4096 },
  maxEpochs: { isWhole: true, low: 1, high: 10_000 },
  batchSize: { isWhole: true, low: 1, high: 65_536 },
  learningRate: { isWhole: false, low: 1e-7, high: 1 },
  l2: { isWhole: false, low: 0, high: 1000 },
  patience: { isWhole: true, low: 1, high: 10_000 },
  imbalance: { isWhole: false, low: 0, high: 1 },
  assumeAbsent: { isWhole: false, low: 0, high: 1 },
};

const settingsObject = z.strictObject({
  backbone: z.enum(backboneIds),
  fineTune: z.enum(fineTuneParts),
  augmentation: z.enum(augmentations),
  seed: numberIn(trainingRanges.seed),
  hiddenUnits: numberIn(trainingRanges.hiddenUnits),
  maxEpochs: numberIn(trainingRanges.maxEpochs),
  batchSize: numberIn(trainingRanges.batchSize),
  learningRate: numberIn(trainingRanges.learningRate),
  l2: numberIn(trainingRanges.l2),
  patience: numberIn(trainingRanges.patience),
  imbalance: numberIn(trainingRanges.imbalance),
  // absent in settings stored before there was a choice
  assumeAbsent: numberIn(trainingRanges.assumeAbsent).default(0),
});

/** Settings as they come back from outside, a job's stored input for one. Only what is newer than they is filled in. */
export const trainingSettingsSchema: z.ZodType<TrainingSettings> = settingsObject.extend({
  fineTune: settingsObject.shape.fineTune.default(defaultTrainingSettings.fineTune),
  augmentation: settingsObject.shape.augmentation.default(defaultTrainingSettings.augmentation),
});

/** What a person chose of them; the rest is filled in by resolveTrainingSettings. */
export const chosenTrainingSettingsSchema: z.ZodType<Partial<TrainingSettings>> = settingsObject.partial();

function numberIn({ isWhole, low, high }: Range): z.ZodType<number> {
  const number = z.number().min(low).max(high);
  return isWhole ? number.int() : number;
}

/**
 * Fills in the defaults and checks every value.
 *
 * partial  what a person chose; undefined stands for the default
 * throws   AppError 'invalid-input', "expected …, got …", for a value out of range or a name that is no setting
 */
export function resolveTrainingSettings(partial: Partial<TrainingSettings> = {}): TrainingSettings {
  const settings = { ...defaultTrainingSettings };
  for (const [name, value] of Object.entries(partial)) {
    if (value === undefined) continue;
    if (Object.hasOwn(choices, name)) checkChoice(name as Choice, value);
    else checkNumber(name, value);
    Object.assign(settings, { [name]: value });
  }
  return settings;
}

function checkChoice(name: Choice, value: unknown): void {
  if (!(choices[name] as readonly unknown[]).includes(value))
    throw new AppError(
      'invalid-input',
      say('trainingSettings.choice', { name, known: choices[name], value: show(value) }),
    );
}

function checkNumber(name: string, value: unknown): void {
  if (!Object.hasOwn(trainingRanges, name))
    throw new AppError(
      'invalid-input',
      say('trainingSettings.unknown', { known: Object.keys(defaultTrainingSettings), name }),
    );
  const { isWhole, low, high } = trainingRanges[name as keyof typeof trainingRanges];
  const fits =
    typeof value === 'number' && value >= low && value <= high && (!isWhole || Number.isInteger(value));
  if (!fits)
    throw new AppError(
      'invalid-input',
      say('trainingSettings.outOfRange', { name, isWhole, low, high, value: show(value) }),
    );
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
