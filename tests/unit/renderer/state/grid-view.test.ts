import { afterEach, expect, test, vi } from 'vitest';
import { GridView } from '../../../../src/renderer/state/grid-view.svelte.ts';
import { Settings } from '../../../../src/renderer/state/settings.svelte.ts';
import { windowSettingsSchema } from '../../../../src/shared/window-settings.ts';
import { fakeApi } from './fake-api.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const set = {
  ids: Int32Array.of(1, 2, 3),
  aspects: Float32Array.of(1.5, 1, 0.75),
  groups: [{ key: '', start: 0 }],
  total: 3,
  similarities: null,
  gaps: null,
};

test('is laid out anew for another size, and not for settings that have nothing to do with it', () => {
  const stored = windowSettingsSchema.parse({});
  const settings = new Settings(fakeApi({ 'settings.set': () => stored }), stored);
  const view = new GridView(() => ({
    set,
    grouping: 'none',
    layoutKind: settings.current.gridLayout,
    size: settings.current.thumbnailSize,
    question: '',
    startAt: null,
    isBusy: false,
    isFilling: false,
  }));
  const first = view.layout;
  void settings.change({ recentLabels: ['beach'] });
  expect(view.layout).toBe(first);
  void settings.change({ thumbnailSize: settings.current.thumbnailSize + 40 });
  expect(view.layout).not.toBe(first);
});

test.each([
  { isBusy: false, offsetWhile: 'moved', offsetAfter: 'top' },
  { isBusy: true, offsetWhile: 'moved', offsetAfter: 'moved' },
])(
  'who is at the top sees what came in above once all has, unless busy: $isBusy',
  ({ isBusy, offsetWhile, offsetAfter }) => {
    const before = windowSettingsSchema.parse({ gridLayout: 'square' });
    const settings = new Settings(fakeApi({ 'settings.set': () => before }), before);
    const more = {
      ...set,
      ids: Int32Array.of(8, 9, 1, 2, 3),
      aspects: new Float32Array(5).fill(1),
      total: 5,
    };
    const view = new GridView(() => ({
      // what comes in is told by a setting, as only what is observed may change
      set: settings.current.recentLabels.length === 0 ? set : more,
      grouping: 'none',
      layoutKind: 'square',
      size: 100,
      question: '',
      startAt: null,
      isBusy,
      isFilling: settings.current.recentLabels.length === 1,
    }));
    vi.stubGlobal('window', { devicePixelRatio: 1 });
    view.scroller = { scrollTop: 0 } as HTMLDivElement;
    view.width = 130;
    view.height = 120;
    view.restore();
    expect(view.offset).toBe(0);
    void settings.change({ recentLabels: ['beach'] });
    view.restore();
    expect(view.offset > 0 ? 'moved' : 'top').toBe(offsetWhile);
    void settings.change({ recentLabels: ['beach', 'dog'] });
    view.restore();
    expect(view.offset > 0 ? 'moved' : 'top').toBe(offsetAfter);
  },
);

test('who has scrolled away stays where they are', () => {
  const before = windowSettingsSchema.parse({ gridLayout: 'square' });
  const settings = new Settings(fakeApi({ 'settings.set': () => before }), before);
  const many = { ...set, ids: Int32Array.from({ length: 40 }, (_, at) => at + 1), total: 40 };
  const view = new GridView(() => ({
    set: { ...many, aspects: new Float32Array(40).fill(1) },
    grouping: 'none',
    layoutKind: 'square',
    size: settings.current.thumbnailSize,
    question: '',
    startAt: null,
    isBusy: false,
    isFilling: false,
  }));
  vi.stubGlobal('window', { devicePixelRatio: 1 });
  view.scroller = { scrollTop: 0 } as HTMLDivElement;
  view.width = 130;
  view.height = 120;
  view.restore();
  view.scroller.scrollTop = 500;
  view.followScroller();
  void settings.change({ thumbnailSize: 120 });
  view.restore();
  expect(view.offset).toBeGreaterThan(0);
});
