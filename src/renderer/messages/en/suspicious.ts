/** Review: annotations that are probably wrong. */

import { formatCount, formatPercent } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const suspicious = {
  modes: {
    label: 'What to review',
    suggestions: 'Suggestions',
    suspicious: 'Suspicious labels',
    starter: 'ImageNet says',
  },
  open: (count: number) => `${formatCount(count)} to look at`,
  question: {
    present: (label: string) => `Tagged “${label}”. Is that right?`,
    absent: (label: string) => `Not tagged “${label}”. Is that right?`,
  },
  scoreLine: (probability: number, apply: number) =>
    `Without having learned from this photo, the model says ${formatPercent(probability)}; it tags from ${formatPercent(apply)} on`,
  likelyWrong: 'Likely wrong',
  right: 'Yes, right',
  wrong: { present: 'No, take it away', absent: 'No, add it' },
  unsure: 'Not sure',
  undo: 'Undo',
  next: 'Looked at next',
  said: {
    right: 'Confirmed.',
    wrong: {
      present: (label: string) => `${label} taken away.`,
      absent: (label: string) => `${label} added.`,
    },
    unsure: 'Unknown now.',
    skipped: 'Skipped.',
    undone: 'Back again.',
  },
  about: {
    heading: 'A second look',
    likelyWrong: (count: number): string => (count === 1 ? 'is likely wrong' : 'are likely wrong'),
    how: (count: number) =>
      `Everything known of ${photos(count)} was compared with what the model says without having learned from the photo in question.`,
    done: 'In this review',
    fixed: (count: number) => `${formatCount(count)} corrected`,
    confirmed: (count: number) => `${formatCount(count)} confirmed: not asked about again`,
    unsure: (count: number) => `${formatCount(count)} unknown now`,
  },
  empty: {
    title: 'Nothing looks wrong',
    words: 'What is known of the photos and what the model says agree, or you have confirmed it.',
    forLabel: (label: string) => `Nothing of “${label}” looks wrong.`,
    skippedLeft: (count: number) =>
      `${formatCount(count)} skipped ${count === 1 ? 'one is' : 'ones are'} left.`,
    askSkipped: 'Ask them again',
    allLabels: 'Show all labels',
    loading: 'Comparing what is known with what the model says …',
  },
};
