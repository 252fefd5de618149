/** The threshold view. */

import type { Interval } from '../../../shared/evaluation.ts';
import { formatCount, formatPercent } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;
const range = ({ low, high }: Interval) => `${formatPercent(low)} to ${formatPercent(high)}`;

export const thresholds = {
  heading: 'Thresholds',
  loading: 'Reading scores …',
  empty: {
    heading: 'No model yet, so nothing to set',
    explanation:
      'A model gives each photo a score per label. Here you decide from which score on a label is applied, and from which it is suggested, and see at once which photos that changes.',
    train: 'Train a model',
  },
  list: {
    heading: 'Labels of the model',
    label: 'Label',
    threshold: 'Apply',
    f1: 'F1',
    photos: 'Photos',
    option: (label: string, threshold: string, f1: string, count: number | null) =>
      `${label}: applied from ${threshold} on, F1 ${f1}${count === null ? '' : `, ${photos(count)}`}`,
    notTuned: 'Not tuned: too few photos to check against',
    withNote: 'Has a note',
    byHand: 'Set by hand',
  },
  source: {
    manual: 'Set by hand',
    default: 'Not tuned',
    f1: 'Tuned for the best F1',
    precision: (atLeast: string) => `Tuned for at least ${atLeast} precision`,
    recall: (atLeast: string) => `Tuned for at least ${atLeast} recall`,
  },
  basis: {
    validation: (positives: number, negatives: number) =>
      `Measured on ${formatCount(positives + negatives)} photos the model did not learn from: ${formatCount(positives)} with the label, ${formatCount(negatives)} without.`,
    'cross-validation': (positives: number, negatives: number) =>
      `Measured on ${formatCount(positives + negatives)} photos by cross-validation: ${formatCount(positives)} with the label, ${formatCount(negatives)} without.`,
  },
  figures: {
    heading: 'What these thresholds do',
    precision: 'Precision',
    precisionHint: 'of the photos that get it, so many really have it',
    recall: 'Recall',
    recallHint: 'of the photos that have it, so many get it',
    f1: 'F1',
    f1Hint: 'precision and recall in one',
    interval: (low: string, high: string) => `95%: ${low} to ${high}`,
    applied: 'Would get it',
    appliedHint: (total: number) => `of ${formatCount(total)} photos you have not answered`,
    suggested: 'Would be suggested',
    suggestedHint: 'between the two lines',
    change: (difference: number) => `${difference > 0 ? '+' : '−'}${formatCount(Math.abs(difference))}`,
    changeHint: 'compared with what is saved',
  },
  handles: {
    apply: 'Apply',
    suggest: 'Suggest',
    applyOf: (label: string) => `Apply “${label}” from this score on`,
    suggestOf: (label: string) => `Suggest “${label}” from this score on`,
    applyText: (value: string, precision: string, recall: string) =>
      `${value}: precision ${precision}, recall ${recall}`,
    suggestText: (value: string, suggested: number) => `${value}: ${photos(suggested)} would be suggested`,
    keys: 'Drag a line, or focus it and use the arrow keys: 0.01 a step, 0.1 with Shift, Home and End. Enter saves at once, Escape takes it back.',
  },
  histogram: {
    heading: 'Scores of photos to check against',
    positives: (count: number) => `Has it (${formatCount(count)}), above the axis`,
    negatives: (count: number) => `Has it not (${formatCount(count)}), below the axis`,
    scale: 'Heights are square roots, so that few photos stay visible.',
    description: (positives: number, negatives: number) =>
      `Histogram of the scores of ${photos(positives)} with the label and ${photos(negatives)} without it`,
  },
  curve: {
    heading: 'Precision and recall',
    precision: 'Precision',
    recall: 'Recall',
    description: (precision: string, recall: string) =>
      `Precision-recall curve; now at precision ${precision}, recall ${recall}`,
    none: 'No photo to check against has this label.',
  },
  strips: {
    above: 'Just above the line: would get it',
    below: 'Just below the line: would not',
    noneAbove: 'No photo is above the line.',
    noneBelow: 'No photo is below the line.',
    none: 'You have answered this label for every photo, or no photo was scored yet.',
    photo: (name: string, score: string) => `${name}, score ${score}`,
    unnamed: 'Photo',
  },
  goal: {
    heading: 'Choose by a goal',
    kind: 'Goal',
    f1: 'Best F1',
    precision: 'At least this precision',
    recall: 'At least this recall',
    atLeast: 'At least, percent',
    forLabel: (label: string) => `Apply to “${label}”`,
    forAll: 'Apply to all labels',
    reset: 'Reset to best F1',
    done: (label: string, apply: string) => `“${label}” is now applied from ${apply} on.`,
    doneAll: (count: number) =>
      `The thresholds of ${formatCount(count)} ${count === 1 ? 'label' : 'labels'} were set.`,
    refusedAll: (count: number, names: string) =>
      `For ${formatCount(count)} ${count === 1 ? 'label' : 'labels'} the goal could not be shown to be met; the best F1 is used there: ${names}.`,
    working: 'Choosing …',
  },
  undo: 'Undo',
  undone: 'The last change of thresholds was taken back.',
  saved: (label: string, apply: string, suggest: string) =>
    `Saved: “${label}” is applied from ${apply} and suggested from ${suggest} on.`,
  notSaved: 'Not saved yet',
  warning: 'Note',
  fewToTrust: (
    positives: number,
    negatives: number,
    precision: Interval | null,
    recall: Interval | null,
  ): string => {
    const ranges = [
      precision && `the true precision may lie anywhere from ${range(precision)}`,
      recall && `the true recall ${precision ? '' : 'may lie '}anywhere from ${range(recall)}`,
    ].filter((part) => part !== null);
    const start = `Checked on only ${photos(positives)} with this label and ${formatCount(negatives)} without`;
    return `${[start, ranges.join(', ')].filter(Boolean).join(': ')}. Tag more of them for figures to rely on.`;
  },
};
