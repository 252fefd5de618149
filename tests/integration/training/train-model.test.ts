import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { TrainRequest } from '../../../src/main/engine/engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

const opened: TestLibrary[] = [];
afterEach(() => opened.splice(0).forEach((files) => files.close()));

const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.jpg`);

/** Imports the same photos one after the other, in this order. */
async function libraryOf(order: string[], onTrain: (request: TrainRequest) => void): Promise<TestLibrary> {
  const learning = scriptedLearning(['beach']);
  const engine = hashingEngine({
    ...learning,
    train: (request, context, onEpoch) => {
      onTrain(request);
      return learning.train(request, context, onEpoch);
    },
  });
  const files = openTestLibrary(engine);
  opened.push(files);
  for (const name of order) files.write(name, `5 content of ${name}`);
  const rows = names.map((name, index) => `${name},${index % 2 === 0 ? 'beach' : ''}`);
  const labelsFile = files.write('labels.csv', ['file,labels', ...rows, ''].join('\n'));
  for (const name of order)
    await importPhotos(files.library, { paths: [files.photo(name)], labelsFile: null }, watchedContext());
  await importPhotos(files.library, { paths: [], labelsFile }, watchedContext());
  return files;
}

describe('training a model', () => {
  test('the same photos and labels are the same data, whatever order they were imported in', async () => {
    const seen: { hashes: string[]; targets: Int8Array }[] = [];
    const fingerprints: string[] = [];
    for (const order of [names, names.toReversed()]) {
      let request: TrainRequest | null = null;
      const files = await libraryOf(order, (asked) => (request = asked));
      const model = await trainNewModel(files.library, resolveTrainingSettings(), watchedContext());
      const { photoIds, targets } = request! as TrainRequest;
      seen.push({
        hashes: files.library.photos.get(photoIds as never).map((photo) => photo.contentHash),
        targets,
      });
      fingerprints.push(model.dataFingerprint);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(fingerprints[0]).toBe(fingerprints[1]);
  });

  test('a training that fails leaves nothing behind: no model, no split, no files', async () => {
    const files = await libraryOf(names, () => {
      throw new Error('the engine failed');
    });
    await expect(trainNewModel(files.library, resolveTrainingSettings(), watchedContext())).rejects.toThrow(
      'the engine failed',
    );
    expect(files.library.models.list()).toEqual([]);
    expect(readdirSync(files.library.paths.modelsFolder)).toEqual([]);
    const splits = files.library.photos.splitsOf(files.library.photos.allIds());
    expect([...splits].every((split) => split === -1)).toBe(true);
  });

  test('without a tagged photo it says what to do', async () => {
    const files = openTestLibrary(hashingEngine());
    opened.push(files);
    await expect(
      trainNewModel(files.library, resolveTrainingSettings(), watchedContext()),
    ).rejects.toMatchObject({ code: 'not-enough-data' });
  });

  test('the new model is active, its splits are kept, and photos added later do not move the others', async () => {
    const files = await libraryOf(names, () => {});
    const { library } = files;
    const first = await trainNewModel(library, resolveTrainingSettings(), watchedContext());
    const before = library.photos.splitsOf(library.photos.allIds());
    files.write('g.jpg', '5 content of g');
    const labelsFile = files.write('more.csv', 'file,labels\ng.jpg,beach\n');
    await importPhotos(library, { paths: [], labelsFile }, watchedContext());
    const second = await trainNewModel(library, resolveTrainingSettings(), watchedContext());
    expect(library.models.active()?.id).toBe(second.id);
    expect(second.dataFingerprint).not.toBe(first.dataFingerprint);
    const after = library.photos.splitsOf(library.photos.allIds());
    expect([...after.slice(0, before.length)]).toEqual([...before]);
    expect(after.at(-1)).not.toBe(-1);
  });
});
