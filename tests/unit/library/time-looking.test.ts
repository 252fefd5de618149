import { afterEach, expect, test } from 'vitest';
import { timeLooking } from '../../../src/main/library/time-looking.ts';
import type { ReadPhotosRequest } from '../../../src/main/engine/engine.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

let opened: TestLibrary;
afterEach(() => opened.close());

/** A library of so many photos; reading one takes 100 ms by the clock, and the first one of all 5 s. */
function open(photos: number) {
  const read: ReadPhotosRequest[] = [];
  let clock = 0;
  opened = openTestLibrary(
    fakeEngine({
      readPhotos: async (request, _context, onReadings) => {
        clock += (read.length === 0 ? 5000 : 0) + 100 * request.files.length;
        read.push(request);
        await onReadings(
          request.files.map(({ path }) => ({
            kind: 'problem',
            path,
            code: 'not-found',
            message: { key: 'images.empty', values: { name: '' }, english: '' },
            sizeBytes: 0,
            modifiedAt: 0,
          })),
        );
      },
    }),
  );
  for (let place = 0; place < photos; place++) {
    const { photos: store } = opened.library;
    const photoId = store.insertPhoto({
      contentHash: String(place).padStart(64, '0'),
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: place,
      camera: null,
    });
    store.putFile({ path: `/${place}.jpg`, photoId, sizeBytes: 1, modifiedAt: 1, warning: null });
    opened.library.embeddings.put(photoId, 'mobilenet-v2-1.0', new Uint16Array(4));
  }
  return { read, time: () => timeLooking(opened.library, 'two-networks', quietContext(), () => clock) };
}

test('multiplies what some photos take, after the network is loaded, and keeps nothing', async () => {
  const { read, time } = open(100);
  expect(await time()).toEqual({ photos: 100, seconds: expect.closeTo(10, 6) });
  expect(read.every((request) => request.backbone === 'two-networks')).toBe(true);
  expect(read.every((request) => request.thumbnailsFolder === null)).toBe(true);
  // It stops when it knows enough: 16 photos took 1.6 s.
  expect(read.map(({ files }) => files.length)).toEqual([1, 8, 8]);
  expect(new Set(read.slice(1).flatMap(({ files }) => files.map(({ path }) => path))).size).toBe(16);
  expect(opened.library.photos.idsWithoutEmbedding('two-networks')).toHaveLength(100);
});

test('measures on photos it has not seen, and says nothing where there are hardly any', async () => {
  const { read, time } = open(12);
  for (const { photoId } of opened.library.photos.idsWithoutEmbedding('two-networks').slice(0, 3))
    opened.library.embeddings.put(photoId, 'two-networks', new Uint16Array(4));
  expect(await time()).toMatchObject({ photos: 9 });
  for (const { photoId } of opened.library.photos.idsWithoutEmbedding('two-networks').slice(0, 2))
    opened.library.embeddings.put(photoId, 'two-networks', new Uint16Array(4));
  read.length = 0;
  expect(await time()).toBeNull();
  expect(read).toEqual([]);
});
