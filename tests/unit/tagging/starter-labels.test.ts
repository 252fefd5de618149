import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { undoEdit } from '../../../src/main/tagging/undo-edits.ts';
import { acceptStarterLabels, lookForStarterLabels } from '../../../src/main/tagging/starter-labels.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import {
  photosAtLeast,
  starterOpinionSchema,
  type StarterOpinion,
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
