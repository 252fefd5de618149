import { beforeEach, describe, expect, test } from 'vitest';
import { Selection } from '../../../../src/renderer/state/selection.svelte.ts';
import { SelectionSuggestions } from '../../../../src/renderer/state/selection-suggestions.svelte.ts';
import { Tagging } from '../../../../src/renderer/state/tagging.svelte.ts';
import type { EditState, SelectionTally, TagChange } from '../../../../src/shared/edits.ts';
import type { LabelId, PhotoId } from '../../../../src/shared/ids.ts';
import { fakeApi, type FakeApi } from './fake-api.ts';

const beach = 1 as LabelId;
const dog = 2 as LabelId;
const none: EditState = { undo: null, redo: null, undoes: null, redoes: null };
const photo = (id: number) => id as PhotoId;

/** photos that have "beach", as main knows it */
let withBeach: Set<number>;
let gate: Promise<void>;
let isRefusing: boolean;
let api: FakeApi;
let selection: Selection;
let kept: string[][];
let tagging: Tagging;

function tallyNow(ids: readonly PhotoId[]): SelectionTally {
  const present = ids.filter((id) => withBeach.has(id)).length;
  const labels = present === 0 ? [] : [{ labelId: beach, present, absent: 0, unknown: ids.length - present }];
  return { photos: ids.length, fullyTagged: 0, labels };
}

beforeEach(() => {
  withBeach = new Set();
  gate = Promise.resolve();
  isRefusing = false;
  kept = [];
  api = fakeApi({
    'tags.tally': tallyNow,
    'edits.state': () => none,
    'tags.change': async (change) => {
      await gate;
      if (isRefusing) throw new Error('refused');
      if (change.kind === 'set')
        for (const id of change.photoIds)
          if (change.value === 'present') withBeach.add(id);
          else withBeach.delete(id);
      return none;
    },
    'tags.answerSuggested': ({ photoIds }) => {
      for (const id of photoIds) withBeach.add(id);
      return none;
    },
  });
  selection = new Selection({ set: { ids: Int32Array.of(1, 2, 3, 4) } });
  tagging = new Tagging(api, selection, {
    recent: ['dog'],
    nameOf: (id) => ({ [beach]: 'beach', [dog]: 'dog' })[id],
    keep: (recent) => kept.push(recent),
  });
});

const set = (value: 'present' | 'unknown', labelId = beach): TagChange => ({
  kind: 'set',
  photoIds: [...selection.ids],
  labelId,
  value,
});
const presentNow = () => tagging.tally?.labels.find(({ labelId }) => labelId === beach)?.present ?? 0;

describe('tags of the selection', () => {
  test('a change is seen before main has answered', async () => {
    selection.selectAll();
    await tagging.count();
    let letThrough = () => {};
    gate = new Promise((resolve) => (letThrough = resolve));
    const changing = tagging.change(set('present'));
    expect(presentNow()).toBe(4);
    letThrough();
    await changing;
    expect(presentNow()).toBe(4);
    expect(withBeach.size).toBe(4);
  });

  test('what main refuses is not shown any longer', async () => {
    selection.select(photo(1));
    await tagging.count();
    isRefusing = true;
    await expect(tagging.change(set('present'))).rejects.toThrow('refused');
    expect(presentNow()).toBe(0);
  });

  test('the tally is of the selection of now, however many were asked for on the way', async () => {
    withBeach.add(3);
    selection.select(photo(1));
    const counting = tagging.count();
    selection.select(photo(2));
    void tagging.count();
    selection.select(photo(3));
    void tagging.count();
    await counting;
    expect(tagging.talliedIds).toBe(selection.ids);
    expect(presentNow()).toBe(1);
    expect(api.asked.filter(({ name }) => name === 'tags.tally')).toHaveLength(2);
    selection.clear();
    await tagging.count();
    expect(tagging.tally).toBeNull();
  });

  test('suggestions are answered for every selected photo', async () => {
    selection.selectAll();
    await tagging.count();
    await tagging.answerSuggested(beach, 'present');
    expect(api.asked.at(-2)).toEqual({
      name: 'tags.answerSuggested',
      input: { photoIds: [1, 2, 3, 4], labelId: beach, value: 'present' },
    });
    expect(presentNow()).toBe(4);
  });
});

describe('labels used last', () => {
  test('begin as they were kept, the latest first, and are kept when their order changes', async () => {
    selection.select(photo(1));
    expect(tagging.recentLabels).toEqual(['dog']);
    await tagging.change(set('present'));
    await tagging.change(set('present'));
    expect(kept).toEqual([['beach', 'dog']]);
    await tagging.change(set('present', dog));
    expect(tagging.recentLabels).toEqual(['dog', 'beach']);
    expect(kept.at(-1)).toEqual(['dog', 'beach']);
  });

  test('taking a tag back is no use of its label', async () => {
    selection.select(photo(1));
    await tagging.change(set('unknown'));
    expect(tagging.recentLabels).toEqual(['dog']);
  });

  test('at most fifty are kept', async () => {
    const many = new Tagging(api, selection, {
      recent: Array.from({ length: 50 }, (_, index) => `label ${index}`),
      nameOf: () => 'beach',
      keep: (recent) => kept.push(recent),
    });
    await many.change(set('present'));
    expect(kept[0]).toHaveLength(50);
    expect(kept[0]![0]).toBe('beach');
  });
});

test('suggestions are of the selection that rests, and go while they are answered', async () => {
  const asked: PhotoId[][] = [];
  const suggestions = new SelectionSuggestions(
    fakeApi({
      'tags.suggestions': (ids) => {
        asked.push(ids);
        return [
          { labelId: beach, photos: ids.length, applied: 0, score: 0.8 },
          { labelId: dog, photos: 1, applied: 0, score: 0.6 },
        ];
      },
    }),
  );
  const band = [1, 2, 3].map((last) => new Set([photo(0), photo(last)]));
  await Promise.all(band.map((ids) => suggestions.show(ids)));
  expect(asked).toEqual([[0, 3]]);
  expect(suggestions.open.map(({ photos }) => photos)).toEqual([2, 1]);
  suggestions.drop(beach);
  expect(suggestions.open.map(({ labelId }) => labelId)).toEqual([dog]);
  await suggestions.show(new Set());
  expect(suggestions.open).toEqual([]);
});
