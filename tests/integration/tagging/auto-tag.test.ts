import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { Library } from '../../../src/main/library/library.ts';
import { queryPhotos } from '../../../src/main/library/query-photos.ts';
import { readKeywords } from '../../../src/main/sidecars/read-keywords.ts';
import type { AutoTagInput } from '../../../src/main/tagging/auto-tag-input.ts';
import { autoTag } from '../../../src/main/tagging/auto-tag.ts';
import { photosFoundBy } from '../../../src/main/tagging/photos-found-by.ts';
import { undoLatestRun } from '../../../src/main/tagging/undo-run.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import {
  openTestLibrary,
  watchedContext,
  type TestLibrary,
  type WatchedContext,
} from '../../helpers/test-library.ts';

let files: TestLibrary;

const wholeLibrary: AutoTagInput = { paths: [], write: 'none', csvFile: null, isDryRun: false };
const asSidecars: AutoTagInput = { ...wholeLibrary, write: 'xmp' };

/** Four tagged photos, and four that are not: two to be tagged (9, 8), one to be suggested (3), one to be left (1). */
beforeEach(async () => {
  files = openTestLibrary(hashingEngine(scriptedLearning(['beach'])));
  for (const name of ['t1', 't2', 't3', 't4']) files.write(`${name}.jpg`, `0 tagged ${name}`);
  for (const score of [9, 8, 3, 1]) files.write(`new-${score}.jpg`, `${score} untagged`);
  const labels = files.write('labels.csv', 'file,labels\nt1.jpg,beach\nt2.jpg,\nt3.jpg,beach\nt4.jpg,\n');
  await importPhotos(files.library, { paths: [files.photosFolder], labelsFile: labels }, watchedContext());
  await trainNewModel(files.library, resolveTrainingSettings(), watchedContext());
});
afterEach(() => files.close());

const sidecar = (name: string) => `${files.photo(name)}.xmp`;
const idOf = (name: string): PhotoId =>
  files.library.photos.idsByPaths([files.photo(name)]).get(files.photo(name))!;

function decisionOf(name: string): string | undefined {
  return files.library.runs.currentPredictions([idOf(name)])[0]?.predictions[0]?.decision;
}

/** The library with an engine that stops the job after so many photos. */
function stoppingAfter(photos: number, context: WatchedContext): Library {
  const { engine } = files.library;
  let scored = 0;
  return {
    ...files.library,
    engine: {
      ...engine,
      score: ((request, taskContext, onScores) =>
        engine.score({ ...request, batchSize: 1 }, taskContext, async (batch) => {
          await onScores(batch);
          if (++scored === photos) context.abort();
        })) satisfies typeof engine.score,
    },
  };
}

