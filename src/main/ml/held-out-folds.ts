/** Which photos are scored by a head that has not learned from them, and what that head learns from instead. */

import type { TrainingSettings } from '../../shared/model.ts';
import { TRAIN, VALIDATION } from '../../shared/photo.ts';
import { targetsOf, weighLabels } from './fit-objective.ts';
import { assignFolds } from './split/assign-folds.ts';
import { compactGroups } from './split/compact-groups.ts';

/** One head's worth of cross-validation; both are places among the photos that are learned from. */
export interface HeldOutFold {
  held: Int32Array;
  /** all other photos, without those of the same moment as a held-out one */
  learned: Int32Array;
}

export interface HeldOutFoldsInput {
  /** K photos to learn from, as indexes into the following */
  photos: Int32Array;
  /** N×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** N: TRAIN or VALIDATION for the photos to learn from */
  splits: Int8Array;
  /** N group numbers from 0: photos of one group are never divided */
  groups: Int32Array;
  settings: TrainingSettings;
}

const FOLDS = 5;

/**
 * Shares training photos out among five folds; all validation photos are one more fold, the last. So a person who sets
 * photos aside gets measures of exactly these, by a head that learned from the training photos alone.
 *
 * returns  folds from which something can be learned when they are held out; none when all photos are of one moment
 */
export function chooseHeldOutFolds(input: HeldOutFoldsInput): HeldOutFold[] {
  const { photos, targets, labelCount, splits, groups, settings } = input;
  const places = Int32Array.from(photos.keys());
  const training = places.filter((place) => splits[photos[place]!] === TRAIN);
  const trainingPhotos = training.map((place) => photos[place]!);
  const folds = assignFolds({
    groups: compactGroups(groups, trainingPhotos),
    targets: targetsOf(targets, trainingPhotos, labelCount),
    labelCount,
    folds: FOLDS,
    seed: settings.seed,
  });
  const heldOf = Array.from({ length: FOLDS }, (_, fold) => training.filter((_, row) => folds[row] === fold));
  heldOf.push(places.filter((place) => splits[photos[place]!] === VALIDATION));
  return heldOf.flatMap((held) => {
    const heldGroups = new Set(Array.from(held, (place) => groups[photos[place]!]!));
    const learned = places.filter((place) => !heldGroups.has(groups[photos[place]!]!));
    const learnedPhotos = learned.map((place) => photos[place]!);
    const canLearn = weighLabels(targets, labelCount, learnedPhotos, settings).learnableCount > 0;
    return held.length > 0 && canLearn ? [{ held, learned }] : [];
  });
}
