import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thumbnailFile, writeThumbnail } from '../../../src/main/images/write-thumbnail.ts';

const hash = 'ab'.repeat(32);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-thumbnails-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('writes to a folder named by the first two digits, and leaves nothing else', async () => {
  const file = await writeThumbnail(folder, hash, Buffer.from('picture'));
  expect(file).toBe(join(folder, 'ab', `${hash}.jpg`));
  expect(await readFile(file, 'utf8')).toBe('picture');
  expect(await readdir(join(folder, 'ab'))).toEqual([`${hash}.jpg`]);
});

test('keeps an existing thumbnail', async () => {
  await writeThumbnail(folder, hash, Buffer.from('first'));
  await writeThumbnail(folder, hash, Buffer.from('second'));
  expect(await readFile(thumbnailFile(folder, hash), 'utf8')).toBe('first');
});

test('two writers at once leave one whole thumbnail', async () => {
  const bytes = Buffer.alloc(200_000, 7);
  await Promise.all(Array.from({ length: 8 }, () => writeThumbnail(folder, hash, bytes)));
  expect(await readdir(join(folder, 'ab'))).toEqual([`${hash}.jpg`]);
  expect(await readFile(thumbnailFile(folder, hash))).toEqual(bytes);
});

test('a hash that would lead elsewhere is refused', () => {
  expect(() => thumbnailFile(folder, '../../etc/passwd')).toThrow(/is not a content hash/);
});

test('a folder that cannot be made is reported, and no temporary file stays', async () => {
  await writeFile(join(folder, 'ab'), 'in the way');
  await expect(writeThumbnail(folder, hash, Buffer.from('picture'))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['ab']);
});
