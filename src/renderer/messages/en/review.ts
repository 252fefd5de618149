/** Review: questions about suggestions, one at a time or many at once. */

import { formatCount, formatPercent } from '../../format.ts';

const answers = (count: number) => `${formatCount(count)} ${count === 1 ? 'answer' : 'answers'}`;
const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const review = {
  heading: 'Review',
  open: (count: number) => `${formatCount(count)} open`,
  label: 'Label',
  allLabels: 'All labels',
  labelWithCount: (label: string, open: number) => `${label} (${formatCount(open)})`,
  order: 'Order',
  orders: {
    teaches: 'Teaches most',
    uncertain: 'Most uncertain first',
    rare: 'Rare labels first',
    confident: 'Surest first',
  },
  orderHints: {
    teaches:
      'Photos the model is unsure about and that are unlike those it knows, all questions of a photo together.',
    uncertain: 'What lies nearest to a label’s threshold comes first.',
    rare: 'Labels with the fewest examples come first, and of each its likeliest photos.',
    confident: 'What the model is surest of comes first.',
  },
  question: (label: string) => `Is this “${label}”?`,
  photo: 'Photo in question',
  scoreLine: (score: number, apply: number) =>
    `The model says ${formatPercent(score)}; it tags from ${formatPercent(apply)} on`,
  scoreBar: 'Score and threshold',
  yes: 'Yes',
  no: 'No',
  skip: 'Skip',
  undo: 'Undo',
  next: 'Next questions',
  answeredYes: (label: string) => `Yes, ${label}.`,
  answeredNo: (label: string) => `Not ${label}.`,
  skipped: 'Skipped.',
  undone: 'Back again.',
  effect: {
    heading: 'What this teaches',
    newAnswers: (count: number) => `${answers(count)} since the last training`,
    newAnswersOne: 'new answer since the last training',
    newAnswersMany: 'new answers since the last training',
    gains: 'Answered in this review',
    gain: (label: string, examples: number, counterexamples: number) => {
      const gained = [
        examples > 0 ? `${formatCount(examples)} ${examples === 1 ? 'example' : 'examples'}` : '',
        counterexamples > 0
          ? `${formatCount(counterexamples)} ${counterexamples === 1 ? 'counterexample' : 'counterexamples'}`
          : '',
      ];
      return `${label} gains ${gained.filter(Boolean).join(' and ')}`;
    },
    noGains: 'Your answers become examples at the next training.',
    train: 'Train again',
  },
  along: {
    heading: 'Learning along',
    toggle: 'Learn from my answers by itself',
    how: (answers: number) =>
      `After every ${formatCount(answers)} answers a new model learns from them, and the questions follow.`,
    fineTuned: 'A fine-tuned model takes too long to learn along. Train again to learn from your answers.',
    learning: 'Learning from your answers …',
    follows: (id: number, first: number) =>
      `Asked by model ${formatCount(id)}, which learned along after model ${formatCount(first)}.`,
    back: (first: number) => `Back to model ${formatCount(first)}`,
  },
  bulk: {
    open: 'Answer many …',
    title: (label: string) => `Answer many for “${label}”`,
    description: 'Says yes from a score on, or no below it, to every open suggestion.',
    answer: 'Answer',
    choices: { present: 'Accept from a score on', absent: 'Reject below a score' },
    sliders: { present: 'From this score on', absent: 'Below this score' },
    count: (count: number, total: number) =>
      `${formatCount(count)} of ${formatCount(total)} open suggestions`,
    nearest: { present: 'The least sure among them', absent: 'The likeliest among them' },
    none: {
      present: 'No open suggestion reaches this score.',
      absent: 'No open suggestion is below this score.',
    },
    confirm: {
      present: (count: number, score: number) =>
        `Accept all ${formatCount(count)} from ${formatPercent(score)} on`,
      absent: (count: number, score: number) =>
        `Reject all ${formatCount(count)} below ${formatPercent(score)}`,
    },
    cancel: 'Cancel',
    done: {
      present: (label: string, count: number) => `“${label}” accepted on ${photos(count)}`,
      absent: (label: string, count: number) => `“${label}” rejected on ${photos(count)}`,
    },
    thumbnail: (score: number) => `Photo with a score of ${formatPercent(score, 1)}`,
  },
  empty: {
    noModelTitle: 'Nothing to review yet',
    noModel: 'Once a model is trained, its suggestions are asked about here, the most useful ones first.',
    toTrain: 'Train a model',
    doneTitle: 'All questions are answered',
    done: 'No suggestion of the model is left open. Train again to learn from your answers.',
    doneForLabel: (label: string) => `No suggestion for “${label}” is left open.`,
    allLabels: 'Show all labels',
    skippedLeft: (count: number) =>
      `${formatCount(count)} skipped ${count === 1 ? 'question is' : 'questions are'} left.`,
    askSkipped: 'Ask them again',
    loading: 'Looking for the most useful questions …',
  },
};
