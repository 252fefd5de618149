import { describe, expect, test } from 'vitest';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import { addPhotos, hashOf, newModel, openTestLibrary } from './test-library.ts';

function prepare() {
  const library = openTestLibrary();
  const photoIds = addPhotos(library, 3);
  const [sea, tree] = library.labels.ensure(['sea', 'tree']);
  const modelId = library.models.insert(newModel(['sea', 'tree']), 'm');
  return { ...library, photoIds, sea: sea!, tree: tree!, modelId };
}

describe('runs', () => {
  test('go from running to done to undone, the newest first', () => {
    const { runs, modelId, jobs, models } = prepare();
    expect(runs.latestUndoableRun()).toBeNull();
    const jobId = jobs.create({ kind: 'auto-tag', title: 'Auto-tag', input: {} });
    const first = runs.startRun({ modelId, jobId, writeMode: 'xmp' }, 10);
    const second = runs.startRun({ modelId, jobId: null, writeMode: 'none' }, 20);
    runs.finishRun(second, 'done', 30);
    expect(runs.runOfJob(jobId)?.id).toBe(first);
    expect(runs.latestUndoableRun()?.id).toBe(second);
    runs.markRunUndone(second, 40);
    expect(runs.latestUndoableRun()).toEqual({
      id: first,
      modelId,
      jobId,
      writeMode: 'xmp',
      state: 'running',
      startedAt: 10,
      finishedAt: null,
      undoneAt: null,
    });
    models.remove(modelId);
    expect(
      runs.listRuns().map((run) => [run.id, run.state, run.modelId, run.finishedAt, run.undoneAt]),
    ).toEqual([
      [second, 'undone', null, 30, 40],
      [first, 'running', null, null, null],
    ]);
    expect(runs.getRun(99 as never)).toBeNull();
  });

  test('predictions: the newest run that was not undone counts, photo by photo', () => {
    const { runs, photoIds, sea, tree, modelId } = prepare();
    const [one, two, three] = photoIds;
    const first = runs.startRun({ modelId, jobId: null, writeMode: 'none' });
    const second = runs.startRun({ modelId, jobId: null, writeMode: 'none' });
    const seaAt = (score: number) => ({ labelId: sea, score, decision: 'apply' as const });
    const treeAt = (score: number) => ({ labelId: tree, score, decision: 'suggest' as const });
    runs.addResults(first, [
      { photoId: one!, predictions: [seaAt(0.5), treeAt(0.75)] },
      { photoId: two!, predictions: [seaAt(0.25)] },
    ]);
    runs.addResults(second, [{ photoId: two!, predictions: [] }]);
    expect(runs.photosDone(first)).toEqual([one, two]);
    expect(runs.currentPredictions([three!, two!, one!])).toEqual([
      { photoId: two, runId: second, predictions: [] },
      { photoId: one, runId: first, predictions: [treeAt(0.75), seaAt(0.5)] },
    ]);
    runs.markRunUndone(second);
    expect(runs.currentPredictions([two!])).toEqual([
      { photoId: two, runId: first, predictions: [seaAt(0.25)] },
    ]);
    expect([...runs.predictionsOf(second)].flat()).toEqual([
      { photoId: two, runId: second, predictions: [] },
    ]);
    expect([...runs.predictionsOf(first)].flat()).toEqual([
      { photoId: one, runId: first, predictions: [treeAt(0.75), seaAt(0.5)] },
      { photoId: two, runId: first, predictions: [seaAt(0.25)] },
    ]);
    expect(runs.deletePredictions(first)).toBe(3);
    expect(runs.photosDone(first)).toEqual([]);
    expect(runs.currentPredictions(photoIds)).toEqual([]);
  });

  test('the predictions of a large run come some photos at a time, each photo once, by id', () => {
    const library = prepare();
    const { runs, modelId, sea, tree } = library;
    const photoIds = [...library.photoIds, ...addPhotos(library, 900, 4)];
    const run = runs.startRun({ modelId, jobId: null, writeMode: 'csv' });
    const predictions = [
      { labelId: sea, score: 0.25, decision: 'suggest' as const },
      { labelId: tree, score: 0.75, decision: 'apply' as const },
    ];
    runs.addResults(
      run,
      photoIds.toReversed().map((photoId) => ({ photoId, predictions })),
    );
    const other = runs.startRun({ modelId, jobId: null, writeMode: 'csv' });
    runs.addResults(other, [{ photoId: photoIds[0]!, predictions: [] }]);
    const parts = [...runs.predictionsOf(run)];
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flat()).toEqual(
      photoIds.map((photoId) => ({ photoId, runId: run, predictions: predictions.toReversed() })),
    );
  });

  test('results of a batch are kept all or none', () => {
    const { runs, db, photoIds, sea, modelId } = prepare();
    const run = runs.startRun({ modelId, jobId: null, writeMode: 'none' });
    const good = {
      photoId: photoIds[0]!,
      predictions: [{ labelId: sea, score: 0.5, decision: 'apply' as const }],
    };
    const bad = {
      photoId: photoIds[1]!,
      predictions: [{ labelId: sea, score: 1.5, decision: 'apply' as const }],
    };
    expect(() => inTransaction(db, () => runs.addResults(run, [good, bad]))).toThrow(/CHECK/);
    expect(runs.photosDone(run)).toEqual([]);
  });

  test('the journal keeps the bytes from before the run, also when a resumed run plans again', () => {
    const { runs, modelId } = prepare();
    const run = runs.startRun({ modelId, jobId: null, writeMode: 'xmp' });
    const before = new Uint8Array([60, 120, 62]);
    const first = runs.planWrite({ runId: run, path: '/1.xmp', before, afterHash: hashOf(1) }, 1);
    const second = runs.planWrite({ runId: run, path: '/2.xmp', before: null, afterHash: hashOf(2) }, 2);
    runs.markWritten(first, 3);
    const again = runs.planWrite(
      { runId: run, path: '/1.xmp', before: new Uint8Array([1]), afterHash: hashOf(3) },
      4,
    );
    expect(again).toBe(first);
    runs.markConflict(second, 5);
    const writes = runs.writesOf(run);
    expect(writes.map(({ id, state, at, afterHash }) => [id, state, at, afterHash])).toEqual([
      [second, 'conflict', 5, hashOf(2)],
      [first, 'planned', 4, hashOf(3)],
    ]);
    expect(runs.bytesBefore(second)).toBeNull();
    expect([...runs.bytesBefore(first)!]).toEqual([60, 120, 62]);
    runs.markUndone(first);
    expect(runs.writesOf(run)[1]?.state).toBe('undone');
    expect(() => runs.markUndone(99 as never)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('settings', () => {
  test('hold any JSON by key', () => {
    const { settings } = openTestLibrary();
    expect(settings.get('a')).toBeUndefined();
    settings.set('a', { deep: [1, null, 'é'] });
    settings.set('b', null);
    settings.set('a', [false]);
    expect([settings.get('a'), settings.get('b')]).toEqual([[false], null]);
    settings.set('a', undefined);
    expect(settings.get('a')).toBeUndefined();
  });
});