describe('auto-tag', () => {
  test('applies, suggests and leaves by the two thresholds; fully tagged photos are not looked at', async () => {
    const report = await autoTag(files.library, wholeLibrary, watchedContext());
    expect(report).toMatchObject({
      photos: 4,
      taggedPhotos: 2,
      suggestedPhotos: 1,
      labels: [{ label: 'beach', applied: 2, suggested: 1 }],
    });
    expect(['new-9.jpg', 'new-8.jpg', 'new-3.jpg', 'new-1.jpg'].map(decisionOf)).toEqual([
      'apply',
      'apply',
      'suggest',
      undefined,
    ]);
    expect(files.library.annotations.ofPhotos([idOf('new-9.jpg')])).toEqual([]);
  });

  test('says how far it is with every sidecar, and of how many from the start', async () => {
    const said: [number, number | null][] = [];
    const context = watchedContext();
    await autoTag(files.library, asSidecars, {
      ...context,
      report: (progress) => {
        if (progress.note?.key === 'notes.taggingPhotos') said.push([progress.done, progress.total]);
      },
    });
    expect(said).toEqual([0, 1, 2, 3, 4, 4].map((done) => [done, 4]));
  });

  test('tells of photos whose file is gone: they get no sidecar', async () => {
    rmSync(files.photo('new-9.jpg'));
    const context = watchedContext();
    const report = await autoTag(files.library, { ...asSidecars, isDryRun: true }, context);
    expect(report.sidecars).toBe(1);
    expect(context.problems).toMatchObject([{ subject: files.photo('new-9.jpg'), code: 'not-found' }]);
  });

  test('never overrules a person', async () => {
    const [beach] = files.library.labels.ensure(['beach']);
    files.library.annotations.set([idOf('new-9.jpg')], beach!, 'absent', 'human');
    await autoTag(files.library, asSidecars, watchedContext());
    expect(decisionOf('new-9.jpg')).toBeUndefined();
    expect(existsSync(sidecar('new-9.jpg'))).toBe(false);
  });

  test('a dry run says what would change and changes nothing', async () => {
    const report = await autoTag(files.library, { ...asSidecars, isDryRun: true }, watchedContext());
    expect(report).toMatchObject({ runId: null, taggedPhotos: 2, sidecars: 2 });
    expect(existsSync(sidecar('new-9.jpg'))).toBe(false);
    expect(files.library.runs.listRuns()).toEqual([]);
  });

  test('writes sidecars beside what was there, and undo restores them byte for byte', async () => {
    const before =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>\n';
    writeFileSync(sidecar('new-9.jpg'), before);
    const report = await autoTag(files.library, asSidecars, watchedContext());
    expect(report.sidecars).toBe(2);
    const after = readFileSync(sidecar('new-9.jpg'), 'utf8');
    expect(after).toContain('Rating="5"');
    expect(readKeywords(after).subjects).toEqual(['beach']);
    expect(readKeywords(readFileSync(sidecar('new-8.jpg'), 'utf8')).subjects).toEqual(['beach']);
    expect(existsSync(sidecar('new-3.jpg'))).toBe(false);

    const undone = await undoLatestRun(files.library, watchedContext());
    expect(undone).toMatchObject({ predictions: 3, restoredFiles: 2, conflicts: 0 });
    expect(readFileSync(sidecar('new-9.jpg'), 'utf8')).toBe(before);
    expect(existsSync(sidecar('new-8.jpg'))).toBe(false);
    expect(decisionOf('new-9.jpg')).toBeUndefined();
    await expect(undoLatestRun(files.library, watchedContext())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('undo leaves a sidecar alone that was changed after the run, and says so', async () => {
    await autoTag(files.library, asSidecars, watchedContext());
    writeFileSync(sidecar('new-9.jpg'), 'somebody else was here');
    const context = watchedContext();
    expect(await undoLatestRun(files.library, context)).toMatchObject({ restoredFiles: 1, conflicts: 1 });
    expect(context.problems).toMatchObject([{ subject: sidecar('new-9.jpg'), code: 'conflict' }]);
    expect(readFileSync(sidecar('new-9.jpg'), 'utf8')).toBe('somebody else was here');
  });

  test('a sidecar that cannot be understood is left alone and told, and the rest goes on', async () => {
    writeFileSync(sidecar('new-9.jpg'), '<not xmp');
    const context = watchedContext();
    const report = await autoTag(files.library, asSidecars, context);
    expect(report).toMatchObject({ taggedPhotos: 2, sidecars: 1 });
    expect(context.problems).toHaveLength(1);
    expect(readFileSync(sidecar('new-9.jpg'), 'utf8')).toBe('<not xmp');
  });

  test('a cancelled run goes on where it was, as the same run', async () => {
    const context = watchedContext();
    const interrupted = stoppingAfter(1, context);
    await expect(autoTag(interrupted, asSidecars, context)).rejects.toThrow();
    const [run] = files.library.runs.listRuns();
    expect(files.library.runs.photosDone(run!.id)).toHaveLength(1);

    const report = await autoTag(files.library, asSidecars, watchedContext());
    expect(report).toMatchObject({ runId: run!.id, photos: 4, taggedPhotos: 2, sidecars: 2 });
    expect(files.library.runs.listRuns()).toHaveLength(1);
    expect(await undoLatestRun(files.library, watchedContext())).toMatchObject({ restoredFiles: 2 });
  });

  test('with chosen photos, only those are tagged, and what went meanwhile is a problem', async () => {
    const gone = 4711 as PhotoId;
    const photos = { photoIds: [idOf('new-9.jpg'), gone, idOf('new-3.jpg')], search: null };
    const context = watchedContext();
    const dry = await autoTag(files.library, { ...asSidecars, photos, isDryRun: true }, context);
    expect(dry).toMatchObject({
      runId: null,
      chosen: { photos: 3, search: null },
      photos: 2,
      taggedPhotos: 1,
      suggestedPhotos: 1,
      sidecars: 1,
    });
    expect(context.problems).toMatchObject([{ subject: 'photo 4711', code: 'not-found' }]);
    expect(decisionOf('new-9.jpg')).toBeUndefined();

    const report = await autoTag(files.library, { ...asSidecars, photos }, watchedContext());
    expect(report).toMatchObject({ ...dry, runId: 1 });
    expect(['new-9.jpg', 'new-8.jpg', 'new-3.jpg'].map(decisionOf)).toEqual(['apply', undefined, 'suggest']);
    expect(existsSync(sidecar('new-8.jpg'))).toBe(false);
    await undoLatestRun(files.library, watchedContext());
    expect(decisionOf('new-9.jpg')).toBeUndefined();
    expect(existsSync(sidecar('new-9.jpg'))).toBe(false);
  });

  test('broken off, a search goes on with the photos it found at first; done or undone, it searches anew', async () => {
    const search = '-label:beach name:new';
    const found = () => photosFoundBy(files.library, search, asSidecars).photoIds.toSorted((a, b) => a - b);
    const atFirst = found();
    expect(atFirst).toEqual(
      ['new-9.jpg', 'new-8.jpg', 'new-3.jpg', 'new-1.jpg'].map(idOf).sort((a, b) => a - b),
    );
    const photos = { photoIds: atFirst, search };
    const context = watchedContext();
    await expect(autoTag(stoppingAfter(3, context), { ...asSidecars, photos }, context)).rejects.toThrow();
    // One of the three looked at has the label now, and matches no longer.
    const anew = queryPhotos(files.library, { search, order: 'newest', grouping: 'none' });
    expect(anew.ids).toHaveLength(3);
    expect(found()).toEqual(atFirst);
    expect(photosFoundBy(files.library, search, wholeLibrary).photoIds).toHaveLength(3);

    const report = await autoTag(files.library, { ...asSidecars, photos }, watchedContext());
    expect(report).toMatchObject({ runId: 1, chosen: { photos: 4, search }, photos: 4, taggedPhotos: 2 });
    expect(files.library.runs.listRuns()).toHaveLength(1);
    expect(found()).toHaveLength(2);
    await undoLatestRun(files.library, watchedContext());
    expect(found()).toEqual(atFirst);
  });

  test('another choice of photos does not go on with a run that was broken off', async () => {
    const context = watchedContext();
    const input = {
      ...asSidecars,
      photos: { photoIds: [idOf('new-9.jpg'), idOf('new-8.jpg')], search: null },
    };
    await expect(autoTag(stoppingAfter(1, context), input, context)).rejects.toThrow();
    const other = { ...input, photos: { photoIds: [idOf('new-8.jpg')], search: null } };
    expect(await autoTag(files.library, other, watchedContext())).toMatchObject({ runId: 2, photos: 1 });
  });

  test.each([
    ['folder:', 'invalid-input'],
    ['', 'invalid-input'],
    ['similar:1', 'invalid-input'],
    ['name:nowhere', 'not-found'],
  ])('a search that chooses nothing is refused: %j', (search, code) => {
    expect(() => photosFoundBy(files.library, search, wholeLibrary)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('with paths, new photos are imported first and only those are tagged', async () => {
    files.write('later/9-more.jpg', '9 more');
    const input = { ...wholeLibrary, paths: [files.photo('later')] };
    expect(await autoTag(files.library, input, watchedContext())).toMatchObject({
      photos: 1,
      taggedPhotos: 1,
    });
  });

  test('a dry run over new photos reads them, and imports nothing', async () => {
    for (const score of [9, 3, 1]) files.write(`later/${score}-more.jpg`, `${score} more`);
    files.write('later/copy.jpg', '8 untagged');
    files.write('later/again.jpg', '9 more');
    files.write('later/broken.jpg', 'broken');
    const before = files.library.photos.counts();
    const context = watchedContext();
    const input = { ...asSidecars, paths: [files.photo('later')] };
    const dry = await autoTag(files.library, { ...input, isDryRun: true }, context);
    expect(dry).toMatchObject({ runId: null, photos: 4, taggedPhotos: 2, suggestedPhotos: 1 });
    expect(context.problems).toMatchObject([{ subject: files.photo('later/broken.jpg') }]);
    expect(files.library.photos.counts()).toEqual(before);
    expect(existsSync(sidecar('later/9-more.jpg'))).toBe(false);

    const real = await autoTag(files.library, input, watchedContext());
    expect(real).toMatchObject({ photos: 4, taggedPhotos: 2, suggestedPhotos: 1, labels: dry.labels });
  });

  test('a dry run refuses a path that is not there', async () => {
    const input = { ...wholeLibrary, paths: [files.photo('nowhere')], isDryRun: true };
    await expect(autoTag(files.library, input, watchedContext())).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('writes a CSV that names labels and suggestions', async () => {
    const csvFile = files.photo('tags.csv');
    await autoTag(files.library, { ...wholeLibrary, write: 'csv', csvFile }, watchedContext());
    const lines = readFileSync(csvFile, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines).toContain(`${files.photo('new-9.jpg')},beach,,beach=0.9000`);
    expect(lines).toContain(`${files.photo('new-3.jpg')},,beach,beach=0.3000`);
  });

  test('cancelled while the CSV is written: an earlier file stays, the same call writes it without scoring again', async () => {
    const csvFile = files.write('tags.csv', 'as it was');
    const input = { ...wholeLibrary, write: 'csv' as const, csvFile };
    const stopped = watchedContext();
    stopped.report = ({ done, total }) => done === total && stopped.abort();
    await expect(autoTag(files.library, input, stopped)).rejects.toThrow('abort');
    expect(readFileSync(csvFile, 'utf8')).toBe('as it was');
    expect(readdirSync(files.photosFolder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const report = await autoTag(files.library, input, watchedContext());
    expect(readFileSync(csvFile, 'utf8').trim().split('\n')).toHaveLength(5);
    expect(report).toMatchObject({ runId: 1, taggedPhotos: 2 });
  });

  test('a CSV that cannot be written is refused before anything is tagged', async () => {
    const input = { ...wholeLibrary, write: 'csv' as const };
    const gone = { ...input, csvFile: files.photo('no/tags.csv') };
    await expect(autoTag(files.library, gone, watchedContext())).rejects.toMatchObject({ code: 'not-found' });
    const folder = { ...input, csvFile: files.photosFolder };
    await expect(autoTag(files.library, folder, watchedContext())).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(files.library.runs.listRuns()).toEqual([]);
  });

  test('only the chosen labels take part, without regard to case', async () => {
    const learned = { ...files.library, engine: hashingEngine(scriptedLearning(['beach', 'dog'])) };
    const [dog] = files.library.labels.ensure(['dog']);
    files.library.annotations.set([idOf('t1.jpg'), idOf('t2.jpg')], dog!, 'present', 'human');
    await trainNewModel(learned, resolveTrainingSettings(), watchedContext());
    const report = await autoTag(learned, { ...asSidecars, labels: ['DOG'] }, watchedContext());
    expect(report.labels).toEqual([{ label: 'dog', applied: 2, suggested: 1 }]);
    expect(readKeywords(readFileSync(sidecar('new-9.jpg'), 'utf8')).subjects).toEqual(['dog']);
    const all = await autoTag(learned, { ...wholeLibrary, isDryRun: true }, watchedContext());
    expect(all.labels.map(({ label }) => label).sort()).toEqual(['beach', 'dog']);
  });

  test('a label that the model does not know is refused by name', async () => {
    const input = { ...wholeLibrary, labels: ['beech'] };
    await expect(autoTag(files.library, input, watchedContext())).rejects.toThrow(/“beech”.*beach/);
  });
});
