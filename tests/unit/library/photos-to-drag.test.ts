import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { photosToDrag } from '../../../src/main/library/photos-to-drag.ts';
import { thumbnailPath } from '../../../src/main/library/thumbnail-path.ts';
import { photoHandlers } from '../../../src/main/requests/photos.ts';
import type { App } from '../../../src/main/app.ts';
import type { DesktopSession } from '../../../src/main/requests/desktop-session.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

let opened: TestLibrary;
beforeEach(() => {
  opened = openTestLibrary(fakeEngine({}));
});
afterEach(() => opened.close());

function add(name: string): { id: PhotoId; path: string; thumbnail: string } {
  const { photos, paths } = opened.library;
  const contentHash = (photos.counts().photos + 10).toString(16).padStart(64, '0');
  const path = opened.write(name, name);
  const content = { width: 3, height: 2, format: 'jpeg', takenAt: null, camera: null } as const;
  const id = photos.insertPhoto({ contentHash, ...content });
  photos.putFile({ path, photoId: id, sizeBytes: 1, modifiedAt: 1, warning: null });
  return { id, path, thumbnail: thumbnailPath(paths, contentHash) };
}

test('finds one original per photo, in the order asked for, and the first one’s thumbnail', () => {
  const [a, b] = [add('a.jpg'), add('b.jpg')];
  const copy = opened.write('copy of a.jpg', 'a.jpg');
  opened.library.photos.putFile({ path: copy, photoId: a.id, sizeBytes: 1, modifiedAt: 1, warning: null });
  expect(photosToDrag(opened.library, [b.id, a.id])).toEqual({ files: [b.path, a.path], thumbnail: null });
  mkdirSync(dirname(b.thumbnail), { recursive: true });
  writeFileSync(b.thumbnail, 'thumbnail');
  expect(photosToDrag(opened.library, [b.id, a.id]).thumbnail).toBe(b.thumbnail);
});

test('leaves out files that are gone, and says so when none is left', () => {
  const [a, b] = [add('a.jpg'), add('b.jpg')];
  rmSync(a.path);
  expect(photosToDrag(opened.library, [a.id, b.id]).files).toEqual([b.path]);
  expect(() => photosToDrag(opened.library, [a.id])).toThrow(
    expect.objectContaining({ code: 'not-found', message: expect.stringContaining(a.path) as string }),
  );
});

test('hands out nothing when one of the photos is not of this library', () => {
  const { id } = add('a.jpg');
  expect(() => photosToDrag(opened.library, [id, 99 as PhotoId])).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('knows its own files when they are dropped again', async () => {
  const [a, b] = [add('a.jpg'), add('b.jpg')];
  const dragged: string[][] = [];
  const session: Partial<DesktopSession> = {
    app: () => ({ library: opened.library }) as unknown as App,
    platform: fakePlatform({ dragFiles: (files) => void dragged.push(files) }),
  };
  const handlers = photoHandlers(session as DesktopSession);
  expect(await handlers['photos.notDraggedOff']([a.path])).toEqual([a.path]);
  await handlers['photos.drag']([a.id]);
  expect(dragged).toEqual([[a.path]]);
  expect(await handlers['photos.notDraggedOff']([a.path, b.path])).toEqual([b.path]);
  await handlers['photos.drag']([b.id]);
  expect(await handlers['photos.notDraggedOff']([a.path])).toEqual([a.path]);
});
