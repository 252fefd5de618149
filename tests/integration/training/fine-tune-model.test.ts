import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import { createLocalEngine } from '../../../src/main/engine/local-engine.ts';
import { readModelFiles, writeModelFiles } from '../../../src/main/engine/model-files.ts';
import { withTuning } from '../../../src/main/engine/tuned-backbone.ts';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { openPhotoFile } from '../../../src/main/images/open-photo-file.ts';
import type { JobContext } from '../../../src/main/jobs/job-runner.ts';
import { checkLibrary } from '../../../src/main/library/check-library.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { networkOf } from '../../../src/main/library/network-in-use.ts';
import { cellLogits, createFeatureMapper } from '../../../src/main/ml/class-activation.ts';
import { loadBackbone } from '../../../src/main/ml/load-backbone.ts';
import { heatMapsOf } from '../../../src/main/tagging/heat-maps.ts';
import { predictFiles, type FilePrediction } from '../../../src/main/tagging/predict-files.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { estimateTraining } from '../../../src/main/training/estimate-training.ts';
import { deleteModel, modelFolderOf } from '../../../src/main/training/manage-models.ts';
import { scoreLibrary } from '../../../src/main/training/score-library.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import type { Model } from '../../../src/shared/model.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'tagwright-fine-tune-'));
const engine = createLocalEngine();
const notes: string[] = [];
const context: JobContext = {
  signal: new AbortController().signal,
  report: ({ note }) => note && notes.push(note.english),
  jobId: 1 as JobId,
  problem: ({ subject }) => notes.push(`problem: ${subject}`),
};
const settings = resolveTrainingSettings({
  backbone: 'mobilenet-v2-0.35',
  fineTune: 'top',
  augmentation: 'mirror',
  maxEpochs: 2,
});
let app: App;
let model: Model;

beforeAll(async () => {
  const samples = join(folder, 'samples');
  await engine.drawSamples({ folder: samples, count: 30, seed: 4 }, quietContext());
  app = createApp({ folder: join(folder, 'library.tagwright'), engine });
  await importPhotos(app.library, { paths: [], labelsFile: join(samples, 'labels.csv') }, context);
  model = await trainNewModel(app.library, settings, context);
  await scoreLibrary(app.library, context);
}, 120_000);

afterAll(async () => {
  await app.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a fine-tuned model looks at every photo with its own eyes', () => {
  const { library } = app;
  const { key } = networkOf(library, model);
  const photoIds = library.photos.allIds();
  expect(key).toMatch(/^tuned:/);
  expect(library.embeddings.count(key)).toBe(photoIds.length);
  expect(library.scores.count(model.id)).toBe(photoIds.length);
  const [own, tuned] = (['mobilenet-v2-0.35', key] as const).map((each) =>
    library.embeddings.read(photoIds, each),
  );
  expect(tuned!.width).toBe(own!.width);
  expect(tuned!.bits).not.toEqual(own!.bits);
});

test('is measured on all of its few photos by cross-validation, with a curve and thresholds', () => {
  expect(model.settings).toEqual(settings);
  expect(model.validation!.photos).toBe(model.photoCounts.train);
  expect(model.validation!.basis).toBe('cross-validation');
  expect(model.thresholds).toHaveLength(model.labels.length);
  expect(model.epochs.every((epoch) => epoch.validationMAP !== null)).toBe(true);
  expect(notes.filter((note) => note.startsWith('Fine-tuning, epoch')).length).toBeGreaterThan(0);
});

test('leaves only its own files behind', () => {
  expect(readdirSync(modelFolderOf(app.library, model.id)).sort()).toEqual(
    ['backbone.bin', 'held-out.bin', 'head.bin', 'model.json'].sort(),
  );
});

test('a file outside the library is predicted as its copy inside was scored', async () => {
  const { library } = app;
  const [photo] = library.photos.get(library.photos.allIds().slice(0, 1));
  const predictions: FilePrediction[] = [];
  await predictFiles(library, photo!.files.slice(0, 1), quietContext(), (each) => predictions.push(each));
  const { probabilities } = library.scores.matrix(model.id, [photo!.id]);
  for (const { label, probability } of predictions[0]!.labels)
    expect(probability).toBeCloseTo(probabilities[model.labels.indexOf(label)]!, 2);
});

