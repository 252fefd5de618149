/** The linear head: convex, so it is solved rather than stopped; cross-validation beside it says how strong a penalty. */

import { logit, meanCrossEntropyFromLogits, sigmoid } from '../../shared/metrics/cross-entropy.ts';
import { meanAveragePrecision } from '../../shared/metrics/ranking.ts';
import type { EpochRecord, TrainingSettings } from '../../shared/model.ts';
import type { CrossValidatedFit, FitOptions, FoldedData } from './cross-validated-fit.ts';
import { weighLabels, type LabelWeights } from './fit-objective.ts';
import { createPacer } from './fit-pacer.ts';
import { headFromTraining, UNLEARNED_PROBABILITY } from './head-from-training.ts';
import type { HeadLayer } from './head.ts';
import { createInputBlocks } from './input-blocks.ts';
import { judgedTargets, type JudgedTargets } from './judged-targets.ts';
import { createLinearFits, type HeadFit } from './linear-fit.ts';
import { prepareLibraryInputs } from './library-inputs.ts';
import { blendPrototypes } from './rare-prototypes.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/** From strong to weak; best on most sets is 30 to 100, and weaker is never far off. */
const PENALTIES = [300, 100, 30, 10];
const UNCHECKED_PENALTY = 100;
const UNLEARNED_LOGIT = logit(UNLEARNED_PROBABILITY);

interface Stage {
  /** the main head's, then the folds' */
  layers: HeadLayer[];
  epoch: number;
  loss: number;
}

/** One fold's head, with the photos it is asked about. */
interface Asked {
  held: Int32Array;
  labels: LabelWeights;
  /** of all K photos */
  logits: Float32Array;
}

/**
 * Fits one head to all photos, and one per fold to what is learned outside it, all under the same penalties from strong
 * to weak, each going on from the weights before. It ends after the first penalty under which the held-out
 * cross-entropy is no lower than under the one before, which is kept, or after settings.maxEpochs products.
 * settings.l2 above 0 leaves one penalty, and so does having nothing to hold out.
 *
 * Heads learn from photos smoothed over their neighbours in the library (library-inputs.ts), and are then turned into
 * heads for photos as they are; labels with few positives are drawn towards prototypes (rare-prototypes.ts). The
 * held-out scores are of those heads.
 *
 * options.onEpoch  told after every product: the main head's loss, measures of the held-out logits
 * throws           what the signal was aborted with, within some ten milliseconds
 */
export async function fitLinearHead(
  tf: TensorFlowCore,
  data: FoldedData,
  settings: TrainingSettings,
  { signal, onEpoch, form = 'unit-length', pairLoss, withoutPrototypes = false }: FitOptions,
): Promise<CrossValidatedFit> {
  const { embeddings, width, targets, labelCount } = data;
  const all = Int32Array.from({ length: embeddings.length / width }, (_, row) => row);
  const pacer = createPacer(signal);
  const library = await prepareLibraryInputs(
    tf,
    embeddings,
    data.untagged ?? new Float32Array(0),
    width,
    form,
    pacer,
  );
  const inputs = createInputBlocks(tf, library.learned, width);
  try {
    const penalties = penaltiesFor(settings, all.length, data.folds.length > 0);
    const fits = createLinearFits(
      inputs,
      targets,
      [all, ...data.folds.map(({ learned }) => learned)].map((rows) => ({
        rows,
        labels: weighLabels(targets, labelCount, rows, settings),
      })),
      penalties[0]!,
      { pairLoss },
    );
    const main = fits.heads[0]!;
    const folds = data.folds.map(({ held }, index) => ({ held, fit: fits.heads[index + 1]! }));
    const judged = judgedTargets(targets, heldRows(data), main.labels.learnable, settings.assumeAbsent);

    const epochs: EpochRecord[] = [];
    let best: Stage | null = null;
    for (const [place, penalty] of penalties.entries()) {
      if (place > 0) fits.setPenalty(penalty);
      do {
        await fits.advance(pacer);
        const asked = folds.map(({ held, fit: { labels, logits } }) => ({ held, labels, logits }));
        const heldOut = heldOutLogits(asked, all.length, labelCount);
        epochs.push(measure(main, heldOut, judged, epochs.length + 1));
        onEpoch?.(epochs.at(-1)!);
      } while (epochs.length < settings.maxEpochs && !fits.isDone());
      const loss = epochs.at(-1)!.validationLoss ?? 0;
      if (best !== null && loss >= best.loss) break;
      best = { layers: fits.heads.map((fit) => fit.layer()), epoch: epochs.length, loss };
      if (epochs.length >= settings.maxEpochs) break;
    }
    const solved = await library.toPlain(best!.layers, pacer);
    const learnedRows = [all, ...data.folds.map(({ learned }) => learned)];
    const [layer, ...foldLayers] = withoutPrototypes
      ? solved
      : await blendPrototypes(
          tf,
          library.plain,
          width,
          targets,
          solved.map((layer, head) => ({ layer, rows: learnedRows[head]! })),
          pacer,
        );
    const asked = await ask(library.plain, foldLayers, folds);
    return {
      head: headFromTraining([layer!], library.standardization, main.labels, form),
      epochs,
      bestEpoch: best!.epoch,
      heldOut: heldOutLogits(asked, all.length, labelCount).map(sigmoid),
    };
  } finally {
    inputs.dispose();
  }

  async function ask(
    photos: Float32Array,
    layers: readonly HeadLayer[],
    folds: readonly { held: Int32Array; fit: HeadFit }[],
  ): Promise<Asked[]> {
    const plain = createInputBlocks(tf, photos, width);
    const asked: Asked[] = [];
    for (const [index, { weights, biases }] of layers.entries()) {
      const { held, fit } = folds[index]!;
      asked.push({
        held,
        labels: fit.labels,
        logits: await plain.multiply(weights, biases, createPacer(signal)),
      });
    }
    plain.dispose();
    return asked;
  }
}

function penaltiesFor({ l2 }: TrainingSettings, photoCount: number, canChoose: boolean): readonly number[] {
  if (l2 > 0) return [l2 * photoCount];
  return canChoose ? PENALTIES : [UNCHECKED_PENALTY];
}

function heldRows({ targets, labelCount, folds }: FoldedData): Uint8Array {
  const isHeld = new Uint8Array(targets.length / labelCount);
  for (const { held } of folds) for (const row of held) isHeld[row] = 1;
  return isHeld;
}

/** NaN in the rows that no fold holds out. */
function heldOutLogits(folds: readonly Asked[], count: number, labelCount: number): Float32Array {
  const logits = new Float32Array(count * labelCount).fill(NaN);
  for (const { held, labels, logits: own } of folds) {
    const { learnable, positive } = labels;
    for (const row of held)
      for (let place = row * labelCount, label = 0; label < labelCount; label++, place++)
        // as in headFromTraining
        logits[place] = learnable[label] === 1 ? own[place]! - Math.log(positive[label]!) : UNLEARNED_LOGIT;
  }
  return logits;
}

function measure(main: HeadFit, logits: Float32Array, judged: JudgedTargets, epoch: number): EpochRecord {
  const labelCount = main.labels.learnable.length;
  return {
    epoch,
    trainingLoss: main.meanLoss,
    validationLoss: meanCrossEntropyFromLogits(logits, judged.assumed),
    validationMAP: meanAveragePrecision(logits, judged.comparable, labelCount),
  };
}
