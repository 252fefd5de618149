import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { photoCards } from '../../../src/main/library/photo-cards.ts';
import { fileToShow, photoDetails } from '../../../src/main/library/photo-details.ts';
import { photoFacets } from '../../../src/main/library/photo-facets.ts';
import { photoSearchOf } from '../../../src/main/library/photo-search.ts';
import { nextUntagged, queryPhotos } from '../../../src/main/library/query-photos.ts';
import type { LabelId, ModelId, PhotoId } from '../../../src/shared/ids.ts';
import type { PhotoQuery } from '../../../src/shared/photo-set.ts';
import { defaultTrainingSettings } from '../../../src/shared/training-settings.ts';
import { verbatim, type Sentence } from '../../../src/shared/sentences/sentence.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

let opened: TestLibrary;
let ids: PhotoId[];
let beach: LabelId;
let dog: LabelId;

interface Sketch {
  path: string;
  takenAt?: string;
  camera?: string;
  modifiedAt?: string;
}

const sketches: Sketch[] = [
  { path: '/p/2023/IMG_9.jpg', takenAt: '2023-12-31T23:59:59Z', camera: 'Canon EOS R5' },
  { path: '/p/2024/IMG_10.jpg', takenAt: '2024-01-01T00:00:00Z', camera: 'Canon EOS R5' },
  { path: '/p/2024/Ärger.png', takenAt: '2024-05-17T12:00:00Z', camera: 'Pixel 9' },
  { path: '/p/2024/trip one/scan.jpg', modifiedAt: '2024-05-18T00:00:00Z' },
];

beforeEach(() => {
  opened = openTestLibrary(fakeEngine({}));
  ids = sketches.map(add);
  beach = opened.library.labels.add({ name: 'Beach' });
  dog = opened.library.labels.add({ name: 'dog' });
});
afterEach(() => opened.close());

function add(sketch: Sketch): PhotoId {
  const { photos } = opened.library;
  const number = Number(photos.counts().photos) + 1;
  const photoId = photos.insertPhoto(
    {
      contentHash: number.toString(16).padStart(64, '0'),
      width: 300 * number,
      height: 200,
      format: 'jpeg',
      takenAt: sketch.takenAt ? Date.parse(sketch.takenAt) : null,
      camera: sketch.camera ?? null,
    },
    number,
  );
  putFile(photoId, sketch.path, Date.parse(sketch.modifiedAt ?? '2020-01-01T00:00:00Z'));
  return photoId;
}

function putFile(photoId: PhotoId, path: string, modifiedAt = 1, warning: Sentence | null = null): void {
  opened.library.photos.putFile({ path, photoId, sizeBytes: 5, modifiedAt, warning });
}

const query = (search: string, rest: Partial<PhotoQuery> = {}) =>
  queryPhotos(opened.library, { search, order: 'oldest', grouping: 'none', ...rest });
/** numbers of the photos found, counted from 1, in order */
const found = (search: string, rest: Partial<PhotoQuery> = {}) =>
  Array.from(query(search, rest).ids, (id) => ids.indexOf(id as PhotoId) + 1);

const say = (photo: number, labelId: LabelId, value: 'present' | 'absent') =>
  opened.library.annotations.set([ids[photo - 1]!], labelId, value, 'human');

/** A model of dog and beach, in this order, active, with apply 0.7 and suggest 0.4. */
function addModel(): ModelId {
  const { models } = opened.library;
  const id = models.insert(
    {
      createdAt: 1,
      settings: defaultTrainingSettings,
      backend: 'wasm',
      dataFingerprint: 'x',
      labels: ['dog', 'Beach'],
      photoCounts: { train: 1, validation: 1, test: 0 },
      trainingSeconds: 1,
      validation: null,
      epochs: [],
      bestEpoch: 0,
      thresholds: ['dog', 'Beach'].map((label) => ({
        label,
        apply: 0.7,
        suggest: 0.4,
        source: 'default',
        objective: { kind: 'f1' },
        operatingPoint: null,
        note: null,
      })),
    },
    'models/1',
  );
  models.activate(id);
  return id;
}

