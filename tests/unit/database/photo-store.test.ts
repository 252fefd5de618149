import { describe, expect, test } from 'vitest';
import { TEST, TRAIN, UNASSIGNED, VALIDATION } from '../../../src/shared/photo.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { addPhotos, hashOf, newModel, openTestLibrary } from './test-library.ts';

describe('photos', () => {
  test('come back in the wanted order with all their files, oldest first', () => {
    const library = openTestLibrary();
    const { photos } = library;
    const [one, two] = addPhotos(library, 2);
    photos.putFile(
      { path: '/a-copy.jpg', photoId: one!, sizeBytes: 1, modifiedAt: 5, warning: null },
      Date.now() + 1000,
    );
    expect(photos.get([two!, 999 as never, one!])).toEqual([
      {
        id: two,
        contentHash: hashOf(2),
        width: 40,
        height: 30,
        format: 'jpeg',
        takenAt: 2000,
        camera: null,
        isFullyTagged: false,
        split: null,
        files: ['/photos/2.jpg'],
      },
      expect.objectContaining({ id: one, files: ['/photos/1.jpg', '/a-copy.jpg'] }),
    ]);
    expect(photos.findByHash(hashOf(1))).toBe(one);
    expect(photos.findByHash(hashOf(77))).toBeNull();
  });

  test('one content is one photo', () => {
    const library = openTestLibrary();
    addPhotos(library, 1);
    expect(() => addPhotos(library, 1)).toThrow(/UNIQUE/);
  });

  test('a file edited in place keeps its labels and loses embedding and predictions', () => {
    const library = openTestLibrary();
    const { photos, embeddings, annotations, labels, runs, models } = library;
    const [one] = addPhotos(library, 1);
    const label = labels.add({ name: 'sea' });
    annotations.set([one!], label, 'present', 'human');
    photos.setSplit([one!], 'test');
    embeddings.put(one!, 'mobilenet-v2-1.0', new Uint16Array([1, 2]));
    const run = runs.startRun({
      modelId: models.insert(newModel(['sea']), 'm'),
      jobId: null,
      writeMode: 'none',
    });
    runs.addResults(run, [
      { photoId: one!, predictions: [{ labelId: label, score: 0.9, decision: 'apply' }] },
    ]);

    photos.updateContent(one!, {
      contentHash: hashOf(50),
      width: 8,
      height: 9,
      format: 'png',
      takenAt: 12.7,
      camera: 'K1000',
    });

    expect(photos.get([one!])[0]).toMatchObject({
      contentHash: hashOf(50),
      width: 8,
      height: 9,
      format: 'png',
      takenAt: 13,
      camera: 'K1000',
      split: 'test',
    });
    expect(embeddings.has(one!, 'mobilenet-v2-1.0')).toBe(false);
    expect(runs.currentPredictions([one!])).toEqual([]);
    expect(annotations.ofPhotos([one!])).toHaveLength(1);
  });

  test('splits go in and out by position', () => {
    const library = openTestLibrary();
    const ids = addPhotos(library, 4);
    library.photos.setSplit(ids, 'train');
    library.photos.setSplits(ids, Int8Array.of(TEST, UNASSIGNED, VALIDATION, TRAIN));
    const order = [ids[3]!, ids[0]!, ids[1]!, ids[2]!, ids[0]!];
    expect([...library.photos.splitsOf(order)]).toEqual([TRAIN, TEST, UNASSIGNED, VALIDATION, TEST]);
  });

  test('tagged: one annotation, or fully tagged', () => {
    const library = openTestLibrary();
    const [one, two, three] = addPhotos(library, 4);
    library.annotations.set([three!], library.labels.add({ name: 'x' }), 'absent', 'human');
    library.photos.setFullyTagged([one!, two!], true);
    library.photos.setFullyTagged([two!], false);
    expect(library.photos.idsTagged()).toEqual([one, three]);
  });

  test('forgets photos without files unless somebody said something of them', () => {
    const library = openTestLibrary();
    const { photos, annotations, labels } = library;
    const [one, two, three] = addPhotos(library, 4);
    annotations.set([one!], labels.add({ name: 'x' }), 'absent', 'human');
    photos.setFullyTagged([two!], true);
    for (const number of [1, 2, 3]) photos.removeFile(`/photos/${number}.jpg`);
    expect(photos.deletePhotosWithoutFiles()).toBe(1);
    expect(photos.get([one!, two!, three!]).map((photo) => photo.id)).toEqual([one, two]);
    expect(photos.allIds()).toHaveLength(1);
    expect(photos.counts()).toMatchObject({ photos: 1, files: 1, taggedPhotos: 2 });
  });
});

