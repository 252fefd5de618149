/** Before the first tag: what a general-purpose network sees. */

import { formatCount } from '../../format.ts';

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
};