/** scores: [dog, beach] of photos 1, 2, … */
function score(modelId: ModelId, scores: [number, number][]): void {
  const photoIds = ids.slice(0, scores.length);
  opened.library.scores.put(modelId, photoIds, Float32Array.from(scores.flat()));
}

function autoTag(modelId: ModelId, photo: number, labelId: LabelId, decision: 'apply' | 'suggest'): number {
  const { runs } = opened.library;
  const runId = runs.startRun({ modelId, jobId: null, writeMode: 'none' });
  const predictions = [{ labelId, score: decision === 'apply' ? 0.9 : 0.5, decision }];
  runs.addResults(runId, [{ photoId: ids[photo - 1]!, predictions }]);
  runs.finishRun(runId, 'done');
  return runId;
}

describe('order and groups', () => {
  test('by time, by the file’s time where the camera did not say', () => {
    expect(found('')).toEqual([1, 2, 3, 4]);
    expect(found('', { order: 'newest' })).toEqual([4, 3, 2, 1]);
    expect(found('', { order: 'added' })).toEqual([4, 3, 2, 1]);
  });

  test('by name, numbers by their value', () => {
    expect(found('', { order: 'name' })).toEqual([1, 2, 4, 3]);
  });

  test('gives sizes before pixels, and the total', () => {
    const set = query('folder:2024');
    expect([...set.aspects]).toEqual([3, 4.5, 6]);
    expect(set.total).toBe(4);
    expect(set.groups).toEqual([{ key: '', start: 0 }]);
  });

  test('groups by month in UTC, and by folder', () => {
    expect(query('', { grouping: 'date', order: 'newest' }).groups).toEqual([
      { key: '2024-05', start: 0 },
      { key: '2024-01', start: 2 },
      { key: '2023-12', start: 3 },
    ]);
    expect(query('', { grouping: 'date', order: 'name' }).groups.map(({ key }) => key)).toEqual([
      '2024-05',
      '2024-01',
      '2023-12',
    ]);
    expect(query('', { grouping: 'folder' }).groups).toEqual([
      { key: '/p/2023', start: 0 },
      { key: '/p/2024', start: 1 },
      { key: '/p/2024/trip one', start: 3 },
    ]);
    expect(query('nowhere', { grouping: 'date' }).groups).toEqual([]);
  });

  test('follows files that come, move and go', () => {
    found('');
    ids.push(add({ path: '/p/new.jpg', takenAt: '2025-01-01T00:00:00Z' }));
    opened.library.photos.moveFile('/p/2023/IMG_9.jpg', '/elsewhere/IMG_9.jpg');
    opened.library.photos.removeFile('/p/2024/IMG_10.jpg');
    expect(found('')).toEqual([1, 3, 4, 5]);
    expect(found('folder:elsewhere')).toEqual([1]);
  });
});

