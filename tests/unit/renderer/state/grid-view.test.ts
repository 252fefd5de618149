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
  }));
  const first = view.layout;
  void settings.change({ recentLabels: ['beach'] });
  expect(view.layout).toBe(first);
  void settings.change({ thumbnailSize: settings.current.thumbnailSize + 40 });
  expect(view.layout).not.toBe(first);
});

test.each([
  { isBusy: false, isMoved: false },
  { isBusy: true, isMoved: true },
])('shows photos that come in above whoever is at the top, unless busy: $isBusy', ({ isBusy, isMoved }) => {
  const before = windowSettingsSchema.parse({ gridLayout: 'square' });
  const settings = new Settings(fakeApi({ 'settings.set': () => before }), before);
  const more = { ...set, ids: Int32Array.of(8, 9, 1, 2, 3), aspects: new Float32Array(5).fill(1), total: 5 };
  const view = new GridView(() => ({
    // what comes in is told by a setting, as only what is observed may change
    set: settings.current.recentLabels.length === 0 ? set : more,
    grouping: 'none',
    layoutKind: 'square',
    size: 100,
    question: '',
    startAt: null,
    isBusy,
  }));
  vi.stubGlobal('window', { devicePixelRatio: 1 });
  view.scroller = { scrollTop: 0 } as HTMLDivElement;
  view.width = 130;
  view.height = 120;
  view.restore();
  expect(view.offset).toBe(0);
  void settings.change({ recentLabels: ['beach'] });
  view.restore();
  expect(view.offset > 0).toBe(isMoved);
});