test('a heat map looks through the tuned network: its own cells give the score on the mean', async () => {
  const { library } = app;
  const folder = modelFolderOf(library, model.id);
  const { head } = await readModelFiles(folder);
  const [photo] = library.photos.get(library.photos.allIds());
  const { networkInput } = await decodePhoto(await openPhotoFile(photo!.files[0]!));
  const backbone = await loadBackbone('mobilenet-v2-0.35');
  const mapper = await createFeatureMapper(await withTuning(folder, backbone), 1);
  const { features, embedding } = await mapper.map(networkInput);
  await mapper.close();
  const own = cellLogits(head, features, embedding);
  const { probabilities } = library.scores.matrix(model.id, [photo!.id]);
  for (const [label, probability] of probabilities.entries()) {
    const cells = own.subarray(label * 49, (label + 1) * 49);
    const logit = cells.reduce((sum, each) => sum + each, 0) / cells.length;
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(probability, 2);
  }
});

test('a heat map of a tuned model is another one than through the backbone as it comes', async () => {
  const { library } = app;
  const [photoId] = library.photos.allIds();
  const tuned = await heatMapsOf(library, photoId!, null);
  expect(tuned.labels).toEqual(model.labels);
  const stored = await readModelFiles(modelFolderOf(library, model.id));
  const modelFolder = join(folder, 'untuned');
  await writeModelFiles(modelFolder, { ...stored, embeddingKey: stored.backbone });
  const [photo] = library.photos.get([photoId!]);
  const file = photo!.files[0]!;
  const untuned = await engine.heatMaps({ file, modelFolder, picture: null }, quietContext());
  const differences = tuned.logits.map((logit, place) => Math.abs(logit - untuned.logits[place]!));
  expect(Math.max(...differences)).toBeGreaterThan(0.1);
});

test('a photo imported later gets both embeddings', async () => {
  const { library } = app;
  const more = join(folder, 'more');
  await engine.drawSamples({ folder: more, count: 1, seed: 99 }, quietContext());
  const before = library.photos.allIds().length;
  await importPhotos(library, { paths: [more], labelsFile: null }, context);
  expect(library.photos.allIds()).toHaveLength(before + 1);
  expect(library.embeddings.count(networkOf(library, model).key)).toBe(before + 1);
  expect(library.embeddings.count('mobilenet-v2-0.35')).toBe(before + 1);
});

test('the estimate knows photos and epochs, and a head alone needs none', async () => {
  const estimate = await estimateTraining(app.library, settings, quietContext());
  expect(estimate!.photos).toBe(model.photoCounts.train);
  expect(estimate!.epochs).toBe(model.epochs.length);
  expect(estimate!.seconds).toBeGreaterThan(0);
  expect(await estimateTraining(app.library, { ...settings, fineTune: 'head' }, quietContext())).toBeNull();
});

test('the check reads the fine-tuned backbone: gone, cut short and spoiled are found', async () => {
  const { library } = app;
  const file = join(modelFolderOf(library, model.id), 'backbone.bin');
  const bytes = readFileSync(file);
  const spoiled = Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1)! ^ 1])]);
  const modelFindings = async () => {
    const fresh = createLocalEngine();
    const { findings } = await checkLibrary({ ...library, engine: fresh }, quietContext());
    await fresh.close();
    return findings.filter(({ kind }) => kind === 'model').map(({ message }) => message.english);
  };
  expect(await modelFindings()).toEqual([]);
  for (const damaged of [bytes.subarray(0, -100), spoiled]) {
    writeFileSync(file, damaged);
    expect(await modelFindings()).toEqual([expect.stringMatching(/fine-tuned backbone .* damaged/)]);
  }
  rmSync(file);
  expect(await modelFindings()).toEqual([expect.stringContaining('backbone.bin cannot be read')]);
  writeFileSync(file, bytes);
});

test('a damaged backbone is named, and a deleted model takes its embeddings along', async () => {
  const { library } = app;
  const { key } = networkOf(library, model);
  const modelFolder = modelFolderOf(library, model.id);
  const spoiled = createLocalEngine();
  writeFileSync(join(modelFolder, 'backbone.bin'), 'not a backbone');
  await expect(
    spoiled.readPhotos(
      { files: [], thumbnailsFolder: null, backbone: 'mobilenet-v2-0.35', tunedFolder: modelFolder },
      quietContext(),
      () => {},
    ),
  ).rejects.toMatchObject({ code: 'damaged' });
  await spoiled.close();
  await deleteModel(library, model.id);
  expect(library.embeddings.count(key)).toBe(0);
  expect(library.embeddings.count('mobilenet-v2-0.35')).toBeGreaterThan(0);
  expect(existsSync(modelFolder)).toBe(false);
});
