import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editState, redoEdit, undoEdit } from '../../../src/main/tagging/undo-edits.ts';
import { photoFacets } from '../../../src/main/library/photo-facets.ts';
import { queryPhotos } from '../../../src/main/library/query-photos.ts';
import { latestStarterOpinion } from '../../../src/main/library/starter-opinion.ts';
import { acceptStarterLabels, lookForStarterLabels } from '../../../src/main/tagging/starter-labels.ts';
import { answerStarter, starterQueue } from '../../../src/main/tagging/starter-review.ts';
import type { JobId, PhotoId } from '../../../src/shared/ids.ts';
import {
  photosAtLeast,
  starterOpinionSchema,
  type StarterOpinion,
  type StarterQuery,
} from '../../../src/shared/starter-labels.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

const words = [
  { en: 'dog', de: 'Hund' },
  { en: 'beach', de: 'Strand' },
  { en: 'never', de: 'nie' },
];
/** what the network says of photos 1 to 5 */
const opinions = [
  [0.95, 0.01, 0],
  [0.55, 0.3, 0],
  [0.1, 0.8, 0],
  [0.3, 0.5, 0.1],
  [0.6, 0.05, 0],
];

let opened: TestLibrary;
let ids: PhotoId[];

beforeEach(() => {
  opened = openTestLibrary(
    fakeEngine({
      scoreStarterWords: ({ photoIds }) =>
        Promise.resolve({
          words,
          probabilities: Float32Array.from(photoIds.flatMap((id) => opinions[ids.indexOf(id as PhotoId)]!)),
        }),
    }),
  );
  const { photos, embeddings } = opened.library;
  ids = opinions.map((_, place) => {
    const id = photos.insertPhoto({
      contentHash: String(place).padStart(64, '0'),
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: place,
      camera: null,
    });
    const path = opened.write(`${place}.jpg`, String(place));
    photos.putFile({ path, photoId: id, sizeBytes: 1, modifiedAt: 1, warning: null });
    embeddings.put(id, 'efficientnet-lite0', new Uint16Array(4));
    return id;
  });
});
afterEach(() => opened.close());

const look = (): Promise<StarterOpinion> => lookForStarterLabels(opened.library, watchedContext());
const stateOf = (photo: number) =>
  opened.library.annotations
    .ofPhotos([ids[photo - 1]!])
    .map(({ labelId, value }) => `${opened.library.labels.get(labelId)!.name} ${value}`);

describe('lookForStarterLabels', () => {
  test('lists labels by how many photos are sure, surest first, and tags nothing', async () => {
    const opinion = await look();
    expect(opinion.photos).toBe(5);
    expect(opinion.labels.map(({ de }) => de)).toEqual(['Hund', 'Strand']);
    expect(opinion.labels[0]!.photoIds).toEqual([ids[0], ids[4], ids[1], ids[3]]);
    expect(opinion.labels[0]!.probabilities).toEqual([0.95, 0.6, 0.55, 0.3]);
    expect(photosAtLeast(opinion.labels[0]!, 0.5)).toBe(3);
    expect(photosAtLeast(opinion.labels[0]!, 0.2)).toBe(4);
    expect(opened.library.labels.list()).toEqual([]);
    expect(ids.flatMap((_, place) => stateOf(place + 1))).toEqual([]);
    // as the job keeps it
    expect(starterOpinionSchema.parse(JSON.parse(JSON.stringify(opinion)))).toEqual(opinion);
  });

  test('tells of photos whose file is gone and lack an embedding, and goes on without them', async () => {
    const { photos } = opened.library;
    const gone = photos.insertPhoto({
      contentHash: 'f'.repeat(64),
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: 9,
      camera: null,
    });
    photos.putFile({ path: '/gone.jpg', photoId: gone, sizeBytes: 1, modifiedAt: 1, warning: null });
    opened.library.engine.readPhotos = () => Promise.resolve();
    const context = watchedContext();
    expect((await lookForStarterLabels(opened.library, context)).photos).toBe(5);
    expect(context.problems.map(({ subject }) => subject)).toEqual(['/gone.jpg']);
  });
});

