/** What to make of photos that decode only in part, or not at all. */

import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { largestFlatEdge } from './flat-edge.ts';
import type { Picture } from './flat-edge.ts';

/** A photo that shows less than this part of its lines is refused: it would teach and be tagged by a strip of sky. */
const SMALLEST_USEFUL_PART = 0.25;

/** Below this, what is flat at an edge may as well be sky or a border. */
const NOTICEABLE_PART = 0.02;

/**
 * Says what is wrong with a picture that only a tolerant decode gave.
 *
 * name          of the file, for the sentence
 * picture       what the tolerant decode gave
 * isEndMissing  the file ends too early
 * throws        AppError 'unreadable-photo' when too little of the picture is there
 */
export function describeDamage(name: string, picture: Picture, isEndMissing: boolean): Sentence {
  const missing = largestFlatEdge(picture);
  requireUsefulPart(name, 1 - missing);
  if (missing > NOTICEABLE_PART) return say('images.warnsPartMissing', { share: 1 - missing });
  return isEndMissing ? say('images.warnsEndMissing') : say('images.warnsDamaged');
}

/**
 * Throws AppError 'unreadable-photo' when too little of a picture is there.
 *
 * part  of its lines, 0..1
 */
export function requireUsefulPart(name: string, part: number): void {
  if (part < SMALLEST_USEFUL_PART)
    throw new AppError('unreadable-photo', say('images.cutOff', { name, share: part }));
}

/**
 * What sharp throws, in a sentence for people. Its words say nothing: libvips keeps the messages of all photos that are
 * being decoded in one place, so they may speak of another photo.
 */
export function explainSharpFailure(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('unreadable-photo', say('images.damaged', { name }), { cause: error });
}
