/** The labeling session: one photo large, keys for labels. */

import { formatCount, formatFixed } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const session = {
  heading: 'Labeling session',
  intro: 'One photo at a time, a key for each label. Everything you press can be undone.',
  source: 'Which photos',
  sources: {
    selection: 'The selected photos',
    search: 'What the library shows now',
    untagged: 'All untagged photos',
  },
  photos,
  start: 'Start',
  nothingToShow: 'There are no photos here.',
  palette: 'Palette',
  paletteHint: 'Up to 20 labels; the first twenty keys are theirs.',
  paletteEmpty: 'No labels yet. Add the ones you want to give.',
  paletteFull: 'The palette is full: 20 labels have a key.',
  paletteRemove: (label: string) => `Take ${label} off the palette`,
  paletteUp: (label: string) => `Give ${label} the key before`,
  editPalette: 'Change the palette',
  paletteDone: 'Done',
  advances: 'Go on by itself after a label',
  advancesOn: 'Quick where one label per photo is enough. Switch it off to give several.',
  advancesOff: (key: string) => `Give a photo all labels that you see, then press ${key}.`,
  completeExplained: (key: string) =>
    `${key} marks a photo as fully tagged and goes on. What you left out then counts as absent; a model learns from such photos what a label is not.`,
  position: (index: number, count: number) => `${formatCount(index)} of ${formatCount(count)}`,
  progress: 'Place in the session',
  labelsGiven: (count: number) => `${formatCount(count)} ${count === 1 ? 'label' : 'labels'}`,
  photosDone: (count: number) => `${photos(count)} labeled`,
  perMinute: (rate: number | null) => `${rate === null ? '–' : formatFixed(rate, 0)} labels per minute`,
  previous: 'Back',
  next: 'Next',
  nextUntagged: 'Next untagged',
  noMoreUntagged: 'No untagged photo follows in this session.',
  atEnd: 'This was the last photo of the session.',
  atStart: 'This is the first photo of the session.',
  same: 'Same as previous',
  fullyTagged: 'Fully tagged',
  end: 'End session',
  suggestions: 'Suggested by the model',
  acceptAll: 'Accept all',
  noSuggestions: 'Nothing suggested for this photo.',
  keys: 'Keys',
  keyHints: {
    label: 'give a label, or take it back',
    absent: 'with a label’s key: has it not',
    back: 'back',
    complete: 'fully tagged, next photo',
  },
  photoOf: (name: string) => `Photo ${name}`,
  missing: 'The file of this photo is missing; this is its small picture.',
};
