/** What the tri-state chips show of a selection, and how it changes before main has answered. */

import type { LabelTally, SelectionTally, TagChange } from '../shared/edits.ts';
import type { LabelId } from '../shared/ids.ts';
import type { AnnotationValue } from '../shared/label.ts';

export type TagState = AnnotationValue | 'unknown' | 'mixed';

/** What the photos have in common of one label. */
export function stateOf(tally: LabelTally, photos: number): TagState {
  if (photos > 0 && tally.present === photos) return 'present';
  if (photos > 0 && tally.absent === photos) return 'absent';
  return tally.present === 0 && tally.absent === 0 ? 'unknown' : 'mixed';
}

/** What a click makes of it: present, absent, unknown, and round again; a mixed one becomes present for all. */
export function nextValue(state: TagState): AnnotationValue | 'unknown' {
  if (state === 'present') return 'absent';
  return state === 'absent' ? 'unknown' : 'present';
}

/** The tally of one label; all unknown when nothing was said of it. */
export function tallyOf(tally: SelectionTally, labelId: LabelId): LabelTally {
  return (
    tally.labels.find((each) => each.labelId === labelId) ?? {
      labelId,
      present: 0,
      absent: 0,
      unknown: tally.photos,
    }
  );
}

/**
 * The tally as it will be after a change of the whole selection.
 *
 * returns  the same tally for changes whose effect only main knows
 */
export function foresee(tally: SelectionTally, change: TagChange): SelectionTally {
  if (change.kind === 'fully-tagged')
    return { ...tally, fullyTagged: change.isFullyTagged ? tally.photos : 0 };
  if (change.kind === 'answer' && tally.photos === 1)
    return change.answers.reduce((sum, { labelId, value }) => withAll(sum, labelId, value), tally);
  if (change.kind !== 'set') return tally;
  return withAll(tally, change.labelId, change.value);
}

function withAll(
  tally: SelectionTally,
  labelId: LabelId,
  value: AnnotationValue | 'unknown',
): SelectionTally {
  const all: LabelTally = { labelId, present: 0, absent: 0, unknown: 0, [value]: tally.photos };
  const isThere = tally.labels.some((each) => each.labelId === labelId);
  return {
    ...tally,
    labels: isThere
      ? tally.labels.map((each) => (each.labelId === labelId ? all : each))
      : [...tally.labels, all],
  };
}
