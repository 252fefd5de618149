import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Photos } from '../../../../src/renderer/state/photos.svelte.ts';
import type { PhotoId } from '../../../../src/shared/ids.ts';
import type { PhotoQuery, PhotoSet } from '../../../../src/shared/photo-set.ts';
import { fakeApi, type FakeApi } from './fake-api.ts';

const query: PhotoQuery = { search: 'beach', order: 'newest', grouping: 'none' };
const setOf = (...ids: number[]): PhotoSet =>
  ({
    ids: Int32Array.from(ids),
    total: 9,
    aspects: new Float32Array(ids.length),
    groups: [],
    similarities: null,
    gaps: null,
  }) as PhotoSet;

let matching: PhotoSet;
let api: FakeApi;
let photos: Photos;
const shown = () => [...(photos.set?.ids ?? [])];
const settle = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
  matching = setOf(1, 2, 3);
  api = fakeApi({ 'photos.query': () => matching, 'photos.cards': () => [] });
  photos = new Photos(api, query);
});
afterEach(() => vi.useRealTimers());

test('the latest query wins, however slow an earlier one is', async () => {
  const answers: ((set: PhotoSet) => void)[] = [];
  photos = new Photos(
    fakeApi({ 'photos.query': () => new Promise((resolve) => answers.push(resolve)) }),
    query,
  );
  const first = photos.load();
  const second = photos.load({ ...query, search: 'dog' });
  answers[1]!(setOf(7));
  answers[0]!(setOf(1));
  await Promise.all([first, second]);
  expect(shown()).toEqual([7]);
  expect([photos.query.search, photos.isLoading]).toEqual(['dog', false]);
});

test('a photo does not vanish from view when it stops matching; refresh shows what matches now', async () => {
  await photos.load();
  matching = setOf(1, 3);
  photos.forget([2 as PhotoId]);
  await settle();
  expect(shown()).toEqual([1, 2, 3]);
  expect(photos.difference).toEqual({ left: 1, joined: 0 });
  photos.refresh();
  expect(shown()).toEqual([1, 3]);
  expect(photos.difference).toEqual({ left: 0, joined: 0 });
});

test('new photos come in by themselves', async () => {
  await photos.load();
  matching = setOf(1, 2, 3, 4);
  photos.forget(null);
  await settle();
  expect(shown()).toEqual([1, 2, 3, 4]);
});

test('without a search, tags decide nothing: the query is not asked again', async () => {
  await photos.load({ ...query, search: '' });
  const before = api.asked.length;
  photos.forget([2 as PhotoId]);
  await settle();
  expect(api.asked.slice(before).map(({ name }) => name)).not.toContain('photos.query');
});

test('a failed query is told, and the next one that works takes the message away', async () => {
  let isBroken = true;
  photos = new Photos(
    fakeApi({
      'photos.query': () => {
        if (isBroken) throw new Error('broken');
        return matching;
      },
    }),
    query,
  );
  await photos.load();
  expect(photos.failure).not.toBeNull();
  isBroken = false;
  await photos.load();
  expect(photos.failure).toBeNull();
  expect([photos.at(1), photos.at(9), photos.indexOf(3 as PhotoId), photos.indexOf(null)]).toEqual([
    2,
    null,
    2,
    -1,
  ]);
});
