import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSidecar, sidecarPathFor } from '../../../src/main/sidecars/find-sidecar.ts';
import {
  refuseUnwritable,
  writeFileAtomically,
  writeStreamAtomically,
} from '../../../src/main/sidecars/write-file-atomically.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidecars-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('findSidecar', () => {
  test('prefers the full name, then the stem, in any usual case; else proposes the full name', async () => {
    expect(await findSidecar(at('IMG_1.JPG'))).toBeNull();
    expect(await sidecarPathFor(at('IMG_1.JPG'))).toBe(at('IMG_1.JPG.xmp'));
    await writeFile(at('IMG_1.XMP'), '');
    expect(await findSidecar(at('IMG_1.JPG'))).toBe(at('IMG_1.XMP'));
    expect(await findSidecar(at('IMG_1.CR2'))).toBe(at('IMG_1.XMP'));
    await writeFile(at('IMG_1.jpg.xmp'), '');
    expect(await findSidecar(at('IMG_1.JPG'))).toBe(at('IMG_1.jpg.xmp'));
    await writeFile(at('IMG_1.JPG.xmp'), '');
    expect(await sidecarPathFor(at('IMG_1.JPG'))).toBe(at('IMG_1.JPG.xmp'));
  });

  test('leaves a sidecar to the photo of that very name', async () => {
    await writeFile(at('a.jpg'), '');
    await writeFile(at('a.JPG'), '');
    if ((await readdir(folder)).length < 2) return;
    await writeFile(at('a.jpg.xmp'), '');
    expect(await findSidecar(at('a.JPG'))).toBeNull();
  });
});

describe('writeFileAtomically', () => {
  test('makes and replaces files and leaves nothing else behind', async () => {
    await writeFileAtomically(at('a.xmp'), Buffer.from('one'));
    await writeFileAtomically(at('a.xmp'), Buffer.from('two'));
    expect(await readFile(at('a.xmp'), 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['a.xmp']);
  });

  test.skipIf(process.platform === 'win32')('keeps permissions and links', async () => {
    await writeFile(at('real.xmp'), 'one');
    await chmod(at('real.xmp'), 0o640);
    await symlink('real.xmp', at('link.xmp'));
    await writeFileAtomically(at('link.xmp'), Buffer.from('two'));
    expect(await readlink(at('link.xmp'))).toBe('real.xmp');
    expect(await readFile(at('real.xmp'), 'utf8')).toBe('two');
    expect((await stat(at('real.xmp'))).mode & 0o777).toBe(0o640);
  });

  test('leaves the old file when the pieces fail', async () => {
    await writeFile(at('a.csv'), 'old');
    const pieces = function* () {
      yield 'new';
      throw new Error('stopped');
    };
    await expect(writeStreamAtomically(at('a.csv'), pieces())).rejects.toThrow('stopped');
    expect(await readFile(at('a.csv'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  test('says so when the folder is missing', async () => {
    await expect(writeFileAtomically(at('no/a.xmp'), Buffer.from('x'))).rejects.toMatchObject({
      code: 'not-found',
    });
    await mkdir(at('folder'));
    const writes = () => writeFileAtomically(at('folder'), Buffer.from('x'));
    for (const attempt of [writes, () => refuseUnwritable(at('folder'))])
      await expect(attempt()).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await readdir(folder)).toEqual(['folder']);
  });
});
