/** The try-out with sample photos, and its report. */

import { formatCount, formatDuration, formatRate } from '../../format.ts';

export const sample = {
  heading: 'Try it with sample photos',
  explanation: 'See what Tagwright does before it meets your own photos:',
  steps: [
    'It draws small aerial scenes: roads, buildings, trees, water and more.',
    'It is told the labels of a third of them.',
    'It learns from those, and finds a threshold for each label.',
    'It tags the rest by itself, and shows how well it did.',
  ],
  reassurance: 'This takes a minute or two. Your own photos are not touched.',
  start: 'Try it with sample photos',
  startAgain: 'Run it again',
  starting: 'Starting …',
  running: 'Trying it with sample photos',
  waiting: 'Waiting for its turn',
  leave: 'Back to my photos',
  cancel: 'Cancel',
  cancelling: 'Stopping …',
  progressLabel: 'Progress of the try-out',
  doneOfTotal: (done: number, total: number | null) =>
    total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
  rate: (perSecond: number) => `${formatRate(perSecond)} per second`,
  timeLeft: (seconds: number) => `about ${formatDuration(seconds)} left`,
  cancelled: 'The try-out was stopped. What was finished is kept; running it again goes on from there.',
  epochsHeading: 'Held-out mAP per epoch',
  epochsLine: (epoch: number, latest: string, best: string) =>
    `Epoch ${epoch}: ${latest}, best so far ${best}`,
};

export const report = {
  heading: 'How well it did',
  summary: (autoTagged: number, tagged: number) =>
    `Learned from ${formatCount(tagged)} tagged photos; measured on the ${formatCount(autoTagged)} it tagged by itself.`,
  mAP: 'mAP',
  mAPDetail: 'mean average precision',
  macroF1: 'Macro F1',
  microF1: 'Micro F1',
  atHalf: (value: string) => `${value} at 0.5`,
  problems: 'Problems',
  problemsDetail: 'files left out',
  tableCaption: 'Each label on the auto-tagged photos',
  label: 'Label',
  support: 'Photos',
  averagePrecision: 'AP',
  threshold: 'Threshold',
  tunedGroup: 'At the tuned threshold',
  atHalfGroup: 'At 0.5',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
  undefinedTitle: 'Not defined: nothing to divide by',
  sortBy: (column: string) => `Sort by ${column}`,
  seconds: (draw: number, read: number, train: number, autoTag: number) =>
    `Drawing ${formatDuration(draw)}, reading ${formatDuration(read)}, learning ${formatDuration(train)}, auto-tagging ${formatDuration(autoTag)}.`,
  madeWith: (backbone: string, backend: string) => `Network ${backbone}, learned on ${backend}.`,
  whereHeading: 'Where it lies',
  predictions: 'Tags of each photo',
  photos: 'Sample photos',
  library: 'Library',
};
