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