describe('acceptStarterLabels', () => {
  const accept = async (names: string[], confidence: number) => {
    const { labels } = await look();
    const chosen = labels.filter(({ en }) => names.includes(en)).map((label) => ({ label, name: label.en }));
    return acceptStarterLabels(opened.library, chosen, confidence);
  };

  test('tags the sure photos with several labels in one step of undo', async () => {
    const { report, photoIds } = await accept(['dog', 'beach'], 0.5);
    expect(report).toEqual({
      photos: 5,
      labels: [
        { name: 'dog', photos: 3 },
        { name: 'beach', photos: 2 },
      ],
    });
    expect(new Set(photoIds)).toEqual(new Set(ids));
    expect(stateOf(1)).toEqual(['dog present']);
    expect(stateOf(4)).toEqual(['beach present']);
    undoEdit(opened.library);
    expect(ids.flatMap((_, place) => stateOf(place + 1))).toEqual([]);
  });

  test('leaves alone what a person has said, and fully tagged photos', async () => {
    const { labels, annotations, photos } = opened.library;
    const dog = labels.add({ name: 'Dog' });
    annotations.set([ids[0]!], dog, 'absent', 'human');
    photos.setFullyTagged([ids[4]!], true);
    const { report } = await accept(['dog'], 0.5);
    expect(report).toEqual({ photos: 1, labels: [{ name: 'Dog', photos: 1 }] });
    expect(stateOf(1)).toEqual(['Dog absent']);
    expect(stateOf(2)).toEqual(['Dog present']);
    expect(stateOf(5)).toEqual([]);
  });
});

/** Looks as the job does, which keeps the opinion. */
async function lookAndKeep(): Promise<JobId> {
  const { jobs } = opened.library;
  const jobId = jobs.create({ kind: 'starter-labels', title: 'Look', input: null });
  jobs.finish(jobId, { state: 'done', result: await look() });
  return jobId;
}

describe('starterQueue', () => {
  const ask = (query: Partial<StarterQuery>) =>
    starterQueue(opened.library, {
      word: null,
      names: {},
      language: 'en',
      confidence: 0.5,
      limit: 100,
      ...query,
    });
  const asked = (query: Partial<StarterQuery>) => ask(query).items.map(({ photoId }) => photoId);

  test('has nothing to ask before anybody looked', () => {
    expect(ask({})).toEqual({ photos: null, word: null, words: [], items: [], total: 0 });
    expect(latestStarterOpinion(opened.library)).toBeNull();
    expect(photoFacets(opened.library).starterWords).toEqual([]);
  });

  test('asks about one word, the surest photo first, as far as it is sure enough', async () => {
    await lookAndKeep();
    expect(photoFacets(opened.library).starterWords).toEqual([
      { en: 'dog', de: 'Hund' },
      { en: 'beach', de: 'Strand' },
    ]);
    expect(ask({})).toMatchObject({
      photos: 5,
      word: 'dog',
      total: 3,
      words: [
        { en: 'dog', de: 'Hund', open: 3 },
        { en: 'beach', de: 'Strand', open: 2 },
      ],
    });
    expect(ask({ limit: 1 })).toMatchObject({
      total: 3,
      items: [{ photoId: ids[0], probability: 0.95, contentHash: '0'.repeat(64) }],
    });
    expect(asked({ word: 'dog', confidence: 0.2 })).toEqual([ids[0], ids[4], ids[1], ids[3]]);
    expect(asked({ word: 'beach' })).toEqual([ids[2], ids[3]]);
    expect(ask({ confidence: 1 })).toMatchObject({ photos: 5, word: null, words: [], total: 0 });
  });

  test('leaves out what is answered of the label that the word stands for, and fully tagged photos', async () => {
    await lookAndKeep();
    const { labels, annotations, photos } = opened.library;
    annotations.set([ids[0]!], labels.add({ name: 'HUND' }), 'absent', 'human');
    photos.setFullyTagged([ids[4]!], true);
    expect(asked({})).toEqual([ids[0], ids[1]]);
    expect(asked({ language: 'de' })).toEqual([ids[1]]);
    expect(asked({ names: { dog: 'hund' } })).toEqual([ids[1]]);
    // the first word with open questions
    annotations.set([ids[1]!], labels.findByName('Hund')!.id, 'present', 'human');
    expect(ask({ language: 'de' }).word).toBe('beach');
    expect(ask({ language: 'de', word: 'dog' })).toMatchObject({ word: 'dog', total: 0 });
  });
});

test('answers become annotations of a person with no model beside them, and are taken back in one step', async () => {
  await lookAndKeep();
  const { labels, annotations } = opened.library;
  const answers = [
    { photoId: ids[0]!, value: 'present' as const, score: 0.95 },
    { photoId: ids[1]!, value: 'absent' as const, score: 0.55 },
  ];
  expect(answerStarter(opened.library, { name: 'Dackel', answers })).toEqual([ids[0], ids[1]]);
  const labelId = labels.findByName('dackel')!.id;
  expect(annotations.ofPhotos(ids)).toMatchObject([
    { labelId, value: 'present', source: 'accepted-suggestion', modelId: null, score: 0.95 },
    { labelId, value: 'absent', source: 'human', modelId: null, score: 0.55 },
  ]);
  undoEdit(opened.library);
  expect(annotations.ofPhotos(ids)).toEqual([]);
});

