import { expect, test } from 'vitest';
import { GridView } from '../../../../src/renderer/state/grid-view.svelte.ts';
import { Settings } from '../../../../src/renderer/state/settings.svelte.ts';
import { windowSettingsSchema } from '../../../../src/shared/window-settings.ts';
import { fakeApi } from './fake-api.ts';

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
  }));
  const first = view.layout;
  void settings.change({ recentLabels: ['beach'] });
  expect(view.layout).toBe(first);
  void settings.change({ thumbnailSize: settings.current.thumbnailSize + 40 });
  expect(view.layout).not.toBe(first);
});
