/** Whether probabilities mean what they say: in the report of a training, and label by label beside its threshold. */

import { formatCount, formatPercent } from '../../format.ts';

export const reliability = {
  heading: 'Do the probabilities mean what they say?',
  headingOf: (label: string) => `Do the probabilities of “${label}” mean what they say?`,
  says: 'The model says',
  isSo: 'It is so',
  answers: 'Answers in each tenth',
  error: (after: string) => `Expected calibration error (ECE): ${after}`,
  errorBefore: (before: string) => `${before} before the calibration`,
  tooMuch: (points: string) => `On average it says ${points} percentage points too much.`,
  tooLittle: (points: string) => `On average it says ${points} percentage points too little.`,
  balanced: 'On average it says neither too much nor too little.',
  hint: 'On the dashed diagonal, of the tags said to be 70% likely seven in ten are right. Bars show where the true share may lie 95 times in 100; rings rest on fewer than ten answers. The dotted line is from before the calibration.',
  crossFitted: 'Every photo was judged by a calibration that was fitted without it.',
  inSample:
    'This model was calibrated on the same photos, which flatters the error. Train again for an honest one.',
  few: (present: number, absent: number) =>
    `Too few answers to trust: ${formatCount(present)} yes, ${formatCount(absent)} no. The error is mostly chance.`,
  none: 'No photo to check against was answered.',
  picture: (after: string, before: string) =>
    `Share of tags that are right by the probability said: expected calibration error ${after}, before the calibration ${before}. The figures are in the table below.`,
  bin: (said: string, share: string, count: number) =>
    `Said ${said}, so ${share}, of ${formatCount(count)} answers`,
  table: {
    open: 'Figures as a table',
    caption: 'Reliability after and before the calibration',
    range: 'Said',
    rangeOf: (low: number, high: number) => `${formatPercent(low)} to ${formatPercent(high)}`,
    stage: 'Calibration',
    after: 'after',
    before: 'before',
    count: 'Answers',
    mean: 'Said, mean',
    share: 'Is so',
    interval: '95% of the time',
    intervalOf: (low: string, high: string) => `${low} to ${high}`,
    sparse: 'few',
  },
};