describe('search', () => {
  test('by folder, camera, name and free words, without regard to case', () => {
    expect(found('folder:2024')).toEqual([2, 3, 4]);
    expect(found('folder:"TRIP one"')).toEqual([4]);
    expect(found('camera:canon')).toEqual([1, 2]);
    expect(found('name:img')).toEqual([1, 2]);
    expect(found('ärger')).toEqual([3]);
    expect(found('trip -scan')).toEqual([]);
  });

  test('by date, both ends within', () => {
    expect(found('taken:2024')).toEqual([2, 3, 4]);
    expect(found('taken:2023-12-31')).toEqual([1]);
    expect(found('taken:2023-12..2024-01')).toEqual([1, 2]);
    expect(found('taken:2024-05-18..')).toEqual([4]);
    expect(found('taken:never')).toEqual([4]);
  });

  test('by what people said of a label', () => {
    say(1, beach, 'present');
    say(2, beach, 'absent');
    opened.library.photos.setFullyTagged([ids[2]!], true);
    expect(found('beach')).toEqual([1]);
    expect(found('-BEACH')).toEqual([2, 3, 4]);
    expect(found('absent:beach')).toEqual([2, 3]);
    expect(found('unknown:beach')).toEqual([4]);
    expect(found('untagged')).toEqual([4]);
    expect(found('tagged')).toEqual([1, 2, 3]);
    expect(found('full')).toEqual([3]);
    expect(found('absent:nothing')).toEqual([]);
  });

  test('by what the active model applied, unless a person answered', () => {
    const modelId = addModel();
    const runId = autoTag(modelId, 1, beach, 'apply');
    autoTag(modelId, 2, beach, 'apply');
    expect(found('beach')).toEqual([1, 2]);
    expect(found('+beach')).toEqual([]);
    say(2, beach, 'absent');
    expect(found('beach')).toEqual([1]);
    opened.library.runs.markRunUndone(runId as never);
    expect(found('beach')).toEqual([]);
  });

  test('what was applied stays when another model is taken into use, and when that one goes', () => {
    autoTag(addModel(), 1, beach, 'apply');
    const later = addModel();
    expect(found('beach')).toEqual([1]);
    expect(photoCards(opened.library, [ids[0]!])[0]!.appliedLabelIds).toEqual([beach]);
    autoTag(later, 1, dog, 'apply');
    expect(found('beach')).toEqual([]);
    opened.library.models.remove(later as never);
    expect(found('dog')).toEqual([1]);
    expect(photoCards(opened.library, [ids[0]!])[0]!.appliedLabelIds).toEqual([dog]);
  });

  test('a later run of a photo replaces the earlier one', () => {
    const modelId = addModel();
    autoTag(modelId, 1, beach, 'apply');
    autoTag(modelId, 1, dog, 'apply');
    expect(found('beach')).toEqual([]);
    expect(found('dog')).toEqual([1]);
  });

  test('a later run that finds nothing on a photo takes its labels away at once, while it runs', () => {
    const modelId = addModel();
    autoTag(modelId, 1, beach, 'apply');
    const { runs } = opened.library;
    const later = runs.startRun({ modelId, jobId: null, writeMode: 'none' });
    expect(found('beach')).toEqual([1]);
    runs.addResults(later, [{ photoId: ids[0]!, predictions: [] }]);
    expect(found('beach')).toEqual([]);
    runs.markRunUndone(later);
    expect(found('beach')).toEqual([1]);
  });

  test('by scores and open suggestions', () => {
    const modelId = addModel();
    expect(found('p(dog)>0.1')).toEqual([]);
    score(modelId, [
      [0.9, 0.1],
      [0.5, 0.45],
      [0.3, 0.2],
    ]);
    expect(found('p(dog)>0.4')).toEqual([1, 2]);
    expect(found('p(beach)<=0.2')).toEqual([1, 3]);
    expect(found('suggested')).toEqual([1, 2]);
    expect(found('suggested:beach')).toEqual([2]);
    say(1, dog, 'absent');
    autoTag(modelId, 2, beach, 'apply');
    expect(found('suggested')).toEqual([2]);
    expect(found('suggested:beach')).toEqual([]);
    score(modelId, [[0, 0.99]]);
    expect(found('p(beach)>0.9')).toEqual([1]);
  });

  test('what was read ahead answers the same, and is read anew when scores change', () => {
    const { models } = photoSearchOf(opened.library);
    expect(models.readAhead()).toBe(false);
    const modelId = addModel();
    score(modelId, [
      [0.9, 0.1],
      [0.3, 0.2],
    ]);
    autoTag(modelId, 1, dog, 'apply');
    expect(models.readAhead()).toBe(true);
    score(modelId, [[0.1, 0.95]]);
    while (models.readAhead());
    expect(found('suggested')).toEqual([1]);
    expect(found('dog')).toEqual([1]);
    expect(found('p(beach)>0.9')).toEqual([1]);
  });

  test('by suggestions of a run where there are no scores', () => {
    autoTag(addModel(), 3, dog, 'suggest');
    expect(found('suggested')).toEqual([3]);
    expect(found('suggested:dog')).toEqual([3]);
  });

  test('by files that are gone or not whole', () => {
    putFile(ids[0]!, '/p/copy of 1.jpg', 1, verbatim('It misses its last bytes.'));
    opened.library.photos.setMissing(['/p/2024/IMG_10.jpg', '/p/2023/IMG_9.jpg'], true);
    expect(found('missing')).toEqual([2]);
    expect(found('problem')).toEqual([1, 2]);
  });

  test('leaves out what it does not understand', () => {
    expect(found('camera:canon p(dog)> "open')).toEqual([1, 2]);
  });
});

