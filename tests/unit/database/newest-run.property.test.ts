import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, migrations } from '../../../src/main/database/migrate.ts';
import { createPhotoQueries } from '../../../src/main/database/photo-query.ts';
import type { LabelId, ModelId, PhotoId, RunId } from '../../../src/shared/ids.ts';
import { addPhotos, newModel, openTestLibrary, type TestLibrary } from './test-library.ts';

const PHOTOS = 5;
const LABELS = 2;
const RUNS = 4;

interface Step {
  kind: 'result' | 'undone' | 'done' | 'empty' | 'drop-run' | 'drop-photo' | 'new-content';
  run: number;
  photo: number;
  /** per label */
  decisions: ('apply' | 'suggest' | 'none')[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('result' as const) },
      fc.constantFrom(
        'undone' as const,
        'done' as const,
        'empty' as const,
        'drop-run' as const,
        'drop-photo' as const,
        'new-content' as const,
      ),
    ),
    run: fc.nat(RUNS - 1),
    photo: fc.nat(PHOTOS - 1),
    decisions: fc.array(fc.constantFrom('apply', 'suggest', 'none'), {
      minLength: LABELS,
      maxLength: LABELS,
    }),
  }),
  { maxLength: 30 },
);

interface Prepared extends TestLibrary {
  photoIds: PhotoId[];
  labelIds: LabelId[];
  modelIds: ModelId[];
  runIds: RunId[];
}

function prepare(): Prepared {
  const library = openTestLibrary();
  const names = Array.from({ length: LABELS }, (_, index) => `label ${index}`);
  return {
    ...library,
    photoIds: addPhotos(library, PHOTOS),
    labelIds: library.labels.ensure(names),
    modelIds: ['a', 'b'].map((path) => library.models.insert(newModel(names), path)),
    runIds: [],
  };
}

/** Runs 0 and 2 are of the first model, the others of the second. */
function startRuns({ runs, modelIds }: Prepared): RunId[] {
  return Array.from({ length: RUNS }, (_, index) =>
    runs.startRun({ modelId: modelIds[index % 2]!, jobId: null, writeMode: 'none' }),
  );
}

function take(library: Prepared, step: Step): void {
  const { db, runs, labelIds } = library;
  const runId = library.runIds[step.run]!;
  const photoId = library.photoIds[step.photo]!;
  const isThere = (table: string, id: number) =>
    db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  switch (step.kind) {
    case 'result': {
      if (!isThere('photo', photoId) || !isThere('auto_tag_run', runId)) return;
      const predictions = labelIds.flatMap((labelId, index) => {
        const decision = step.decisions[index]!;
        return decision === 'none' ? [] : [{ labelId, score: 0.5, decision }];
      });
      return runs.addResults(runId, [{ photoId, predictions }]);
    }
    case 'undone':
      return runs.markRunUndone(runId);
    case 'done':
      return runs.finishRun(runId, 'done');
    case 'empty':
      return void runs.deletePredictions(runId);
    case 'drop-run':
      return void db.prepare('DELETE FROM auto_tag_run WHERE id = ?').run(runId);
    case 'drop-photo':
      return void db.prepare('DELETE FROM photo WHERE id = ?').run(photoId);
    case 'new-content':
      return void db.prepare('DELETE FROM run_photo WHERE photo_id = ?').run(photoId);
  }
}

/** Photo by photo the newest run that was not undone, and what it predicted, from the plain tables. */
function plainly({ db }: Pick<TestLibrary, 'db'>) {
  const isUndone = new Map(
    (db.prepare('SELECT id, state FROM auto_tag_run').raw().all() as [RunId, string][]).map(([id, state]) => [
      id,
      state === 'undone',
    ]),
  );
  const newest = new Map<PhotoId, RunId>();
  const rows = db.prepare('SELECT photo_id, run_id FROM run_photo').raw().all() as [PhotoId, RunId][];
  for (const [photoId, runId] of rows)
    if (isUndone.get(runId) === false && runId > (newest.get(photoId) ?? -1)) newest.set(photoId, runId);
  const predictions = db
    .prepare(
      'SELECT photo_id AS photoId, run_id AS runId, label_id AS labelId, decision FROM prediction ORDER BY photo_id, label_id',
    )
    .all() as { photoId: PhotoId; runId: RunId; labelId: LabelId; decision: 'apply' | 'suggest' }[];
  return { newest, counting: predictions.filter(({ photoId, runId }) => newest.get(photoId) === runId) };
}

const byNumber = (a: number, b: number) => a - b;

test('what counts is each photo’s newest run that was not undone, whatever was added, undone or deleted', () => {
  const library = prepare();
  const { db, runs, photos, labelIds, modelIds } = library;
  const queries = createPhotoQueries(db);
  fc.assert(
    fc.property(steps, (taken) => {
      db.exec('DELETE FROM auto_tag_run; DELETE FROM photo;');
      expect(db.prepare('SELECT count(*) FROM newest_run').pluck().get()).toBe(0);
      library.photoIds = addPhotos(library, PHOTOS);
      library.runIds = startRuns(library);
      for (const step of taken) {
        take(library, step);
        // in between, so that what is remembered of an earlier step would be noticed
        photos.counts();
      }

      const { newest, counting } = plainly(library);
      expect(runs.currentPredictions(library.photoIds).map(({ photoId, runId }) => [photoId, runId])).toEqual(
        [...newest].sort(([a], [b]) => a - b),
      );
      const applied = counting.filter(({ decision }) => decision === 'apply');
      for (const labelId of labelIds) {
        const photosOf = (rows: typeof counting) =>
          rows.filter((row) => row.labelId === labelId).map(({ photoId }) => photoId);
        expect(queries.applied(labelId).sort(byNumber)).toEqual(photosOf(applied));
        for (const modelId of modelIds)
          expect(queries.suggested(modelId, labelId).sort(byNumber)).toEqual(
            photosOf(
              counting.filter(
                ({ decision, runId }) => decision === 'suggest' && runs.getRun(runId)?.modelId === modelId,
              ),
            ),
          );
      }
      const [after, upTo] = [library.photoIds[0]!, library.photoIds[3]!];
      const between = queries.appliedBetween(after, upTo);
      expect(between.photoIds.map((id, index) => `${id} ${between.labelIds[index]!}`).sort()).toEqual(
        applied
          .filter(({ photoId }) => photoId > after && photoId <= upTo)
          .map(({ photoId, labelId }) => `${photoId} ${labelId}`)
          .sort(),
      );
      expect(photos.counts().autoTaggedPhotos).toBe(new Set(applied.map(({ photoId }) => photoId)).size);
    }),
    { numRuns: 150 },
  );
});

test('a library from before keeps what counts', () => {
  const library = prepare();
  const { db } = library;
  fc.assert(
    fc.property(steps, (taken) => {
      db.exec('DELETE FROM auto_tag_run; DELETE FROM photo;');
      library.photoIds = addPhotos(library, PHOTOS);
      library.runIds = startRuns(library);
      for (const step of taken) take(library, step);
      db.exec(
        'DROP TABLE newest_run; DROP TRIGGER newest_run_photo_added; DROP TRIGGER newest_run_photo_gone; DROP TRIGGER newest_run_state; PRAGMA user_version = 6;',
      );
      migrate(db, migrations.slice(0, 7));
      const rows = db.prepare('SELECT photo_id, run_id FROM newest_run').raw().all();
      expect(new Map(rows as [PhotoId, RunId][])).toEqual(plainly(library).newest);
    }),
    { numRuns: 40 },
  );
});