describe('files', () => {
  test('are found, updated, moved and removed', () => {
    const library = openTestLibrary();
    const { photos } = library;
    const [one, two] = addPhotos(library, 2);
    const first = {
      path: '/photos/1.jpg',
      photoId: one,
      sizeBytes: 1,
      modifiedAt: 1.25,
      isMissing: false,
      warning: null,
    };
    expect(photos.findFile('/photos/1.jpg')).toEqual(first);
    photos.setMissing(['/photos/1.jpg', '/nowhere'], true);
    expect(photos.findFile('/photos/1.jpg')).toEqual({ ...first, isMissing: true });
    expect(photos.counts().missingFiles).toBe(1);
    photos.putFile({
      path: '/photos/1.jpg',
      photoId: two!,
      sizeBytes: 7,
      modifiedAt: 8,
      warning: verbatim('Cut off.'),
    });
    expect(photos.findFile('/photos/1.jpg')).toEqual({
      path: '/photos/1.jpg',
      photoId: two,
      sizeBytes: 7,
      modifiedAt: 8,
      isMissing: false,
      warning: verbatim('Cut off.'),
    });
    expect(photos.listWarnings()).toEqual([{ path: '/photos/1.jpg', warning: verbatim('Cut off.') }]);
    photos.moveFile('/photos/1.jpg', '/photos/2.jpg');
    expect(photos.allFiles().map((file) => [file.path, file.sizeBytes])).toEqual([['/photos/2.jpg', 7]]);
    photos.removeFile('/photos/2.jpg');
    expect(photos.findFile('/photos/2.jpg')).toBeNull();
  });

  test('a folder is the folder itself, not its namesakes', () => {
    const library = openTestLibrary();
    const { photos } = library;
    const [one, two, three] = addPhotos(library, 3);
    const put = (path: string, photoId = one!) =>
      photos.putFile({ path, photoId, sizeBytes: 1, modifiedAt: 1, warning: null });
    for (const path of ['/p/a/1.jpg', '/p/a/deep/2.jpg', '/p/a/é 100%_.jpg']) put(path);
    put('/p/a', two);
    put('/p/a.jpg', two);
    put('/p/ab/3.jpg', three);
    const inside = ['/p/a/1.jpg', '/p/a/deep/2.jpg', '/p/a/é 100%_.jpg'];
    expect([...photos.filesUnder('/p/a')].map((file) => file.path)).toEqual(inside);
    expect([...photos.filesUnder('/p/a/')].map((file) => file.path)).toEqual(inside);
    expect(photos.idsUnderFolder('/p/a')).toEqual([one]);
    expect(photos.idsUnderFolder('/')).toEqual([one, two, three]);
    expect(photos.idsUnderFolder('/p/A')).toEqual([]);
  });

  test('are looked up by path and size', () => {
    const library = openTestLibrary();
    const { photos } = library;
    const [one, two] = addPhotos(library, 2);
    photos.putFile({ path: '/twin.jpg', photoId: two!, sizeBytes: 1, modifiedAt: 1, warning: null });
    photos.putFile({ path: '/twin2.jpg', photoId: two!, sizeBytes: 1, modifiedAt: 1, warning: null });
    expect(photos.hashesOfSize(1).sort()).toEqual([hashOf(1), hashOf(2)]);
    expect(photos.hashesOfSize(3)).toEqual([]);
    expect(photos.idsByPaths(['/twin.jpg', '/none.jpg', '/photos/1.jpg'])).toEqual(
      new Map([
        ['/twin.jpg', two],
        ['/photos/1.jpg', one],
      ]),
    );
  });

  test('burst keys follow the wanted order, with a file in reach first', () => {
    const library = openTestLibrary();
    const { photos } = library;
    const [one, two] = addPhotos(library, 2);
    photos.putFile(
      { path: '/new/1.jpg', photoId: one!, sizeBytes: 1, modifiedAt: 1, warning: null },
      Date.now() + 9,
    );
    photos.setMissing(['/photos/1.jpg'], true);
    photos.removeFile('/photos/2.jpg');
    expect(photos.burstKeys([two!, one!, one!])).toEqual([
      { folder: '', takenAt: 2000 },
      { folder: '/new', takenAt: 1000 },
      { folder: '/new', takenAt: 1000 },
    ]);
  });

  test('photos still to embed: not done for this backbone, and a file in reach', () => {
    const library = openTestLibrary();
    const { photos, embeddings } = library;
    const [one, two, , four] = addPhotos(library, 4);
    embeddings.put(one!, 'mobilenet-v2-1.0', new Uint16Array(4));
    embeddings.put(two!, 'mobilenet-v2-0.35', new Uint16Array(4));
    photos.setMissing(['/photos/3.jpg'], true);
    expect(photos.idsWithoutEmbedding('mobilenet-v2-1.0')).toEqual([
      { photoId: two, path: '/photos/2.jpg' },
      { photoId: four, path: '/photos/4.jpg' },
    ]);
  });

  test('problems are kept once per file', () => {
    const { photos } = openTestLibrary();
    const problem = {
      path: '/bad.jpg',
      code: 'unreadable-photo',
      message: verbatim('Empty.'),
      sizeBytes: 0,
      modifiedAt: 1.5,
    } as const;
    photos.putProblem({ ...problem, message: verbatim('Older.') });
    photos.putProblem(problem);
    expect(photos.listProblems()).toEqual([problem]);
    expect(photos.findProblem('/bad.jpg')).toEqual(problem);
    expect(photos.counts().problems).toBe(1);
    photos.clearProblem('/bad.jpg');
    expect(photos.listProblems()).toEqual([]);
    expect(photos.findProblem('/bad.jpg')).toBeNull();
  });
});

