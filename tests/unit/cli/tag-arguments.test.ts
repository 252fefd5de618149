import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protectRemovals, splitTagArguments } from '../../../src/cli/tag-arguments.ts';

const split = (...argv: string[]) => {
  const kept = protectRemovals(argv);
  return splitTagArguments(kept.slice(kept.indexOf('tag') + 1));
};

describe('labels after tag', () => {
  test('a sign makes a label, everything else is a photo', () => {
    expect(split('tag', 'a.jpg', './+b.jpg', '+beach', '-sunset', '?people')).toEqual({
      photos: ['a.jpg', './+b.jpg'],
      changes: [
        { label: 'beach', value: 'present' },
        { label: 'sunset', value: 'absent' },
        { label: 'people', value: 'unknown' },
      ],
    });
  });

  test('-label is hidden from the option parser, options are not', () => {
    const kept = protectRemovals([
      '--library',
      'tag',
      'tag',
      'a',
      '-hat',
      '-V',
      '--json',
      '-h',
      '--library',
      '-x',
    ]);
    expect(kept.map((argument) => argument.startsWith('-'))).toEqual([
      ...[true, false, false, false],
      ...[false, false, true, true, true, true],
    ]);
  });

  test('after -- even -h is a label', () => {
    expect(protectRemovals(['tag', 'a', '--', '-h']).at(-1)!.startsWith('-')).toBe(false);
  });

  test('other commands are left as they are', () => {
    const argv = ['--json', 'train', '-hat', 'tag', '-x'];
    expect(protectRemovals(argv)).toEqual(argv);
  });

  test('every label comes back as it was typed', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('-') && text !== 'h');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        const { changes } = split('tag', ...names.map((each) => `-${each}`));
        expect(changes).toEqual(names.map((label) => ({ label, value: 'absent' })));
      }),
    );
  });
});
