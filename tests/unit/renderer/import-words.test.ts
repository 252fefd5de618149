import { expect, test } from 'vitest';
import { importWords } from '../../../src/renderer/import-words.ts';

const nothing = { found: 0, added: 0, changed: 0, moved: 0, problems: 0, labels: null };

test('says why an import changed nothing, and is silent where something can be seen', () => {
  expect(importWords(nothing)).toBe('No photos were found there.');
  expect(importWords({ ...nothing, found: 1 })).toBe('Nothing new: 1 file is in the library already.');
  expect(importWords({ ...nothing, found: 1200 })).toBe(
    'Nothing new: 1,200 files are in the library already.',
  );
  expect(importWords({ ...nothing, found: 7, moved: 3 })).toBe(
    '3 files were found again at their new place.',
  );
  expect(importWords({ ...nothing, found: 7, added: 1 })).toBeNull();
  expect(importWords({ ...nothing, found: 2, problems: 2 })).toBeNull();
  expect(importWords({ ...nothing, labels: { rows: 3 } })).toBeNull();
});