describe('counts', () => {
  test('auto-tagged: an applied label in the newest run of the photo that was not undone, whichever model it was', () => {
    const library = openTestLibrary();
    const { photos, models, runs, labels } = library;
    const [one, two, three] = addPhotos(library, 3);
    const sea = labels.add({ name: 'sea' });
    const [old, current] = [models.insert(newModel(['sea']), 'a'), models.insert(newModel(['sea']), 'b')];
    models.activate(current);
    const result = (photoId: typeof one, decision: 'apply' | 'suggest') => ({
      photoId: photoId!,
      predictions: [{ labelId: sea, score: 0.7, decision }],
    });
    const otherRun = runs.startRun({ modelId: old, jobId: null, writeMode: 'none' });
    runs.addResults(otherRun, [result(three, 'apply')]);
    const run = runs.startRun({ modelId: current, jobId: null, writeMode: 'none' });
    runs.addResults(run, [result(one, 'apply'), result(two, 'suggest')]);
    expect(photos.counts()).toEqual({
      photos: 3,
      files: 3,
      missingFiles: 0,
      taggedPhotos: 0,
      fullyTaggedPhotos: 0,
      labels: 1,
      models: 2,
      activeModelId: current,
      problems: 0,
      autoTaggedPhotos: 2,
    });
    runs.markRunUndone(run);
    expect(photos.counts().autoTaggedPhotos).toBe(1);
  });
});
