/** Tags of the selected photos: the panel beside the grid and the photo. */

import type { EditSummary } from '../../../shared/edits.ts';
import { formatCount } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const tagging = {
  panel: 'Tags',
  heading: (count: number) => photos(count),
  nothingSelected: 'Select photos to tag them.',
  nothingSelectedHow: 'Click one, or press Ctrl+A for all.',
  noLabels: 'No tags yet. Type one above, or press its key.',
  states: { present: 'has it', absent: 'has it not', unknown: 'unknown', mixed: 'differs' },
  someOf: (count: number, total: number) => `${formatCount(count)} of ${formatCount(total)}`,
  chip: (label: string, state: string) => `${label}: ${state}`,
  chipHint: 'Click to go on: has it, has it not, unknown',
  remove: (label: string) => `Take ${label} back to unknown`,
  add: 'Add a label',
  addPlaceholder: 'Add a label …',
  create: (name: string) => `New label “${name}”`,
  keyHint: (key: string) => `Key ${key}`,
  suggestions: 'Suggested by the model',
  applied: 'Given by auto-tag',
  accept: (label: string) => `Accept ${label}`,
  reject: (label: string) => `Reject ${label}`,
  acceptAll: 'Accept all',
  acceptFor: (label: string, count: number) => `Accept ${label} for ${photos(count)}`,
  rejectFor: (label: string, count: number) => `Reject ${label} for ${photos(count)}`,
  quick: 'Keys of labels',
  fullyTagged: 'Fully tagged',
  fullyTaggedHint: 'Everything not said counts as absent when a model learns.',
  fullyTaggedSome: (count: number, total: number) =>
    `Fully tagged: ${formatCount(count)} of ${formatCount(total)}`,
  sameAsPrevious: 'Same as the photo before',
  noPrevious: 'There is no photo before this one to take labels from.',
  undo: 'Undo',
  redo: 'Redo',
  undoOf: (what: string) => `Undo: ${what}`,
  redoOf: (what: string) => `Redo: ${what}`,
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Done again: ${what}`,
  changed: (what: string) => what,
  edit: ({ kind, label, value, photos: count }: EditSummary): string => {
    const name = label ?? 'several labels';
    const where = photos(count);
    if (kind === 'fully-tagged')
      return value === 'present' ? `fully tagged, ${where}` : `not fully tagged, ${where}`;
    if (kind === 'same-as') return `same labels, ${where}`;
    if (kind === 'confirm') return `${name} confirmed, ${where}`;
    if (kind === 'answer')
      return value === 'absent'
        ? `${name} rejected, ${where}`
        : value === 'present'
          ? `${name} accepted, ${where}`
          : `suggestions answered, ${where}`;
    if (value === 'present') return `+ ${name}, ${where}`;
    return value === 'absent' ? `− ${name}, ${where}` : `? ${name}, ${where}`;
  },
};
