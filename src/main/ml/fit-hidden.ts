/** The head with a hidden layer: one fold says after how many epochs to stop, then every head is trained for as many. */

import type { TrainingSettings } from '../../shared/model.ts';
import type { CrossValidatedFit, FitOptions, FoldedData } from './cross-validated-fit.ts';
import { fitHead } from './fit.ts';
import { predictProbabilities } from './predict.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/**
 * Fits one head to all photos, and one per fold to the photos outside it. The epochs told are those of the last fold's,
 * which is the validation photos' when there are any.
 *
 * throws  what the signal was aborted with
 */
export async function fitHiddenHead(
  tf: TensorFlowCore,
  data: FoldedData,
  settings: TrainingSettings,
  { signal, onEpoch, onFold }: FitOptions,
): Promise<CrossValidatedFit> {
  const { embeddings, targets, width, labelCount, folds } = data;
  const all = Int32Array.from({ length: embeddings.length / width }, (_, row) => row);
  const heldOut = new Float32Array(targets.length).fill(NaN);
  const stopping = folds.at(-1);
  if (!stopping) {
    const fitted = await fitHead(tf, { ...data, training: all, validation: new Int32Array(0) }, settings, {
      signal,
      onEpoch,
    });
    return { ...fitted, heldOut };
  }
  const first = await fitHead(
    tf,
    { ...data, training: stopping.learned, validation: stopping.held },
    settings,
    { signal, onEpoch },
  );
  const epochs = first.bestEpoch;
  const fitFor = (training: Int32Array) =>
    fitHead(tf, { ...data, training, validation: new Int32Array(0) }, settings, { signal, epochs });
  for (const [place, { held, learned }] of folds.entries()) {
    const { head } = held === stopping.held ? first : await fitFor(learned);
    const rows = new Float32Array(held.length * width);
    for (const [row, photo] of held.entries())
      rows.set(embeddings.subarray(photo * width, (photo + 1) * width), row * width);
    const scores = await predictProbabilities(head, rows);
    for (const [row, photo] of held.entries())
      heldOut.set(scores.subarray(row * labelCount, (row + 1) * labelCount), photo * labelCount);
    onFold?.(place + 1);
  }
  const { head } = await fitFor(all);
  return { head, epochs: first.epochs, bestEpoch: first.bestEpoch, heldOut };
}
