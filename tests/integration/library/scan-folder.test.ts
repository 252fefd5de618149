import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPhotoName, isSkippedFolder, scanFolder } from '../../../src/main/library/scan-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterEach(async () => {
  await chmod(join(folder, 'locked'), 0o700).catch(() => {});
  await rm(folder, { recursive: true, force: true });
});

async function make(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
}

async function scan(...names: string[]): Promise<{ files: string[]; problems: string[] }> {
  const files: string[] = [];
  const problems: string[] = [];
  const paths = names.map((name) => join(folder, name));
  for await (const found of scanFolder(paths, { signal: new AbortController().signal }))
    if ('problem' in found) problems.push(`${found.problem.code} ${relative(folder, found.problem.subject)}`);
    else files.push(relative(folder, found.path));
  return { files, problems };
}

describe('scanFolder', () => {
  test('finds photos by their ending, in any case, by name, below folders too', async () => {
    await make('b.JPG', 'a.jpeg', 'c/x.Cr2', 'c/y.txt', 'c/d/z.heic', 'B.png', 'noending', 'jpg', 'e.xmp');
    expect(await scan('.')).toEqual({
      files: ['B.png', 'a.jpeg', 'b.JPG', 'c/d/z.heic', 'c/x.Cr2'],
      problems: [],
    });
  });

  test('leaves hidden and system folders and files out, unless they are named', async () => {
    await make(
      '.hidden/a.jpg',
      '._a.jpg',
      '@eaDir/a.jpg',
      '$RECYCLE.BIN/a.jpg',
      'My.tagwright/thumbnails/a.jpg',
      'ok/a.jpg',
    );
    expect((await scan('.')).files).toEqual(['ok/a.jpg']);
    expect((await scan('.hidden')).files).toEqual(['.hidden/a.jpg']);
  });

  test('takes named files whatever their name, and tells what is not there', async () => {
    await make('odd.bin');
    expect(await scan('odd.bin', 'gone.jpg')).toEqual({
      files: ['odd.bin'],
      problems: ['not-found gone.jpg'],
    });
  });

  test.skipIf(process.platform === 'win32')('follows links, but visits every folder once', async () => {
    await make('one/a.jpg', 'one/two/b.jpg');
    await symlink('..', join(folder, 'one/two/loop'));
    await symlink('one', join(folder, 'zwei'));
    await symlink('one/a.jpg', join(folder, 'link.jpg'));
    await symlink('nowhere.jpg', join(folder, 'dead.jpg'));
    await symlink('circle.jpg', join(folder, 'circle.jpg'));
    expect(await scan('.', 'one')).toEqual({
      files: ['link.jpg', 'one/a.jpg', 'one/two/b.jpg'],
      problems: ['not-found circle.jpg', 'not-found dead.jpg'],
    });
  });

  test('keeps names as they are spelled', async () => {
    const names = ['e\u0301.jpg', '\u00e9.jpg', '中文 🐦.jpg', 'a\nb.jpg'];
    await make(...names);
    expect(new Set((await scan('.')).files)).toEqual(new Set(names));
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'goes on past a locked folder',
    async () => {
      await make('locked/a.jpg', 'open/b.jpg');
      await chmod(join(folder, 'locked'), 0o000);
      expect(await scan('.')).toEqual({ files: ['open/b.jpg'], problems: ['no-access locked'] });
    },
  );

  test('tells size and time', async () => {
    await make('a.jpg');
    for await (const found of scanFolder([folder], { signal: new AbortController().signal }))
      expect(found).toMatchObject({ sizeBytes: 5, modifiedAt: expect.any(Number) });
  });

  test('stops when it is cancelled', async () => {
    await make('a.jpg');
    const scanned = scanFolder([folder], { signal: AbortSignal.abort() });
    await expect(scanned.next()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('names', () => {
  for (const name of ['a.jpg', 'a.JPE', 'b.c.3FR', 'x.tif', 'y.avif'])
    expect(isPhotoName(name), name).toBe(true);
  for (const name of ['.jpg', 'jpg', 'a.jpg.xmp', 'a.mp4', 'a.']) expect(isPhotoName(name), name).toBe(false);
  for (const name of ['.git', 'System Volume Information', 'Photos Library.photoslibrary', 'X.TagWright'])
    expect(isSkippedFolder(name), name).toBe(true);
  for (const name of ['2019', 'tagwright', 'Recycle']) expect(isSkippedFolder(name), name).toBe(false);
});
