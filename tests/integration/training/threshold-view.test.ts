/** The threshold view over a real database; the held-out scores are given. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../../src/main/app.ts';
import type { HeldOutPhotoScores } from '../../../src/main/engine/engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { DesktopSession } from '../../../src/main/requests/desktop-session.ts';
import { thresholdHandlers } from '../../../src/main/requests/thresholds.ts';
import { createScoreReader } from '../../../src/main/training/library-scores.ts';
import { setThresholdByHand } from '../../../src/main/training/tune-thresholds.ts';
import type { LabelId, ModelId, PhotoId } from '../../../src/shared/ids.ts';
import { defaultTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { threshold } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

let opened: TestLibrary;
let ids: PhotoId[];
let labels: LabelId[];
let modelId: ModelId;
let events: { name: string; payload: unknown }[];
let handlers: ReturnType<typeof thresholdHandlers>;
let heldOutCalls: number;

/** Photo k of 8 scores (k + 1) / 10 for "beach" and 1 − that for "dog". */
const beachOf = (photo: number) => Math.fround((photo + 1) / 10);

beforeEach(async () => {
  heldOutCalls = 0;
  const engine = hashingEngine({
    heldOutScores: () => {
      heldOutCalls++;
      return Promise.resolve<HeldOutPhotoScores>({
        photoIds: ids.slice(0, 4),
        labels: ['beach', 'dog'],
        probabilities: Float32Array.of(0.9, 0.1, 0.4, 0.2, 0.6, 0.3, 0.2, 0.4),
        isCrossValidated: Uint8Array.of(0, 0, 1, 1),
        calibration: null,
        crossFit: null,
        learnedOnly: null,
      });
    },
  });
  opened = openTestLibrary(engine);
  const { library } = opened;
  for (let photo = 0; photo < 8; photo++) opened.write(`${photo}.jpg`, `${photo}`);
  await importPhotos(library, { paths: [opened.photosFolder], labelsFile: null }, watchedContext());
  const idOf = library.photos.idsByPaths(
    Array.from({ length: 8 }, (_, photo) => opened.photo(`${photo}.jpg`)),
  );
  ids = [...idOf.values()].sort((a, b) => a - b);
  labels = ['beach', 'dog'].map((name) => library.labels.add({ name }));
  library.annotations.set([ids[0]!, ids[1]!], labels[0]!, 'present', 'human');
  library.annotations.set([ids[2]!, ids[3]!], labels[0]!, 'absent', 'human');
  library.photos.setFullyTagged([ids[3]!], true);
  modelId = library.models.insert(
    {
      createdAt: 1,
      settings: defaultTrainingSettings,
      backend: 'wasm',
      dataFingerprint: 'x',
      labels: ['beach', 'dog'],
      photoCounts: { train: 2, validation: 2, test: 0 },
      trainingSeconds: 0,
      validation: null,
      epochs: [],
      bestEpoch: 1,
      thresholds: [threshold('beach', 0.5, 0.25), threshold('dog', 0.35, 0.1)],
    },
    'model-1',
  );
  library.models.activate(modelId);
  library.scores.put(
    modelId,
    ids,
    Float32Array.from({ length: 16 }, (_, index) =>
      index % 2 === 0 ? beachOf(index / 2) : 1 - beachOf((index - 1) / 2),
    ),
  );
  events = [];
  const session: Pick<DesktopSession, 'app' | 'emit'> = {
    app: () => ({ library }) as unknown as App,
    emit: (name, payload) => void events.push({ name, payload }),
  };
  handlers = thresholdHandlers(session as DesktopSession);
});

afterEach(() => opened.close());

test('shows held-out scores by today’s answers, and the unanswered photos from the top', async () => {
  const view = await handlers['thresholds.view']('Beach');
  expect(view.threshold.label).toBe('beach');
  expect([...view.heldOutPositives]).toEqual([0.4, 0.9].map(Math.fround));
  expect([...view.heldOutNegatives]).toEqual([0.2, 0.6].map(Math.fround));
  expect(view.basis).toBe('cross-validation');
  expect([...view.libraryPhotoIds]).toEqual(ids.slice(4).reverse());
  expect([...view.libraryScores]).toEqual([7, 6, 5, 4].map(beachOf));

  opened.library.annotations.set([ids[2]!], labels[0]!, 'present', 'human');
  opened.library.annotations.set([ids[7]!], labels[0]!, 'absent', 'human');
  const later = await handlers['thresholds.view']('beach');
  expect([...later.heldOutPositives]).toEqual([0.4, 0.6, 0.9].map(Math.fround));
  expect([...later.libraryPhotoIds]).toEqual([ids[6], ids[5], ids[4]]);
  expect(heldOutCalls).toBe(1);
});

