/** What the active model says of all photos, in memory until it changes. */

import type { PhotoQueries } from '../database/photo-query.ts';
import type { LabelScores } from '../database/score-store.ts';
import type { LabelId, ModelId, PhotoId } from '../../shared/ids.ts';
import { reaches } from '../../shared/threshold.ts';
import { markIds, noMarks, type IdMarks } from './id-marks.ts';
import type { Library } from './library.ts';

export interface ModelView {
  /** photos to which its newest run gave the label; answers are not looked at */
  applied(labelId: LabelId): IdMarks;
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

/** returns a function that gives the active model as it stands when called */
export function createModelView(library: Library, queries: PhotoQueries): () => ModelView | null {
  let keptFor = '';
  let kept = new Map<LabelId, KeptLabel>();

  const keptOf = (labelId: LabelId): KeptLabel => {
    const known = kept.get(labelId) ?? {};
    kept.set(labelId, known);
    return known;
  };

  const forgetWhenChanged = (modelId: ModelId): void => {
    const key = `${modelId} ${queries.modelChanges()} ${queries.foreignChanges()}`;
    if (key !== keptFor) kept = new Map();
    keptFor = key;
  };

  return () => {
    const model = library.models.active();
    if (model === null) return null;
    forgetWhenChanged(model.id);
    const positions = library.models.labelIdsOf(model.id);
    const scoresOf = (labelId: LabelId): LabelScores =>
      (keptOf(labelId).scores ??= library.scores.forLabel(model.id, positions.indexOf(labelId)));
    const applied = (labelId: LabelId): IdMarks =>
      (keptOf(labelId).applied ??= markIds(queries.predicted(model.id, labelId, 'apply')));
    /** One pass over everything, where label by label would be dozens. */
    const readAll = (): void => {
      const known = positions.filter((labelId) => labelId !== null);
      if (known.every((labelId) => keptOf(labelId).scores && keptOf(labelId).applied)) return;
      const columns = library.scores.columns(model.id, positions.length);
      const { photoIds, labelIds } = queries.allApplied(model.id);
      const idsOf = new Map<LabelId, PhotoId[]>(known.map((labelId) => [labelId, []]));
      for (let index = 0; index < photoIds.length; index++)
        idsOf.get(labelIds[index]!)?.push(photoIds[index]!);
      for (const [position, labelId] of positions.entries())
        if (labelId !== null)
          kept.set(labelId, { scores: columns[position]!, applied: markIds(idsOf.get(labelId)!) });
    };
    const whereScore = (labelId: LabelId, fits: (score: number) => boolean): IdMarks =>
      positions.includes(labelId) ? markWhere(scoresOf(labelId), fits) : noMarks;
    const likely = (labelId: LabelId): IdMarks => {
      const threshold = model.thresholds[positions.indexOf(labelId)];
      if (threshold === undefined) return noMarks;
      if (scoresOf(labelId).photoIds.length === 0)
        return markIds(queries.predicted(model.id, labelId, 'suggest'));
      return whereScore(labelId, (score) => reaches(score, threshold.suggest));
    };
    return {
      applied,
      likely,
      whereScore,
      anyLikely: (answered) => {
        readAll();
        let found: IdMarks = noMarks;
        for (const labelId of positions) {
          if (labelId === null) continue;
          const ofLabel = likely(labelId);
          if (ofLabel.length > found.length) found = withLength(found, ofLabel.length);
          const given = applied(labelId);
          const said = markIds(answered(labelId));
          for (let id = 0; id < ofLabel.length; id++)
            if (ofLabel[id] === 1 && given[id] !== 1 && said[id] !== 1) found[id] = 1;
        }
        return found;
      },
    };
  };
}

function markWhere({ photoIds, scores }: LabelScores, fits: (score: number) => boolean): IdMarks {
  const marks = new Uint8Array((photoIds.at(-1) ?? -1) + 1);
  for (let row = 0; row < photoIds.length; row++) if (fits(scores[row]!)) marks[photoIds[row]!] = 1;
  return marks;
}

function withLength(marks: IdMarks, length: number): IdMarks {
  const longer = new Uint8Array(length);
  longer.set(marks);
  return longer;
}
