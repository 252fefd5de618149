import { beforeEach, describe, expect, test } from 'vitest';
import { autoTagOffers, hasAutoTagOffers } from '../../../../src/renderer/state/auto-tag-offers.ts';
import { AutoTagging } from '../../../../src/renderer/state/auto-tag.svelte.ts';
import { Jobs } from '../../../../src/renderer/state/jobs.svelte.ts';
import { Photos } from '../../../../src/renderer/state/photos.svelte.ts';
import { Selection } from '../../../../src/renderer/state/selection.svelte.ts';
import type { PhotoId } from '../../../../src/shared/ids.ts';
import type { PhotoSet } from '../../../../src/shared/photo-set.ts';
import { fakeApi, type FakeApi } from './fake-api.ts';

const chosen = (...ids: number[]) => ({ photoIds: ids as PhotoId[], search: null });
const found = (search: string, ...ids: number[]) => ({ photoIds: ids as PhotoId[], search });

let api: FakeApi;
let tagging: AutoTagging;

beforeEach(() => {
  api = fakeApi({ 'autoTag.runs': () => [], 'thresholds.list': () => [] });
  tagging = new AutoTagging(api, new Jobs(api));
});

/** A library view with photos 1 to 3 found by a search. */
async function libraryView(search: string) {
  const set = { ids: Int32Array.of(3, 1, 2), total: 9 } as PhotoSet;
  const photos = new Photos(fakeApi({ 'photos.query': () => set }), {
    search,
    order: 'newest',
    grouping: 'none',
  });
  await photos.load();
  return { photos, selection: new Selection(photos) };
}

describe('what the library view offers', () => {
  test('the selected photos, and those of the search', async () => {
    const view = await libraryView('beach');
    expect(autoTagOffers(view)).toEqual({ selection: null, search: found('beach', 3, 1, 2) });
    view.selection.select(1 as PhotoId);
    expect(autoTagOffers(view).selection).toEqual(chosen(1));
  });

  test.each(['', '  ', 'similar:1'])('no search that chooses nothing: %j', async (search) => {
    const view = await libraryView(search);
    expect(hasAutoTagOffers(view)).toBe(false);
    expect(autoTagOffers(view)).toEqual({ selection: null, search: null });
    view.selection.select(2 as PhotoId);
    expect(hasAutoTagOffers(view)).toBe(true);
  });
});

describe('chosen photos', () => {
  test('are asked for as they were when they were chosen', async () => {
    tagging.choosePhotos('/library', 'selection', chosen(1, 2));
    await tagging.show('/library');
    expect(tagging).toMatchObject({ scope: 'selection', photos: chosen(1, 2), isComplete: true });
    await expect(tagging.start(true)).rejects.toThrow('autoTag.start was not expected');
    expect(api.asked.find(({ name }) => name === 'autoTag.start')?.input).toMatchObject({
      paths: [],
      photos: chosen(1, 2),
      isDryRun: true,
    });
  });

  test('are forgotten in another library, and not asked for when another choice was made', async () => {
    tagging.choosePhotos('/library', 'selection', chosen(1, 2));
    tagging.choose({ scope: 'library' });
    await expect(tagging.start(true)).rejects.toThrow();
    expect(api.asked.find(({ name }) => name === 'autoTag.start')?.input).toMatchObject({ photos: null });
    await tagging.show('/other');
    expect(tagging).toMatchObject({ scope: 'library', photos: null });
  });

  test('follow the library view when shown again; a dry run of others is of no use then', () => {
    tagging.choosePhotos('/library', 'search', found('beach', 1, 2));
    tagging.outcome = { kind: 'report', isDryRun: true, report: {} as never, problems: [] };
    tagging.takeUp({ selection: chosen(7), search: found('beach', 2, 1) });
    expect(tagging.dryReport).not.toBeNull();
    tagging.takeUp({ selection: null, search: null });
    expect(tagging.photos).toEqual(found('beach', 1, 2));
    tagging.takeUp({ selection: chosen(7), search: found('beach', 1, 2, 3) });
    expect(tagging).toMatchObject({ photos: found('beach', 1, 2, 3), outcome: null });
  });

  test('stay after a run was stopped, so that it can go on', () => {
    tagging.choosePhotos('/library', 'search', found('untagged', 1, 2));
    tagging.outcome = { kind: 'stopped', isDryRun: false };
    tagging.takeUp({ selection: null, search: found('untagged', 2) });
    expect(tagging.photos).toEqual(found('untagged', 1, 2));
  });
});
