import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPicture, parsePictureAddress } from '../../../src/main/library/photo-content.ts';
import { thumbnailPath } from '../../../src/main/library/thumbnail-path.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import type { PhotoFormat } from '../../../src/shared/photo.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

describe('parsePictureAddress', () => {
  test('takes an id and nothing else', () => {
    expect(parsePictureAddress('photo://thumbnail/12?v=abc')).toEqual({ kind: 'thumbnail', photoId: 12 });
    expect(parsePictureAddress('photo://original/1')).toEqual({ kind: 'original', photoId: 1 });
  });

  test.each([
    'photo://original/../../etc/passwd',
    'photo://original/%2e%2e%2fetc%2fpasswd',
    'photo://original/1/../2',
    'photo://original//etc/passwd',
    'photo://original/1.jpg',
    'photo://original/01',
    'photo://original/0',
    'photo://original/-1',
    'photo://original/1e3',
    'photo://original/9999999999999999999',
    'photo://original/1#x',
    'photo://other/1',
    'photo://thumbnail.evil/1',
    'photo://user@original/1',
    'file:///etc/passwd',
    'photo://original/1\n',
    'photo://original/',
  ])('refuses %j', (address) => {
    expect(parsePictureAddress(address)).toBeNull();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const parsed = parsePictureAddress(`photo://original/${rest}`);
        if (parsed !== null) expect(rest).toMatch(/^[1-9][0-9]*(\?|$)/);
      }),
    );
  });
});

describe('findPicture', () => {
  let opened: TestLibrary;
  beforeEach(() => {
    opened = openTestLibrary(fakeEngine({}));
  });
  afterEach(() => opened.close());

  function add(path: string, format: PhotoFormat): PhotoId {
    const { photos } = opened.library;
    const contentHash = (photos.counts().photos + 10).toString(16).padStart(64, '0');
    const photoId = photos.insertPhoto({
      contentHash,
      width: 3,
      height: 2,
      format,
      takenAt: null,
      camera: null,
    });
    photos.putFile({ path, photoId, sizeBytes: 1, modifiedAt: 1, warning: null });
    const thumbnail = thumbnailPath(opened.library.paths, contentHash);
    mkdirSync(dirname(thumbnail), { recursive: true });
    writeFileSync(thumbnail, 'thumbnail');
    return photoId;
  }
  const thumbnail = (photoId: PhotoId) =>
    thumbnailPath(opened.library.paths, opened.library.photos.get([photoId])[0]!.contentHash);

  test('finds originals that a window can draw, by the format of their bytes', () => {
    const path = opened.write('misnamed.html', 'png bytes');
    expect(findPicture(opened.library, 'original', add(path, 'png'))).toEqual({
      file: path,
      contentType: 'image/png',
      isImmutable: false,
    });
  });

  test.each<PhotoFormat>(['heic', 'tiff', 'raw', 'svg'])('shows the thumbnail of a %s file', (format) => {
    const photoId = add(opened.write('a.bin', 'x'), format);
    expect(findPicture(opened.library, 'original', photoId)).toEqual({
      file: thumbnail(photoId),
      contentType: 'image/jpeg',
      isImmutable: true,
    });
  });

  test('shows the thumbnail of a file that is gone, and takes another file of the same photo first', () => {
    const photoId = add('/gone/a.jpg', 'jpeg');
    expect(findPicture(opened.library, 'original', photoId)?.file).toBe(thumbnail(photoId));
    const copy = opened.write('copy.jpg', 'x');
    opened.library.photos.putFile({ path: copy, photoId, sizeBytes: 1, modifiedAt: 1, warning: null });
    expect(findPicture(opened.library, 'original', photoId)?.file).toBe(copy);
  });

  test('finds nothing for ids that the library does not have, whatever lies on the disk', () => {
    add(opened.write('a.jpg', 'x'), 'jpeg');
    symlinkSync('/etc', opened.photo('2'));
    expect(findPicture(opened.library, 'original', 2 as PhotoId)).toBeNull();
    expect(findPicture(opened.library, 'thumbnail', 2 as PhotoId)).toBeNull();
  });
});
