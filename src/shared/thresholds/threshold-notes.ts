/** What tells a person why a threshold is not what they asked for, or not to be trusted yet. */

import type { Interval } from '../evaluation.ts';
import { wilsonInterval, Z_95 } from '../metrics/wilson-interval.ts';
import { say } from '../sentences/say.ts';
import { sentenceIn } from '../sentences/sentence-in.ts';
import type { Sentence } from '../sentences/sentence.ts';

/** Nothing can be tuned: one kind of photo is missing. */
export function noteNothingToTune(label: string, positives: number, negatives: number): Sentence {
  if (positives + negatives === 0) return say('thresholds.noPhotoToCheck', { label });
  return positives === 0
    ? say('thresholds.noPhotoWith', { label })
    : say('thresholds.noPhotoWithout', { label });
}

/** The wanted precision cannot be shown on these photos. bestShown: the highest that can, 0..1 */
export function notePrecisionRefused(
  label: string,
  positives: number,
  atLeast: number,
  bestShown: number,
): Sentence {
  if (atLeast >= 1) return say('thresholds.neverWrong', { label });
  const needed = Math.ceil((atLeast * Z_95 * Z_95) / (1 - atLeast));
  if (positives >= needed)
    return say('thresholds.precisionNotReached', {
      label,
      atLeast,
      // Rounded up, the words would name a precision that is not shown.
      shown: Math.floor(bestShown * 100) / 100,
    });
  return say('thresholds.precisionNeedsPhotos', {
    label,
    atLeast,
    positives,
    reachable: wilsonInterval(positives, positives)!.low,
    more: roundedUp(needed - positives),
  });
}

/** A label's own photos count for less than those of all labels together. */
export function noteLeansOnAll(label: string, positives: number, negatives: number): Sentence {
  return say('thresholds.leansOnAll', { label, positives, negatives });
}

/** The wanted recall is met, on few photos. */
export function noteRecallUncertain(label: string, positives: number, { low, high }: Interval): Sentence {
  return say('thresholds.recallUncertain', { label, positives, low, high });
}

/** The same note under the name that its label has today. */
export function noteAbout(label: string, note: Sentence): Sentence {
  if (note.values === undefined || note.values.label === label) return note;
  const renamed = { ...note, values: { ...note.values, label } };
  return { ...renamed, english: sentenceIn('en', renamed) };
}

function roundedUp(photos: number): number {
  const step = photos <= 10 ? 1 : photos <= 100 ? 5 : 50;
  return Math.ceil(photos / step) * step;
}
