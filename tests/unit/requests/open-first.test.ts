import { expect, test } from 'vitest';
import { openFirst } from '../../../src/main/requests/open-first.ts';

function opener(broken: readonly string[]) {
  const tried: string[] = [];
  const open = (folder: string): string => {
    tried.push(folder);
    if (broken.includes(folder)) throw new Error(`${folder} is broken`);
    return `session of ${folder}`;
  };
  return { tried, open };
}

test('opens the first, and looks at no other', () => {
  const { tried, open } = opener([]);
  expect(openFirst(['a', 'b'], open)).toEqual({ session: 'session of a', failed: null });
  expect(tried).toEqual(['a']);
});

test('goes on to the next that opens, each once, and tells of the one that was wanted', () => {
  const { tried, open } = opener(['a', 'b']);
  expect(openFirst(['a', 'b', 'a', 'c'], open)).toMatchObject({
    session: 'session of c',
    failed: { folder: 'a', error: { message: 'a is broken' } },
  });
  expect(tried).toEqual(['a', 'b', 'c']);
});

test('fails with the reason of the first when none opens', () => {
  expect(() => openFirst(['a', 'b'], opener(['a', 'b']).open)).toThrow('a is broken');
});
