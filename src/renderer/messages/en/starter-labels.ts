/** Before the first tag: what a general-purpose network sees. */

import { formatCount, formatPercent } from '../../format.ts';

const photos = (count: number): string => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const starterLabels = {
  invitation: 'No tags yet? See what a general-purpose network sees …',
  heading: 'What a general-purpose network sees',
  stranger:
    'A stranger’s opinion: this network learned a thousand things from pictures on the internet and knows nothing of yours. It names one thing per photo. Nothing is tagged, and no model learns from it, but what you take over.',
  look: 'Look at my photos',
  again: 'Look again',
  nothing: 'It recognizes nothing in these photos with that certainty.',
  seen: (count: number) => `Looked at ${photos(count)}.`,
  confidence: 'How sure it must be',
  confidenceOf: (percent: string) => `at least ${percent} sure`,
  labels: 'Labels to take over',
  photos,
  accept: (photoCount: number, labels: number) =>
    labels === 0
      ? 'Choose labels to take over'
      : `Tag ${photos(photoCount)} with ${formatCount(labels)} ${labels === 1 ? 'label' : 'labels'}`,
  accepted: (count: number) => `${photos(count)} tagged.`,
  undo: 'Undo',
  close: 'Close',
  show: 'Show',
  showLabel: (label: string) => `Show “${label}” in the library`,
  reviewThese: 'Review',
  reviewLabel: (label: string) => `Review “${label}” photo by photo`,
  review: {
    badge: 'ImageNet says so – not your model',
    scoreLine: (score: number, word: string, confidence: number) =>
      `ImageNet is ${formatPercent(score)} sure of “${word}”; asked from ${formatPercent(confidence)} on`,
    word: 'It says',
    label: 'Label it stands for',
    tagAs: 'tag as',
    newLabel: (label: string) => `${label} (new label)`,
    overview: 'All it sees …',
    notLookedTitle: 'ImageNet has not looked at these photos yet',
    toLook: 'Let it look …',
    doneForWord: (word: string) => `You have answered every photo it takes for “${word}”.`,
    nextWord: (word: string, count: number) => `Go on with “${word}” (${formatCount(count)})`,
    about: 'A stranger’s opinion',
    how: 'This network was trained on ImageNet, a million pictures of other people’s, and has learned nothing from yours. Its opinions are asked about apart from those of your model, and none of them is learned from: only your answers become annotations.',
    answered: (accepted: number, rejected: number) =>
      `In this review: ${formatCount(accepted)} accepted, ${formatCount(rejected)} rejected`,
    acceptAll: (count: number) => `Say yes to all ${formatCount(count)} open`,
    acceptedAll: (label: string, count: number) => `${label}: ${photos(count)} accepted.`,
  },
};
