/** Thresholds as `--json` prints them: a note is its sentence, and what the sentence says as a code with values. */

import type { Model } from '../shared/model.ts';
import type { Sentence, SentenceValue } from '../shared/sentences/sentence.ts';
import type { LabelThreshold } from '../shared/threshold.ts';

export interface ThresholdDocument extends Omit<LabelThreshold, 'note'> {
  note: string | null;
  /** null without a note, and for one that an earlier Tagwright left */
  noteCode: string | null;
  noteValues: Readonly<Record<string, SentenceValue>> | null;
}

/** One label's thresholds. */
export function thresholdDocument({ note, ...threshold }: LabelThreshold): ThresholdDocument {
  return { ...threshold, note: note?.english ?? null, ...codeOf(note) };
}

/** A model, its thresholds included. */
export function modelDocument(model: Model): Omit<Model, 'thresholds'> & { thresholds: ThresholdDocument[] } {
  return { ...model, thresholds: model.thresholds.map(thresholdDocument) };
}

function codeOf(note: Sentence | null): Pick<ThresholdDocument, 'noteCode' | 'noteValues'> {
  if (note?.key === undefined) return { noteCode: null, noteValues: null };
  return { noteCode: note.key.slice(note.key.indexOf('.') + 1), noteValues: note.values ?? {} };
}
