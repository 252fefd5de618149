import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import { createLocalEngine } from '../../../src/main/engine/local-engine.ts';
import type { JobContext } from '../../../src/main/jobs/job-runner.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { findSimilar } from '../../../src/main/library/similar-photos.ts';
import { fromFloat16 } from '../../../src/main/ml/float16.ts';
import { heatMapsOf } from '../../../src/main/tagging/heat-maps.ts';
import { predictFiles, type FilePrediction } from '../../../src/main/tagging/predict-files.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { estimateTraining } from '../../../src/main/training/estimate-training.ts';
import { evaluateModel } from '../../../src/main/training/evaluate-model.ts';
import { scoreLibrary } from '../../../src/main/training/score-library.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import { composedBackboneIds, type BackboneId, type Model } from '../../../src/shared/model.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';

const PHOTOS = 24;
const folder = mkdtempSync(join(tmpdir(), 'tagwright-composed-'));
const engine = createLocalEngine();
const problems: string[] = [];
const context: JobContext = {
  signal: new AbortController().signal,
  report: () => {},
  jobId: 1 as JobId,
  problem: ({ subject }) => problems.push(subject),
};
let app: App;

beforeAll(async () => {
  const samples = join(folder, 'samples');
  await engine.drawSamples({ folder: samples, count: PHOTOS, seed: 4 }, quietContext());
  app = createApp({ folder: join(folder, 'library.tagwright'), engine });
  await importPhotos(app.library, { paths: [], labelsFile: join(samples, 'labels.csv') }, context);
}, 120_000);

afterAll(async () => {
  await app.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const embeddingsBy = (backbone: BackboneId) => {
  const { bits, width } = app.library.embeddings.read(app.library.photos.allIds(), backbone);
  return { values: fromFloat16(bits), width };
};

describe.each(composedBackboneIds)('%s', (backbone) => {
  let model: Model;
  beforeAll(async () => {
    model = await trainNewModel(app.library, resolveTrainingSettings({ backbone }), context);
    await scoreLibrary(app.library, context);
  }, 120_000);

  test('every photo of the library is looked at and scored', () => {
    expect(problems).toEqual([]);
    expect(model.settings.backbone).toBe(backbone);
    expect(app.library.embeddings.count(backbone)).toBe(PHOTOS);
    expect(app.library.scores.count(model.id)).toBe(PHOTOS);
  });

  test('a file is predicted as its copy in the library was scored', async () => {
    const [photo] = app.library.photos.get(app.library.photos.allIds().slice(0, 1));
    const predictions: FilePrediction[] = [];
    const keep = (each: FilePrediction) => predictions.push(each);
    await predictFiles(app.library, photo!.files.slice(0, 1), quietContext(), keep);
    const { probabilities } = app.library.scores.matrix(model.id, [photo!.id]);
    for (const { label, probability } of predictions[0]!.labels)
      expect(probability).toBeCloseTo(probabilities[model.labels.indexOf(label)]!, 2);
  });

  test('it is evaluated, and finds similar photos', async () => {
    const { photos } = await evaluateModel(app.library, { split: 'all', bootstrapRounds: 0 }, context);
    expect(photos).toBe(PHOTOS);
    const [first] = app.library.photos.allIds();
    const found = await findSimilar(
      app.library,
      { photoIds: [first!], among: null, limit: 3 },
      quietContext(),
    );
    expect(found.photoIds[0]).toBe(first);
  });

  test('a heat map has a value per cell that differs over the photo', async () => {
    const [first] = app.library.photos.allIds();
    const { logits, rows, columns, labels } = await heatMapsOf(app.library, first!, null);
    expect(logits).toHaveLength(rows * columns * labels.length);
    expect(new Set(logits).size).toBeGreaterThan(labels.length);
  });

  test('it cannot be fine-tuned, and says so before anything is done', async () => {
    const settings = resolveTrainingSettings({ backbone, fineTune: 'top' });
    await expect(trainNewModel(app.library, settings, context)).rejects.toThrow(/one network/);
    await expect(estimateTraining(app.library, settings)).rejects.toThrow(/one network/);
  });
});

test('two networks stand side by side, each as it is alone', async () => {
  const settings = resolveTrainingSettings({ backbone: 'efficientnet-lite0' });
  await trainNewModel(app.library, settings, context);
  const both = embeddingsBy('two-networks');
  const alone = [embeddingsBy('mobilenet-v2-1.0'), embeddingsBy('efficientnet-lite0')];
  expect(both.width).toBe(alone[0]!.width + alone[1]!.width);
  for (let photo = 0; photo < PHOTOS; photo++) {
    const expected = alone.flatMap(({ values, width }) => [
      ...values.subarray(photo * width, (photo + 1) * width),
    ]);
    const own = both.values.subarray(photo * both.width, (photo + 1) * both.width);
    for (const [place, value] of own.entries()) expect(Math.abs(value - expected[place]!)).toBeLessThan(0.02);
  }
}, 60_000);

test('tagged photos that are gone before the network has seen them are said to be out of reach', async () => {
  renameSync(join(folder, 'samples'), join(folder, 'moved'));
  const training = trainNewModel(
    app.library,
    resolveTrainingSettings({ backbone: 'mobilenet-v2-0.35' }),
    context,
  );
  await expect(training).rejects.toThrow(`None of the ${PHOTOS} tagged photos could be read.`);
});
