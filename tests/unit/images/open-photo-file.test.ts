import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPhotoFile } from '../../../src/main/images/open-photo-file.ts';
import { readPhotoFile } from '../../../src/main/images/read-photo-file.ts';
import { noisyJpeg } from './sample-pictures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-open-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('gives bytes, hash, size and time', async () => {
  const file = join(folder, 'a.jpg');
  await writeFile(file, 'content');
  await utimes(file, 1_700_000_000, 1_700_000_000);
  expect(await openPhotoFile(file)).toEqual({
    path: file,
    bytes: Buffer.from('content'),
    contentHash: createHash('sha256').update('content').digest('hex'),
    sizeBytes: 7,
    modifiedAt: 1_700_000_000_000,
  });
});

test.each([
  ['emoji and other scripts', '日本語 🐱 é.jpg'],
  ['a leading dash', '-rf.jpg'],
  ['a newline', 'two\nlines.jpg'],
  ['no ending', 'photo'],
  ['a foreign ending', 'photo.txt'],
])('reads a name with %s', async (_, name) => {
  await writeFile(join(folder, name), await noisyJpeg(60, 40));
  const photo = await readPhotoFile(join(folder, name));
  expect(photo).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
});

describe('refusals', () => {
  test('a missing file', async () => {
    await expect(openPhotoFile(join(folder, 'gone.jpg'))).rejects.toMatchObject({
      code: 'not-found',
      message: '“gone.jpg” is not there any more.',
    });
  });

  test('an empty file', async () => {
    await writeFile(join(folder, 'empty.jpg'), '');
    await expect(openPhotoFile(join(folder, 'empty.jpg'))).rejects.toMatchObject({
      code: 'unreadable-photo',
      message: expect.stringContaining('is empty'),
    });
  });

  test('a folder', async () => {
    await expect(openPhotoFile(folder)).rejects.toMatchObject({ code: 'unreadable-photo' });
  });

  test('a file over the limit', async () => {
    await writeFile(join(folder, 'big.jpg'), Buffer.alloc(3_000_000));
    await expect(openPhotoFile(join(folder, 'big.jpg'), { maximumBytes: 2_000_000 })).rejects.toMatchObject({
      code: 'too-large',
      message: '“big.jpg” has 2.9 MB; Tagwright reads photos of up to 1.9 MB.',
    });
  });

  // The superuser may read everything, and Windows has other permissions.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a file that may not be read',
    async () => {
      const file = join(folder, 'secret.jpg');
      await writeFile(file, 'x');
      await chmod(file, 0);
      await expect(openPhotoFile(file)).rejects.toMatchObject({ code: 'no-access' });
    },
  );
});
