import { expect, test } from 'vitest';
import { splitDropped } from '../../../src/renderer/split-dropped.ts';

test('takes photos and folders for an import, and a CSV for its labels', () => {
  expect(splitDropped(['/a/holiday', '/a/x.JPG', '/a/labels.CSV'])).toEqual({
    library: null,
    labelsFile: '/a/labels.CSV',
    photos: ['/a/holiday', '/a/x.JPG'],
  });
});

test('takes a library for what it is, with a slash at its end or without', () => {
  expect(splitDropped(['/a/Walks.tagwright']).library).toBe('/a/Walks.tagwright');
  expect(splitDropped(['/a/W.tagwright/library.sqlite']).library).toBe('/a/W.tagwright/library.sqlite');
  expect(splitDropped(['C:\\a\\Walks.tagwright\\'])).toMatchObject({
    library: 'C:\\a\\Walks.tagwright\\',
    photos: [],
  });
});
