/** Looks at the thresholds of the active model: the held-out scores they rest on, and the photos they decide about. */

import type { LabelId, ModelId, PhotoId } from '../../shared/ids.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../shared/label.ts';
import { createFloatOrder } from '../../shared/metrics/float-order.ts';
import type { ThresholdObjective } from '../../shared/threshold.ts';
import type { LabelReach, ThresholdView } from '../../shared/threshold-view.ts';
import {
  chooseHeldOutColumn,
  columnOf,
  type HeldOutColumn,
} from '../../shared/thresholds/held-out-column.ts';
import { answersOfLabel, fullyTaggedPhotos } from '../database/label-answers.ts';
import type { HeldOutPhotoScores } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { labelReliability } from './label-reliability.ts';
import { createScoreReader } from './library-scores.ts';
import { activeModel, labelPositionOf, modelFolderOf } from './manage-models.ts';

/** A row beside the 32 bits of a score still fits the 53 bits that numbers are exact to. */
const MOST_ROWS = 2 ** 21;

export interface ThresholdDesk {
  /** Throws AppError 'not-found' without a model or for a label it does not know. */
  view(label: string): Promise<ThresholdView>;
  /** of every label of the active model, in its order; empty before the library was scored */
  reach(): Promise<LabelReach[]>;
}

/** Opens the view of one library; what is costly to read is kept for the next label. */
export function createThresholdDesk(library: Library): ThresholdDesk {
  const scoresOf = createScoreReader(library);
  let heldOut: { modelId: ModelId; scores: HeldOutPhotoScores } | null = null;

  const heldOutOf = async (modelId: ModelId): Promise<HeldOutPhotoScores> => {
    if (heldOut?.modelId !== modelId) heldOut = { modelId, scores: await readHeldOut(library, modelId) };
    return heldOut.scores;
  };

  return {
    async view(label) {
      const model = activeModel(library);
      const position = labelPositionOf(model, label);
      const threshold = model.thresholds[position]!;
      const [heldOutScores, { photoIds, columns }] = await Promise.all([
        heldOutOf(model.id),
        scoresOf(model.id),
      ]);
      const known = knownTargets(library, library.models.labelIdsOf(model.id)[position]!);
      const choose = heldOutChoice(heldOutScores, known, threshold.objective);
      const column = choose(columnOf(heldOutScores.probabilities, heldOutScores.labels.length, position));
      return {
        threshold,
        heldOutPositives: scoresWith(column, PRESENT),
        heldOutNegatives: scoresWith(column, ABSENT),
        basis: column.basis,
        reliability: labelReliability(heldOutScores, position, choose),
        ...unansweredFromTop(photoIds, columns[position] ?? new Float32Array(0), known),
      };
    },

    async reach() {
      const model = activeModel(library);
      const { photoIds, columns } = await scoresOf(model.id);
      if (photoIds.length === 0) return [];
      const labelIds = library.models.labelIdsOf(model.id);
      return model.thresholds.map(({ label, apply, suggest }, position) => {
        const known = knownTargets(library, labelIds[position]!);
        const scores = columns[position]!;
        let applied = 0;
        let suggested = 0;
        for (let row = 0; row < photoIds.length; row++) {
          if (scores[row]! < suggest || known(photoIds[row]!) !== UNKNOWN) continue;
          if (scores[row]! >= apply) applied++;
          else suggested++;
        }
        return { label, applied, suggested };
      });
    },
  };
}

/** The held-out scores that one label of a model is judged on, against the answers of today. */
export async function readHeldOutColumn(
  library: Library,
  modelId: ModelId,
  position: number,
  objective: ThresholdObjective,
): Promise<HeldOutColumn> {
  const known = knownTargets(library, library.models.labelIdsOf(modelId)[position]!);
  const heldOut = await readHeldOut(library, modelId);
  return heldOutChoice(
    heldOut,
    known,
    objective,
  )(columnOf(heldOut.probabilities, heldOut.labels.length, position));
}

function readHeldOut(library: Library, modelId: ModelId): Promise<HeldOutPhotoScores> {
  return library.engine.heldOutScores({ modelFolder: modelFolderOf(library, modelId) }, quietContext());
}

/** Which of a column of held-out scores a label is judged on, with their targets. */
function heldOutChoice(
  { photoIds, isCrossValidated }: HeldOutPhotoScores,
  known: (photoId: number) => number,
  objective: ThresholdObjective,
): (column: Float32Array) => HeldOutColumn {
  const targets = Int8Array.from(photoIds, known);
  return (column) => chooseHeldOutColumn(column, targets, isCrossValidated, objective);
}

/** PRESENT, ABSENT or UNKNOWN by PhotoId; all UNKNOWN for a label that was deleted. */
function knownTargets(library: Library, labelId: LabelId | null): (photoId: number) => number {
  const targets = new Map<number, number>();
  const mark = (photoIds: PhotoId[], target: number) => photoIds.forEach((id) => targets.set(id, target));
  if (labelId !== null) {
    const { present, absent } = answersOfLabel(library.database, labelId);
    mark(fullyTaggedPhotos(library.database), ABSENT);
    mark(absent, ABSENT);
    mark(present, PRESENT);
  }
  return (photoId) => targets.get(photoId) ?? UNKNOWN;
}

function scoresWith({ probabilities, targets }: HeldOutColumn, target: number): Float32Array {
  return probabilities.filter((_, row) => targets[row] === target).sort();
}

/** Scores from the highest down; of equal ones the photo with the lower number first. */
function unansweredFromTop(
  photoIds: Int32Array,
  scores: Float32Array,
  known: (photoId: number) => number,
): Pick<ThresholdView, 'libraryScores' | 'libraryPhotoIds'> {
  const { orderOf } = createFloatOrder();
  // Numbers are sorted ten times as fast as rows by a comparison: score and row in one number, the highest score first.
  const keys = new Float64Array(photoIds.length);
  let open = 0;
  for (let row = 0; row < photoIds.length; row++)
    if (known(photoIds[row]!) === UNKNOWN) keys[open++] = orderOf(scores[row]!) * MOST_ROWS + row;
  const sorted = keys.subarray(0, open).sort();
  const rows = Uint32Array.from(sorted, (key) => key % MOST_ROWS);
  return {
    libraryScores: Float32Array.from(rows, (row) => scores[row]!),
    libraryPhotoIds: Int32Array.from(rows, (row) => photoIds[row]!),
  };
}
