/** The sentences that tell a person why a threshold is not what they asked for, or not to be trusted yet. */

import { wilsonInterval, Z_95 } from '../metrics/wilson-interval.ts';
import type { Interval } from '../evaluation.ts';

/** Nothing can be tuned: one kind of photo is missing. */
export function noteNothingToTune(label: string, positives: number, negatives: number): string {
  if (positives + negatives === 0)
    return `There are no photos to check “${label}” against: tag some with it and some without it.`;
  if (positives === 0)
    return `No photo to check against has “${label}”: tag more with it. Until then its threshold is 0.5.`;
  return `Every photo to check against has “${label}”: tag some without it. Until then its threshold is 0.5.`;
}

/** The wanted precision cannot be shown on these photos. */
export function notePrecisionRefused(
  label: string,
  positives: number,
  atLeast: number,
  bestShown: number,
): string {
  const fallback = 'Until then the threshold with the best F1 is used.';
  if (atLeast >= 1)
    return `No number of photos can show that “${label}” is never wrong: ask for 99% or less. ${fallback}`;
  const needed = Math.ceil((atLeast * Z_95 * Z_95) / (1 - atLeast));
  if (positives < needed) {
    const most = percent(wilsonInterval(positives, positives)!.low);
    return (
      `With ${photosThatHave(positives, label)} to check against, even a perfect model could only be shown to ` +
      `reach ${most} precision; tag about ${roundedUp(needed - positives)} more. ${fallback}`
    );
  }
  return (
    `For “${label}” the model is shown to reach at most ${percent(bestShown, Math.floor)} precision, not ` +
    `${percent(atLeast)}: tag more photos with and without it, or ask for less. ${fallback}`
  );
}

/** A label's own photos count for less than those of all labels together. */
export function noteLeansOnAll(label: string, positives: number, negatives: number): string {
  const few =
    positives <= negatives ? photosThatHave(positives, label) : `${count(negatives)} without “${label}”`;
  return `Only ${few} to check against, so the threshold leans on that of all labels together.`;
}

/** The wanted recall is met, on few photos. */
export function noteRecallUncertain(label: string, positives: number, interval: Interval): string {
  return (
    `Only ${photosThatHave(positives, label)} to check against: ` +
    `the true recall may lie anywhere from ${percent(interval.low)} to ${percent(interval.high)}.`
  );
}

function photosThatHave(positives: number, label: string): string {
  return `${count(positives)} that ${positives === 1 ? 'has' : 'have'} “${label}”`;
}

function count(photos: number): string {
  return photos === 1 ? '1 photo' : `${photos} photos`;
}

function percent(share: number, toWhole = Math.round): string {
  return `${toWhole(share * 100)}%`;
}

function roundedUp(photos: number): number {
  const step = photos <= 10 ? 1 : photos <= 100 ? 5 : 50;
  return Math.ceil(photos / step) * step;
}