describe('cards and details', () => {
  test('cards come in the order asked for, with what is there', () => {
    const modelId = addModel();
    score(modelId, [[0.8, 0.9]]);
    autoTag(modelId, 1, dog, 'apply');
    say(2, beach, 'present');
    opened.library.photos.setMissing(['/p/2024/IMG_10.jpg'], true);
    expect(photoCards(opened.library, [ids[1]!, 99 as PhotoId, ids[0]!])).toMatchObject([
      { id: ids[1], name: 'IMG_10.jpg', labelIds: [beach], isMissing: true, suggestionCount: 0 },
      { id: ids[0], labelIds: [], appliedLabelIds: [dog], suggestionCount: 1, isMissing: false },
    ]);
  });

  test('details have every score with what it decides', () => {
    score(addModel(), [[0.8, 0.5]]);
    const details = photoDetails(opened.library, ids[0]!);
    expect(details).toMatchObject({ sizeBytes: 5, camera: 'Canon EOS R5', files: ['/p/2023/IMG_9.jpg'] });
    expect(details.scores).toMatchObject([
      { labelId: dog, apply: 0.7, suggest: 0.4, decision: 'apply' },
      { labelId: beach, probability: 0.5, decision: 'suggest' },
    ]);
    expect(() => photoDetails(opened.library, 99 as PhotoId)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  test('the file to show is one that is there', () => {
    putFile(ids[0]!, '/p/copy.jpg');
    opened.library.photos.setMissing(['/p/2023/IMG_9.jpg'], true);
    expect(fileToShow(opened.library, ids[0]!)).toBe('/p/copy.jpg');
    opened.library.photos.setMissing(['/p/copy.jpg'], true);
    expect(() => fileToShow(opened.library, ids[0]!)).toThrow(/not there any more/);
  });

  test('the next untagged photo is the next older one, and in the end the newest', () => {
    say(3, beach, 'absent');
    expect(nextUntagged(opened.library, null)).toBe(ids[3]);
    expect(nextUntagged(opened.library, ids[3]!)).toBe(ids[1]);
    expect(nextUntagged(opened.library, ids[0]!)).toBe(ids[3]);
    opened.library.photos.setFullyTagged(ids, true);
    expect(nextUntagged(opened.library, null)).toBeNull();
  });

  test('facets count folders and cameras', () => {
    expect(photoFacets(opened.library)).toEqual({
      folders: [
        { name: '/p/2023', photos: 1 },
        { name: '/p/2024', photos: 2 },
        { name: '/p/2024/trip one', photos: 1 },
      ],
      cameras: [
        { name: 'Canon EOS R5', photos: 2 },
        { name: 'Pixel 9', photos: 1 },
      ],
      firstMonth: '2023-12',
      lastMonth: '2024-05',
      starterWords: [],
    });
  });
});

test('a photo read again while it is shown, its file put in place of itself, is followed and refused nothing', () => {
  expect(found('')).toEqual([1, 2, 3, 4]);
  const { photos } = opened.library;
  photos.updateContent(ids[0]!, {
    contentHash: 'e'.repeat(64),
    width: 900,
    height: 200,
    format: 'jpeg',
    takenAt: null,
    camera: null,
  });
  putFile(ids[0]!, sketches[0]!.path, 7);
  putFile(ids[0]!, sketches[0]!.path, 8);
  expect(query('').aspects).toContain(4.5);
});
