import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSimilarPhotos } from '../../../src/main/engine/similar-photos.ts';
import { answerQuery } from '../../../src/main/library/query-similar.ts';
import { toFloat16 } from '../../../src/main/ml/float16.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import type { BackboneId } from '../../../src/shared/model.ts';
import { DEFAULT_BACKBONE } from '../../../src/shared/model.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

let opened: TestLibrary;
beforeEach(() => {
  opened = openTestLibrary(fakeEngine({ findSimilar: createSimilarPhotos().findSimilar }));
});
afterEach(() => opened.close());

/** A photo that a backbone has seen in this direction. */
function add(number: number, direction: number[], backbone: BackboneId = DEFAULT_BACKBONE): PhotoId {
  const { photos, embeddings } = opened.library;
  const content = { width: 40, height: 30, format: 'jpeg' as const, takenAt: number, camera: null };
  const photoId = photos.insertPhoto({ ...content, contentHash: String(number).padStart(64, '0') });
  const path = opened.write(`${number}.jpg`, String(number));
  photos.putFile({ path, photoId, sizeBytes: 1, modifiedAt: 1, warning: null });
  embeddings.put(photoId, backbone, toFloat16(Float32Array.from(direction)));
  return photoId;
}

const ask = (search: string) => answerQuery(opened.library, { search, order: 'newest', grouping: 'date' });

test('finds the most similar first, with nothing to do without', async () => {
  const [one, other, near] = [add(1, [1, 0, 0]), add(2, [0, 1, 0]), add(3, [0.9, 0.1, 0])];
  const found = await ask(`similar:${one}`);
  expect([...found.ids]).toEqual([one, near, other]);
  expect(found.gaps).toEqual({ gone: 0, unseen: 0, notCompared: 0 });
  expect((await ask('')).gaps).toBeNull();
});

test('a search that was kept tells of photos that are gone since', async () => {
  const here = add(1, [1, 0, 0]);
  expect(await ask('similar:77')).toMatchObject({
    ids: new Int32Array(0),
    gaps: { gone: 1, unseen: 0, notCompared: 0 },
  });
  const found = await ask(`similar:77,${here},77`);
  expect([...found.ids]).toEqual([here]);
  expect(found.gaps).toEqual({ gone: 1, unseen: 0, notCompared: 0 });
});

test('tells of photos that only another backbone has seen', async () => {
  const seen = add(1, [1, 0, 0]);
  const unseen = add(2, [1, 0, 0], 'mobilenet-v2-0.35');
  expect(await ask(`similar:${unseen}`)).toMatchObject({
    ids: new Int32Array(0),
    total: 2,
    gaps: { gone: 0, unseen: 1, notCompared: 1 },
  });
  const found = await ask(`similar:${seen}`);
  expect([...found.ids]).toEqual([seen]);
  expect(found.gaps).toEqual({ gone: 0, unseen: 0, notCompared: 1 });
});
