/** Changes of tags by a person: applied to many photos at once, undone and redone without limit, across restarts. */

import type { LabelId, PhotoId, Probability } from './ids.ts';
import type { AnnotationValue } from './label.ts';

/** How often each label is present, absent and unknown among some photos: what tri-state chips show. */
export interface LabelTally {
  labelId: LabelId;
  present: number;
  absent: number;
  unknown: number;
}

export interface SelectionTally {
  photos: number;
  fullyTagged: number;
  /** labels that are present or absent somewhere among them */
  labels: LabelTally[];
}

/** One change a person makes. */
export type TagChange =
  | { kind: 'set'; photoIds: PhotoId[]; labelId: LabelId; value: AnnotationValue | 'unknown' }
  | { kind: 'fully-tagged'; photoIds: PhotoId[]; isFullyTagged: boolean }
  /** the photos get the same present and absent labels as `from`, beside their own */
  | { kind: 'same-as'; photoIds: PhotoId[]; from: PhotoId }
  /** what is known of the label on this photo is right, and needs not be asked about again */
  | { kind: 'confirm'; photoId: PhotoId; labelId: LabelId }
  /**
   * nobody knows whether the photo has the label; a fully tagged photo is no longer, and what else was absent by that is
   * said to be
   */
  | { kind: 'unsure'; photoId: PhotoId; labelId: LabelId }
  /** accept (present) or reject (absent) suggestions of the active model; keeps model and score */
  | { kind: 'answer'; answers: SuggestionAnswer[] };

export interface SuggestionAnswer {
  photoId: PhotoId;
  labelId: LabelId;
  value: AnnotationValue;
  score: Probability;
}

/** A label that an auto-tag run gave to some of the selected photos, or that the active model suggests for them. */
export interface SelectionSuggestion {
  labelId: LabelId;
  /** selected photos that it was given to or is suggested for, and that nobody has answered it for */
  photos: number;
  /** of them, those that a run gave it to; 0 for selections too large to be looked through */
  applied: number;
  /** mean score of those photos */
  score: Probability;
}

/** What Ctrl+Z and Ctrl+Shift+Z would do now. */
export interface EditState {
  /** a few words of the newest edit, "beach on 12 photos"; null when there is none */
  undo: string | null;
  redo: string | null;
  /** the same, to be said in any language */
  undoes: EditSummary | null;
  redoes: EditSummary | null;
}

/** What the journal calls an edit; "unsure" is there as a label that was set to unknown. */
export type EditKind = Exclude<TagChange['kind'], 'unsure'>;

/** One edit in the journal. */
export interface EditSummary {
  kind: EditKind;
  /** null for several labels, or for one that was deleted */
  label: string | null;
  /** of the label; present for "fully tagged", absent for "not fully tagged"; null where there is no one value */
  value: AnnotationValue | 'unknown' | null;
  /** how many it changed */
  photos: number;
}
