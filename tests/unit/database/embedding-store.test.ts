import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmbeddingStore } from '../../../src/main/database/embedding-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import { addPhotos, openTestLibrary, temporaryFolder } from './test-library.ts';

const backbone = 'mobilenet-v2-1.0';

test('vectors come back bit for bit, in the wanted order, from a read-only connection', () => {
  const file = join(temporaryFolder(), 'library.sqlite');
  const library = openTestLibrary(file);
  const ids = addPhotos(library, 300);
  const vectorOf = (index: number) =>
    Uint16Array.from({ length: 16 }, (_, column) => (index * 977 + column * 61) & 0xffff);
  inTransaction(library.db, () => {
    for (const [index, id] of ids.entries())
      if (index % 3 !== 0) library.embeddings.put(id, backbone, vectorOf(index));
  });
  const reader = openLibraryDatabase(file, { readonly: true });
  const wanted = ids.toReversed();
  const read = createEmbeddingStore(reader).read(wanted, backbone);
  reader.close();

  const expected = wanted.filter((id) => ids.indexOf(id) % 3 !== 0);
  expect(read.photoIds).toEqual(expected);
  expect(read.width).toBe(16);
  expect([...read.bits]).toEqual(expected.flatMap((id) => [...vectorOf(ids.indexOf(id))]));
});

test('a part of a larger array is stored as that part; a second vector replaces the first', () => {
  const library = openTestLibrary();
  const [one] = addPhotos(library, 1);
  library.embeddings.put(one!, backbone, new Uint16Array([9, 9]));
  library.embeddings.put(one!, backbone, new Uint16Array([1, 2, 3, 4, 5]).subarray(1, 4));
  expect([...library.embeddings.read([one!], backbone).bits]).toEqual([2, 3, 4]);
  expect(library.embeddings.count(backbone)).toBe(1);
  expect(library.embeddings.count('mobilenet-v2-0.35')).toBe(0);
  library.embeddings.remove(one!);
  expect(library.embeddings.read([one!], backbone)).toEqual({
    photoIds: [],
    bits: new Uint16Array(0),
    width: 0,
  });
});

test('vectors of different lengths are damage, not data', () => {
  const library = openTestLibrary();
  const [one, two] = addPhotos(library, 2);
  library.embeddings.put(one!, backbone, new Uint16Array(4));
  library.embeddings.put(two!, backbone, new Uint16Array(3));
  expect(() => library.embeddings.read([one!, two!], backbone)).toThrow(
    expect.objectContaining({ code: 'damaged' }),
  );
});
