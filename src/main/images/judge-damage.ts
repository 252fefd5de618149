/** What to make of photos that decode only in part, or not at all. */

import { AppError } from '../../shared/errors.ts';
import { largestFlatEdge } from './flat-edge.ts';
import type { Picture } from './flat-edge.ts';

/** A photo that shows less than this part of its lines is refused: it would teach and be tagged by a strip of sky. */
const SMALLEST_USEFUL_PART = 0.25;

/** Below this, what is flat at an edge may as well be sky or a border. */
const NOTICEABLE_PART = 0.02;

/**
 * Says what is wrong with a picture that only a tolerant decode gave.
 *
 * name     of the file, for the sentence
 * picture  what the tolerant decode gave
 * failure  what the strict decode threw
 * returns  a sentence; null when the complaint was about nothing that shows
 * throws   AppError 'unreadable-photo' when too little of the picture is there
 */
export function describeDamage(name: string, picture: Picture, failure: unknown): string | null {
  const reason = failure instanceof Error ? failure.message : String(failure);
  if (/extraneous bytes before marker/i.test(reason)) return null;
  const missing = largestFlatEdge(picture);
  if (1 - missing < SMALLEST_USEFUL_PART)
    throw new AppError(
      'unreadable-photo',
      `“${name}” is cut off: only ${Math.round((1 - missing) * 100)} % of the picture is there; copy it again from where it came from.`,
      { cause: failure },
    );
  if (missing > NOTICEABLE_PART)
    return `Part of the photo is missing: about ${Math.round((1 - missing) * 100)} % of the picture could be read.`;
  return /premature end|truncat|end of/i.test(reason)
    ? 'The end of the file is missing; the picture could be read nevertheless.'
    : 'The file is damaged; parts of the picture may look wrong.';
}

/** What sharp throws, in a sentence for people: AppError 'too-large' or 'unreadable-photo'. */
export function explainSharpFailure(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/exceeds pixel limit/i.test(reason))
    return new AppError('too-large', `“${name}” has more pixels than Tagwright reads; make a smaller copy.`, {
      cause: error,
    });
  if (/timeout/i.test(reason))
    return new AppError('unreadable-photo', `“${name}” took too long to decode; it may be damaged.`, {
      cause: error,
    });
  return new AppError(
    'unreadable-photo',
    `“${name}” is damaged and cannot be decoded; copy it again from where it came from.`,
    { cause: error },
  );
}
