import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importPhotos, type ImportReport } from '../../../src/main/library/import-photos.ts';
import { PRESENT, ABSENT } from '../../../src/shared/label.ts';
import { hashingEngine, type HashingEngine } from '../../helpers/hashing-engine.ts';
import {
  openTestLibrary,
  watchedContext,
  type TestLibrary,
  type WatchedContext,
} from '../../helpers/test-library.ts';

let engine: HashingEngine;
let files: TestLibrary;
let context: WatchedContext;

beforeEach(() => {
  engine = hashingEngine();
  files = openTestLibrary(engine);
});
afterEach(() => files.close());

async function runImport(labelsFile: string | null = null): Promise<ImportReport> {
  context = watchedContext();
  engine.readPaths.length = 0;
  return importPhotos(files.library, { paths: [files.photosFolder], labelsFile }, context);
}

function idOf(name: string): number | undefined {
  const path = files.photo(name);
  return files.library.photos.idsByPaths([path]).get(path);
}

function labelsOf(name: string): string[] {
  const { library } = files;
  const path = files.photo(name);
  const photoId = library.photos.idsByPaths([path]).get(path)!;
  return library.annotations
    .ofPhotos([photoId])
    .filter((annotation) => annotation.value === 'present')
    .map((annotation) => library.labels.get(annotation.labelId)!.name)
    .toSorted();
}