describe('a label that an answer added', () => {
  const answer = (name: string, photo: number) =>
    answerStarter(opened.library, {
      name,
      answers: [{ photoId: ids[photo - 1]!, value: 'present', score: 0.9 }],
    });
  const names = () => opened.library.labels.list().map(({ name }) => name);

  test('goes when the answer is taken back, and comes back with it, and what was said of it after', () => {
    answer('Dackel', 1);
    answer('dackel', 2);
    const [{ id } = { id: 0 }] = opened.library.labels.list();
    undoEdit(opened.library);
    expect(names()).toEqual(['Dackel']);
    undoEdit(opened.library);
    expect([names(), opened.library.labels.findByName('Dackel')]).toEqual([[], null]);
    expect(opened.library.photos.counts().labels).toBe(0);
    expect(editState(opened.library).redo).toBe('answers for Dackel on 1 photo');
    redoEdit(opened.library);
    redoEdit(opened.library);
    expect(opened.library.labels.list()).toMatchObject([{ id, name: 'Dackel', presentCount: 2 }]);
    expect([stateOf(1), stateOf(2)]).toEqual([['Dackel present'], ['Dackel present']]);
  });

  test('goes with every label that was taken over in the same step', async () => {
    const { labels } = await look();
    opened.library.labels.add({ name: 'beach' });
    acceptStarterLabels(
      opened.library,
      labels.map((label) => ({ label, name: label.en })),
      0.5,
    );
    expect(names()).toEqual(['beach', 'dog']);
    undoEdit(opened.library);
    expect(names()).toEqual(['beach']);
    redoEdit(opened.library);
    expect(names()).toEqual(['beach', 'dog']);
  });

  test('stays when anything else uses it, or a person made it their own', () => {
    const { labels, annotations } = opened.library;
    answer('tagged', 1);
    annotations.set([ids[1]!], labels.findByName('tagged')!.id, 'absent', 'imported');
    undoEdit(opened.library);
    answer('parent', 1);
    labels.add({ name: 'child', parentId: labels.findByName('parent')!.id });
    undoEdit(opened.library);
    answer('renamed', 1);
    labels.rename(labels.findByName('renamed')!.id, 'by hand');
    undoEdit(opened.library);
    answer('colourful', 1);
    labels.setLook(labels.findByName('colourful')!.id, { color: '#ff0000', shortcut: null });
    undoEdit(opened.library);
    expect(names()).toEqual(['by hand', 'child', 'colourful', 'parent', 'tagged']);
    expect(ids.flatMap((_, place) => stateOf(place + 1))).toEqual(['tagged absent']);
  });

  test('gives its name free while it is gone', () => {
    const { labels } = opened.library;
    answer('dog', 1);
    undoEdit(opened.library);
    const other = labels.add({ name: 'cat' });
    labels.rename(other, 'Dog');
    expect(names()).toEqual(['Dog']);
    expect(editState(opened.library).redo).toBeNull();
    answer('fox', 1);
    undoEdit(opened.library);
    labels.add({ name: 'FOX', color: '#00ff00' });
    expect(labels.findByName('fox')).toMatchObject({ name: 'FOX', color: '#00ff00' });
    redoEdit(opened.library);
    undoEdit(opened.library);
    expect(names()).toEqual(['Dog', 'FOX']);
  });

  test('is gone for good when the next change takes its place', () => {
    answer('dog', 1);
    undoEdit(opened.library);
    answer('cat', 1);
    expect(names()).toEqual(['cat']);
    expect(editState(opened.library).redo).toBeNull();
    undoEdit(opened.library);
    answer('cat', 2);
    expect([names(), stateOf(2)]).toEqual([['cat'], ['cat present']]);
    undoEdit(opened.library);
    expect(names()).toEqual([]);
  });

  test('is not left behind by an answer about a photo that is not there', () => {
    expect(
      answerStarter(opened.library, {
        name: 'dog',
        answers: [{ photoId: 999 as PhotoId, value: 'present', score: 0.9 }],
      }),
    ).toEqual([]);
    expect(names()).toEqual([]);
  });
});

test('imagenet(…) finds photos by the latest opinion, in either language', async () => {
  const found = (search: string): number[] => [
    ...queryPhotos(opened.library, { search, order: 'oldest', grouping: 'none' }).ids,
  ];
  expect(found('imagenet(dog)>=0.5')).toEqual([]);
  await lookAndKeep();
  expect(found('imagenet(dog)>=0.5')).toEqual([ids[0], ids[1], ids[4]]);
  expect(found('imagenet(HUND)>0.55')).toEqual([ids[0], ids[4]]);
  expect(found('imagenet(dog)<0.5')).toEqual([ids[2], ids[3]]);
  expect(found('-imagenet(dog)>=0.2')).toEqual([ids[2]]);
  expect(found('imagenet(unicorn)>0')).toEqual([]);
});
