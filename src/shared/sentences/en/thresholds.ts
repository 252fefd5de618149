/** Why a threshold is not what was asked for, or not to be trusted yet. */

import { count, percent } from './numbers.ts';

interface Label {
  label: string;
}

const photos = (number: number) => (number === 1 ? '1 photo' : `${count(number)} photos`);
const photosThatHave = (positives: number, label: string) =>
  `${photos(positives)} that ${positives === 1 ? 'has' : 'have'} “${label}”`;
const fallback = 'Until then the threshold with the best F1 is used.';

export const thresholds = {
  noPhotoToCheck: ({ label }: Label) =>
    `There are no photos to check “${label}” against: tag some with it and some without it.`,
  noPhotoWith: ({ label }: Label) =>
    `No photo to check against has “${label}”: tag more with it. Until then its threshold is 0.5.`,
  noPhotoWithout: ({ label }: Label) =>
    `Every photo to check against has “${label}”: tag some without it. Until then its threshold is 0.5.`,

  neverWrong: ({ label }: Label) =>
    `No number of photos can show that “${label}” is never wrong: ask for 99% or less. ${fallback}`,
  precisionNeedsPhotos: ({
    label,
    positives,
    reachable,
    more,
  }: Label & { atLeast: number; positives: number; reachable: number; more: number }) =>
    `With ${photosThatHave(positives, label)} to check against, even a perfect model could only be shown to ` +
    `reach ${percent(reachable)} precision; tag about ${count(more)} more. ${fallback}`,
  precisionNotReached: ({ label, atLeast, shown }: Label & { atLeast: number; shown: number }) =>
    `For “${label}” the model is shown to reach at most ${percent(shown)} precision, not ` +
    `${percent(atLeast)}: tag more photos with and without it, or ask for less. ${fallback}`,

  leansOnAll: ({ label, positives, negatives }: Label & { positives: number; negatives: number }) => {
    const few =
      positives <= negatives ? photosThatHave(positives, label) : `${photos(negatives)} without “${label}”`;
    return `Only ${few} to check against, so the threshold leans on that of all labels together.`;
  },
  recallUncertain: ({
    label,
    positives,
    low,
    high,
  }: Label & { positives: number; low: number; high: number }) =>
    `Only ${photosThatHave(positives, label)} to check against: ` +
    `the true recall may lie anywhere from ${percent(low)} to ${percent(high)}.`,
};
