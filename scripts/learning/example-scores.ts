/** A small real training on drawn sample photos, kept as numbers, so that the pictures of docs/learning.md show it. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { TEST, TRAIN } from '../../src/shared/photo.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { readPhotoSet } from '../accuracy/photo-set.ts';

const PHOTOS = 600;
const SEED = 4;

const exampleSchema = z.object({
  learnedFrom: z.number(),
  labels: z.array(z.string()),
  /** per label: how many photos that were learned from have it */
  positives: z.array(z.number()),
  /** per label: best F1 on held-out predictions of the photos that were learned from */
  thresholds: z.array(z.number()),
  /** per photo that was not learned from: one probability per label, to three decimals */
  probabilities: z.array(z.array(z.number())),
  /** the same photos: 1 where the label is present */
  targets: z.array(z.array(z.number())),
});

export type ExampleScores = z.infer<typeof exampleSchema>;

export const picturesFolder = join(import.meta.dirname, '..', '..', 'docs', 'images', 'learning');
export const exampleScoresFile = join(picturesFolder, 'example-scores.json');

/** The kept numbers. */
export function readExampleScores(): ExampleScores {
  return exampleSchema.parse(JSON.parse(readFileSync(exampleScoresFile, 'utf8')));
}

/** Draws the photos, learns from half of them, and scores the other half; takes about a minute. */
export async function makeExampleScores(): Promise<ExampleScores> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-learning-'));
  try {
    await drawSamples({ folder, count: PHOTOS, seed: SEED }, quietContext());
    const set = await readPhotoSet(folder, 'mobilenet-v2-1.0');
    const { labels, embeddings, width, targets, groups } = set;
    // Whole groups on either side, so that no moment is on both.
    const splits = Int8Array.from(groups, (group) => (group % 2 === 0 ? TRAIN : TEST));
    const { head, thresholds } = await trainModel(
      await openTensorFlow({ prefer: 'wasm' }),
      { embeddings, width, targets, labels, splits, groups },
      resolveTrainingSettings(),
      quietContext(),
      () => {},
    );
    const all = await predictProbabilities(head, embeddings);
    const photos = Array.from(splits.keys());
    const tested = photos.filter((photo) => splits[photo] === TEST);
    const rowOf = (values: Float32Array | Int8Array, photo: number): number[] =>
      Array.from(values.subarray(photo * labels.length, (photo + 1) * labels.length));
    const learned = photos.filter((photo) => splits[photo] === TRAIN);
    return {
      learnedFrom: learned.length,
      labels,
      positives: labels.map((_, label) =>
        learned.reduce((sum, photo) => sum + targets[photo * labels.length + label]!, 0),
      ),
      thresholds: thresholds.map(({ apply }) => Number(apply.toFixed(3))),
      probabilities: tested.map((photo) => rowOf(all, photo).map((value) => Number(value.toFixed(3)))),
      targets: tested.map((photo) => rowOf(targets, photo)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
