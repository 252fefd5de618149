/** What models say of all photos, in memory until it changes. */

import type { PhotoQueries } from '../database/photo-query.ts';
import type { LabelScores } from '../database/score-store.ts';
import type { LabelId, ModelId, PhotoId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { reaches } from '../../shared/threshold.ts';
import { markIds, noMarks, type IdMarks } from './id-marks.ts';
import type { Library } from './library.ts';

export interface ModelView {
  /**
   * Photos on which the label is likely enough to be suggested by the stored scores; without any, by the newest run.
   * Neither runs that applied it nor answers are looked at.
   */
  likely(labelId: LabelId): IdMarks;
  /** photos with a likely label that was not applied, and that nobody answered: `answered` lists photos of a label */
  anyLikely(answered: (labelId: LabelId) => readonly PhotoId[]): IdMarks;
  /** photos whose stored score of the label fits */
  whereScore(labelId: LabelId, fits: (score: number) => boolean): IdMarks;
}

/** What was read of one label; kept while scores and predictions stay as they are. */
interface KeptLabel {
  scores?: LabelScores;
  applied?: IdMarks;
}

/** so many ids are read at a time in the background; takes about 20 ms */
const IDS_PER_STEP = 4000;

export interface ModelViews {
  /** the active model as of now; null before the first training */
  active(): ModelView | null;
  /** photos to which their newest run gave the label, whichever model that was; answers are not looked at */
  applied(labelId: LabelId): IdMarks;
  /**
   * Reads on towards everything that a search could ask of the active model, for about 20 ms.
   * returns  true while there is more to read
   */
  readAhead(): boolean;
}

/** What is kept of the active model is forgotten when scores or predictions change. */
export function createModelViews(library: Library, queries: PhotoQueries): ModelViews {
  let keptFor = '';
  let kept = new Map<LabelId, KeptLabel>();
  let reading: Generator<void, void> | null = null;

  const keptOf = (labelId: LabelId): KeptLabel => {
    const known = kept.get(labelId) ?? {};
    kept.set(labelId, known);
    return known;
  };

  const forgetWhenChanged = (modelId: ModelId | null): void => {
    const key = `${modelId} ${queries.modelChanges()}`;
    if (key === keptFor) return;
    kept = new Map();
    reading = null;
    keptFor = key;
  };

  /** One pass over everything, where label by label would be dozens. */
  function* readAll(model: Model, positions: readonly (LabelId | null)[]): Generator<void, void> {
    const known = positions.filter((labelId) => labelId !== null);
    if (known.every((labelId) => keptOf(labelId).scores && keptOf(labelId).applied)) return;
    const largest = queries.largestPhotoId();
    const scores = library.scores.columnReader(model.id, positions.length);
    const applied = new Map(known.map((labelId) => [labelId, new Uint8Array(largest + 1)]));
    for (let after = 0; after < largest; after += IDS_PER_STEP) {
      const upTo = Math.min(after + IDS_PER_STEP, largest);
      scores.read(after, upTo);
      const { photoIds, labelIds } = queries.appliedBetween(after, upTo);
      for (let index = 0; index < photoIds.length; index++) {
        const marks = applied.get(labelIds[index]!);
        if (marks) marks[photoIds[index]!] = 1;
      }
      yield;
    }
    for (const [position, column] of scores.columns().entries()) {
      const labelId = positions[position]!;
      if (labelId !== null) kept.set(labelId, { scores: column, applied: applied.get(labelId)! });
    }
  }

  const appliedNow = (labelId: LabelId): IdMarks =>
    (keptOf(labelId).applied ??= markIds(queries.applied(labelId)));

  const active = (): ModelView | null => {
    const model = library.models.active();
    if (model === null) return null;
    forgetWhenChanged(model.id);
    const positions = library.models.labelIdsOf(model.id);
    const scoresOf = (labelId: LabelId): LabelScores =>
      (keptOf(labelId).scores ??= library.scores.forLabel(model.id, positions.indexOf(labelId)));
    const finishReading = (): void => {
      reading ??= readAll(model, positions);
      while (reading.next().done !== true);
    };
    const whereScore = (labelId: LabelId, fits: (score: number) => boolean): IdMarks =>
      positions.includes(labelId) ? markWhere(scoresOf(labelId), fits) : noMarks;
    const likely = (labelId: LabelId): IdMarks => {
      const threshold = model.thresholds[positions.indexOf(labelId)];
      if (threshold === undefined) return noMarks;
      if (scoresOf(labelId).photoIds.length === 0) return markIds(queries.suggested(model.id, labelId));
      return whereScore(labelId, (score) => reaches(score, threshold.suggest));
    };
    return {
      likely,
      whereScore,
      anyLikely: (answered) => {
        finishReading();
        const found = new Uint8Array(queries.largestPhotoId() + 1);
        for (const [position, labelId] of positions.entries()) {
          const threshold = model.thresholds[position];
          if (labelId === null || threshold === undefined) continue;
          const given = appliedNow(labelId);
          const said = markIds(answered(labelId));
          const { photoIds, scores } = scoresOf(labelId);
          const add = (id: number): void => {
            if (given[id] !== 1 && said[id] !== 1) found[id] = 1;
          };
          if (photoIds.length === 0) queries.suggested(model.id, labelId).forEach(add);
          // most photos are found by one of the first labels
          for (let row = 0; row < photoIds.length; row++)
            if (found[photoIds[row]!] === 0 && reaches(scores[row]!, threshold.suggest)) add(photoIds[row]!);
        }
        return found;
      },
    };
  };

  return {
    active,
    applied(labelId) {
      forgetWhenChanged(library.models.active()?.id ?? null);
      return appliedNow(labelId);
    },
    readAhead() {
      const model = library.models.active();
      if (model === null) return false;
      forgetWhenChanged(model.id);
      reading ??= readAll(model, library.models.labelIdsOf(model.id));
      return reading.next().done !== true;
    },
  };
}

function markWhere({ photoIds, scores }: LabelScores, fits: (score: number) => boolean): IdMarks {
  const marks = new Uint8Array((photoIds.at(-1) ?? -1) + 1);
  for (let row = 0; row < photoIds.length; row++) if (fits(scores[row]!)) marks[photoIds[row]!] = 1;
  return marks;
}