test('takes the unanswered labels of fully tagged photos as absent', async () => {
  const { heldOutPositives, heldOutNegatives, libraryPhotoIds } = await handlers['thresholds.view']('dog');
  expect(heldOutPositives).toHaveLength(0);
  expect([...heldOutNegatives]).toEqual([Math.fround(0.4)]);
  expect([...libraryPhotoIds]).toEqual(ids.filter((id) => id !== ids[3]));
});

test('counts the photos that each label reaches', async () => {
  expect(await handlers['thresholds.reach'](undefined)).toEqual([
    { label: 'beach', applied: 4, suggested: 0 },
    // "dog" scores 0.9 down to 0.2; the fourth photo, 0.6, is answered
    { label: 'dog', applied: 5, suggested: 2 },
  ]);
});

test('stores a threshold set by hand with its measured operating point, names the photos that change, and undoes', async () => {
  const set = await handlers['thresholds.set']({ label: 'beach', apply: 0.65, suggest: 0.55 });
  expect(set).toMatchObject({
    apply: 0.65,
    suggest: 0.55,
    source: 'manual',
    operatingPoint: { precision: 1, recall: 0.5, positives: 2, negatives: 2, basis: 'cross-validation' },
  });
  expect(opened.library.models.active()!.thresholds[0]).toEqual(set);
  // 0.5 and 0.6 were applied; now the first is below both lines and the second suggested
  expect(events).toEqual([{ name: 'photos.changed', payload: { photoIds: [ids[5], ids[4]] } }]);

  const restored = await handlers['thresholds.undo'](undefined);
  expect(restored).toEqual([threshold('beach', 0.5, 0.25)]);
  expect(opened.library.models.active()!.thresholds[0]).toEqual(threshold('beach', 0.5, 0.25));
  expect(events.at(-1)).toEqual({ name: 'photos.changed', payload: { photoIds: null } });
  expect(await handlers['thresholds.undo'](undefined)).toEqual([]);
});

test('says nothing of photos when no decision changes', async () => {
  await handlers['thresholds.set']({ label: 'beach', apply: 0.45, suggest: 0.25 });
  expect(events).toEqual([]);
});

test('refuses thresholds out of range or out of order, and labels the model does not know', async () => {
  const { library } = opened;
  await expect(setThresholdByHand(library, 'beach', 1.2)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(setThresholdByHand(library, 'beach', 0.2, 0.3)).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(handlers['thresholds.view']('cat')).rejects.toMatchObject({ code: 'not-found' });
  expect(library.models.active()!.thresholds).toEqual([
    threshold('beach', 0.5, 0.25),
    threshold('dog', 0.35, 0.1),
  ]);
});

test('keeps suggest at or below apply when only apply is set', async () => {
  expect(await setThresholdByHand(opened.library, 'beach', 0.2)).toMatchObject({ apply: 0.2, suggest: 0.2 });
});

test('is empty before the first training', async () => {
  opened.library.models.remove(modelId);
  expect(await handlers['thresholds.list'](undefined)).toEqual([]);
  expect(await handlers['thresholds.reach'](undefined)).toEqual([]);
  await expect(handlers['thresholds.view']('beach')).rejects.toMatchObject({ code: 'not-found' });
});

test('a photo that was scored anew, after an edit, is not shown with its old score', async () => {
  const { library } = opened;
  const read = createScoreReader(library);
  const before = await read(modelId);
  const row = before.photoIds.indexOf(ids[5]!);
  expect(before.columns[0]![row]).toBe(beachOf(5));
  library.scores.put(modelId, [ids[5]!], Float32Array.of(0.125, 0.875));
  const after = await read(modelId);
  expect(after.columns.map((column) => column[row])).toEqual([0.125, 0.875]);
});
