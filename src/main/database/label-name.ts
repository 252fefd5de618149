/** What a label may be called, and when two names are the same. */

import { AppError } from '../../shared/errors.ts';
import { LABEL_SEPARATOR } from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';

const MAX_NAME_LENGTH = 200;

/**
 * Brings a name to its stored form: NFC, without spaces around it.
 *
 * throws AppError 'invalid-input' when it is empty, over 200 characters, or has "|", control characters, line
 *        separators or half a surrogate pair
 */
export function cleanLabelName(name: string): string {
  const clean = name.normalize('NFC').trim();
  const refuse = (reason: Sentence) => new AppError('invalid-input', reason);
  if (clean === '') throw refuse(say('labels.nameMissing'));
  if ([...clean].length > MAX_NAME_LENGTH)
    throw refuse(say('labels.nameTooLong', { most: MAX_NAME_LENGTH, start: clean.slice(0, 40) }));
  if (clean.includes(LABEL_SEPARATOR))
    throw refuse(say('labels.nameSeparator', { name: clean, separator: LABEL_SEPARATOR }));
  if (!clean.isWellFormed() || /[\p{Cc}\u2028\u2029]/u.test(clean))
    throw refuse(say('labels.nameControl', { name: JSON.stringify(clean) }));
  return clean;
}

/**
 * The key under which a name is unique: canonical caseless matching (The Unicode Standard, D145), so that
 * "Straße" = "STRASSE" and a letter with its accent is one letter however it was typed.
 */
export function labelNameKey(name: string): string {
  return [...name.normalize('NFD')].map(foldCase).join('').normalize('NFC');
}

/** Full case folding of one code point from JavaScript's own mappings, free of locale and context. */
function foldCase(character: string): string {
  // the dotless i has the capital of the dotted one, but is another letter
  if (character === 'ı') return character;
  const upper = character.toLowerCase().toUpperCase();
  return [...upper].map((each) => each.toLowerCase()).join('');
}