describe('import', () => {
  test('takes every photo once, with its embedding', async () => {
    files.write('a.jpg', 'one');
    files.write('2024/b.jpg', 'two');
    expect(await runImport()).toMatchObject({ found: 2, added: 2, unchanged: 0, problems: 0 });
    expect(files.library.photos.counts()).toMatchObject({ photos: 2, files: 2 });
    expect(files.library.embeddings.count('mobilenet-v2-1.0')).toBe(2);
  });

  test('reads nothing again when nothing changed', async () => {
    files.write('a.jpg', 'one');
    await runImport();
    expect(await runImport()).toMatchObject({ found: 1, added: 0, unchanged: 1 });
    expect(engine.readPaths).toEqual([]);
  });

  test('a second file with the same content is a duplicate of one photo', async () => {
    files.write('a.jpg', 'one');
    await runImport();
    files.write('copy of a.jpg', 'one');
    expect(await runImport()).toMatchObject({ added: 0, duplicates: 1 });
    expect(files.library.photos.counts()).toMatchObject({ photos: 1, files: 2 });
  });

  test('a renamed file keeps its photo and labels', async () => {
    files.write('a.jpg', 'one');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach|sunset\n'));
    const photoId = idOf('a.jpg');
    renameSync(files.photo('a.jpg'), files.photo('renamed.jpg'));
    expect(await runImport()).toMatchObject({ added: 0, moved: 1, missing: 0 });
    expect(idOf('renamed.jpg')).toBe(photoId);
    expect(idOf('a.jpg')).toBeUndefined();
    expect(labelsOf('renamed.jpg')).toEqual(['beach', 'sunset']);
  });

  test('a file that went missing gets its labels back when it returns elsewhere', async () => {
    const path = files.write('a.jpg', 'one');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach\n'));
    rmSync(path);
    expect(await runImport()).toMatchObject({ found: 0, missing: 1 });
    files.write('archive/back again.jpg', 'one');
    expect(await runImport()).toMatchObject({ added: 0, moved: 1 });
    expect(labelsOf('archive/back again.jpg')).toEqual(['beach']);
  });

  test('a file edited in place keeps its labels and gets a new embedding', async () => {
    const path = files.write('a.jpg', 'one');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach\n'));
    const photoId = idOf('a.jpg');
    writeFileSync(path, 'one, edited');
    expect(await runImport()).toMatchObject({ changed: 1, added: 0 });
    expect(idOf('a.jpg')).toBe(photoId);
    expect(labelsOf('a.jpg')).toEqual(['beach']);
    expect(files.library.embeddings.count('mobilenet-v2-1.0')).toBe(1);
  });

  test('editing one of two copies leaves the other photo alone, and both keep the labels', async () => {
    files.write('a.jpg', 'one');
    const copy = files.write('b.jpg', 'one');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach\n'));
    writeFileSync(copy, 'one, edited');
    expect(await runImport()).toMatchObject({ changed: 1, unchanged: 1 });
    expect(idOf('a.jpg')).not.toBe(idOf('b.jpg'));
    expect(labelsOf('a.jpg')).toEqual(['beach']);
    expect(labelsOf('b.jpg')).toEqual(['beach']);
  });

  test('a touched file is read again, found the same, and left as it is', async () => {
    const path = files.write('a.jpg', 'one');
    await runImport();
    utimesSync(path, 1_000_000, 1_000_000);
    expect(await runImport()).toMatchObject({ unchanged: 1, changed: 0, duplicates: 0 });
    expect(engine.readPaths).toEqual([path]);
    await runImport();
    expect(engine.readPaths).toEqual([]);
  });

  test('a broken file is told, kept as a problem, and does not stop the rest', async () => {
    const broken = files.write('a.jpg', 'broken!');
    files.write('b.jpg', 'two');
    expect(await runImport()).toMatchObject({ added: 1, problems: 1 });
    expect(context.problems).toMatchObject([{ subject: broken, isWarning: false }]);
    // Unchanged, it is told again, but not read again.
    expect(await runImport()).toMatchObject({ unchanged: 1, problems: 1 });
    expect(engine.readPaths).toEqual([]);
    writeFileSync(broken, 'mended');
    expect(await runImport()).toMatchObject({ added: 1, problems: 0 });
    expect(files.library.photos.listProblems()).toEqual([]);
  });

  test('a warning takes the photo and tells', async () => {
    files.write('a.jpg', 'warn');
    expect(await runImport()).toMatchObject({ added: 1, problems: 0, warnings: 1 });
    expect(context.problems).toMatchObject([{ isWarning: true }]);
  });

  test('a path that is not there is refused with a sentence', async () => {
    const input = { paths: [files.photo('nowhere')], labelsFile: null };
    await expect(importPhotos(files.library, input, watchedContext())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('labels CSV', () => {
  test('makes labels present, the photo fully tagged, and keeps the split', async () => {
    files.write('a.jpg', 'one');
    files.write('b.jpg', 'two');
    const csv = files.write('labels.csv', 'file,labels,split\na.jpg,beach|sunset,train\nb.jpg,beach,test\n');
    expect((await runImport(csv)).labels).toMatchObject({ photos: 2, labels: 2, problems: 0 });
    const { library } = files;
    const ids = [idOf('a.jpg')!, idOf('b.jpg')!] as never[];
    const labelIds = library.labels.list().map((label) => label.id);
    expect(library.labels.list().map((label) => label.name)).toEqual(['beach', 'sunset']);
    expect([...library.annotations.targets(ids, labelIds)]).toEqual([PRESENT, PRESENT, PRESENT, ABSENT]);
    expect(library.photos.get(ids).map((photo) => photo.split)).toEqual(['train', 'test']);
  });

  test('unknown files and bad rows are told with their line, and the rest is taken', async () => {
    files.write('a.jpg', 'one');
    const csv = files.write('labels.csv', 'file,labels\na.jpg,beach\nnowhere.jpg,beach\na.jpg,sunset\n');
    const report = await runImport(csv);
    expect(report.labels).toMatchObject({ photos: 1, problems: 2 });
    expect(context.problems.map((problem) => problem.message.english).join('\n')).toMatch(/3[\s\S]*4/);
    expect(labelsOf('a.jpg')).toEqual(['beach']);
  });

  test('what a person said wins over the file', async () => {
    files.write('a.jpg', 'one');
    await runImport();
    const { library } = files;
    const [beach] = library.labels.ensure(['beach']);
    library.annotations.set([idOf('a.jpg') as never], beach!, 'absent', 'human');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach|sunset\n'));
    expect(labelsOf('a.jpg')).toEqual(['sunset']);
  });

  test('a label the file no longer lists is taken back', async () => {
    files.write('a.jpg', 'one');
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach|sunset\n'));
    await runImport(files.write('labels.csv', 'file,labels\na.jpg,beach\n'));
    expect(labelsOf('a.jpg')).toEqual(['beach']);
  });
});
