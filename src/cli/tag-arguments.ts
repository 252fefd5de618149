/** The arguments of `tag`: photos, and labels with a sign in front. */

import type { LabelChange } from '../main/tagging/tag-photos.ts';

/** Cannot come from a command line, so it marks what was rewritten. */
const PROTECTED = '\0';
const takesValue = ['--library'];

const values = { '+': 'present', '-': 'absent', '?': 'unknown' } as const;

/**
 * Keeps `-sunset` after `tag` from being read as the options -s -u -n …; -h and, after `--`, everything stays.
 *
 * argv     as typed, without node and script
 * returns  the same, with such arguments marked; splitTagArguments takes the mark off
 */
export function protectRemovals(argv: string[]): string[] {
  const at = commandIndex(argv);
  if (argv[at] !== 'tag') return argv;
  let isLiteral = false;
  return argv.map((argument, index) => {
    if (index <= at) return argument;
    if (argument === '--') isLiteral = true;
    const isRemoval = /^-[^-]/.test(argument) && (isLiteral || argument !== '-h');
    const isOptionValue = !isLiteral && takesValue.includes(argv[index - 1]!);
    return isRemoval && !isOptionValue ? PROTECTED + argument : argument;
  });
}

function commandIndex(argv: string[]): number {
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index]!;
    if (takesValue.includes(argument)) index++;
    else if (!argument.startsWith('-')) return index;
  }
  return -1;
}

/**
 * Tells photos from labels: a label has `+`, `-` or `?` in front, everything else is a photo.
 *
 * returns  labels in the order given
 */
export function splitTagArguments(args: string[]): { photos: string[]; changes: LabelChange[] } {
  const photos: string[] = [];
  const changes: LabelChange[] = [];
  for (const argument of args.map((each) => each.replace(PROTECTED, ''))) {
    const value = values[argument.charAt(0) as keyof typeof values];
    if (value) changes.push({ label: argument.slice(1), value });
    else photos.push(argument);
  }
  return { photos, changes };
}
