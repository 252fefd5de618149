import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { libraryArgument } from '../../../src/main/desktop/desktop-arguments.ts';

test.each([
  [['electron', '.'], null],
  [['electron', '--no-sandbox', '.', '--library', 'My walks.tagwright'], resolve('My walks.tagwright')],
  [['electron', '--library=/photos/a=b.tagwright', '--lang=de'], '/photos/a=b.tagwright'],
  [['electron', '--library'], null],
  [['electron', '--library', '--no-sandbox'], null],
])('%j', (argv, folder) => {
  expect(libraryArgument(argv)).toBe(folder);
});

test('takes a library that a file manager names, and --library before it', () => {
  expect(libraryArgument(['electron', '.', '/a/Walks.tagwright'])).toBe('/a/Walks.tagwright');
  expect(libraryArgument(['electron', '.', '/a/Walks.tagwright/'])).toBe('/a/Walks.tagwright');
  expect(libraryArgument(['electron', 'Walks.tagwright'], '/b')).toBe('/b/Walks.tagwright');
  expect(libraryArgument(['electron', '/a/Walks.tagwright', '--library', '/c/Other'])).toBe('/c/Other');
  expect(libraryArgument(['electron', '.', '/a/Walks.tagwright/library.sqlite'])).toBe(
    '/a/Walks.tagwright/library.sqlite',
  );
  expect(libraryArgument(['electron', '.', '/a/photo.jpg'])).toBeNull();
  expect(libraryArgument(['electron', '.', '/a/other/library.sqlite'])).toBeNull();
});
