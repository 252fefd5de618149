import { expect, onTestFinished, test } from 'vitest';
import { labelHandlers } from '../../../src/main/requests/labels.ts';
import { tagHandlers } from '../../../src/main/requests/tags.ts';
import type { App } from '../../../src/main/app.ts';
import type { DesktopSession } from '../../../src/main/requests/desktop-session.ts';
import type { ShownLibrary } from '../../../src/shared/contract.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary } from '../../helpers/test-library.ts';
import { hashOf } from '../database/test-library.ts';

function open(photos: number) {
  const opened = openTestLibrary(fakeEngine());
  onTestFinished(() => opened.close());
  const { library } = opened;
  const content = { width: 40, height: 30, format: 'jpeg' as const, takenAt: null, camera: null };
  const photoIds = library.database.transaction(() =>
    Array.from({ length: photos }, (_, index) =>
      library.photos.insertPhoto({ ...content, contentHash: hashOf(index + 1) }),
    ),
  )();
  const events: { name: string; payload: unknown }[] = [];
  const summary: ShownLibrary = {
    name: 'Test',
    folder: library.paths.folder,
    ...library.photos.counts(),
    isSample: false,
  };
  const session: Partial<DesktopSession> = {
    app: () => ({ library }) as unknown as App,
    emit: (name, payload) => void events.push({ name, payload }),
    summary: () => summary,
    listLabels: () => library.labels.list(),
  };
  const handlers = {
    ...tagHandlers(session as DesktopSession),
    ...labelHandlers(session as DesktopSession),
  };
  return { library, photoIds, events, handlers };
}

test('a change tells which photos changed, and what can be undone', async () => {
  const { photoIds, events, handlers } = open(3);
  const beach = await handlers['labels.add']('beach');
  events.length = 0;
  const change = { kind: 'set', photoIds: photoIds.slice(1), labelId: beach.id, value: 'present' } as const;
  const state = await handlers['tags.change'](change);
  expect(state.undo).toBe('beach on 2 photos');
  expect(events).toEqual([
    { name: 'photos.changed', payload: { photoIds: photoIds.slice(1) } },
    { name: 'edits.changed', payload: state },
  ]);
  expect((await handlers['labels.list'](undefined))[0]).toMatchObject({ presentCount: 2 });

  events.length = 0;
  await handlers['tags.change'](change);
  expect(events).toEqual([]);
  expect(await handlers['edits.undo'](undefined)).toMatchObject({ undo: null, redo: 'beach on 2 photos' });
  expect((await handlers['tags.tally'](photoIds)).labels).toEqual([]);
  expect(await handlers['edits.redo'](undefined)).toEqual(state);
  expect(await handlers['edits.state'](undefined)).toEqual(state);
});

test('a change of very many photos names none of them', async () => {
  const { photoIds, events, handlers } = open(2001);
  await handlers['tags.change']({ kind: 'fully-tagged', photoIds, isFullyTagged: true });
  expect(events[0]).toEqual({ name: 'photos.changed', payload: { photoIds: null } });
});

test('labels are renamed, merged, dressed and deleted, and the window is told', async () => {
  const { library, photoIds, events, handlers } = open(1);
  const beach = await handlers['labels.add']('beach');
  const shore = await handlers['labels.add']('shore');
  expect(() => handlers['labels.add']('BEACH')).toThrow('There is a label “beach” already.');
  await handlers['tags.change']({ kind: 'set', photoIds, labelId: shore.id, value: 'present' });
  await handlers['labels.rename']({ labelId: shore.id, name: 'coast' });
  expect(events.at(-1)).toMatchObject({ name: 'edits.changed', payload: { undo: 'coast on 1 photo' } });
  await handlers['labels.setLook']({ labelId: beach.id, color: '#3366cc', shortcut: 'b' });
  await handlers['labels.merge']({ from: shore.id, into: beach.id });
  expect(await handlers['labels.list'](undefined)).toMatchObject([
    { name: 'beach', shortcut: 'b', color: '#3366cc', presentCount: 1 },
  ]);
  events.length = 0;
  await handlers['labels.delete'](beach.id);
  expect(events.map((event) => event.name)).toEqual(['library.changed', 'photos.changed', 'edits.changed']);
  expect(library.annotations.ofPhotos(photoIds)).toEqual([]);
});
