/** What the active model suggests for one photo, and nobody has answered yet. */

import type { LabelScore, PhotoDetails } from '../shared/photo-set.ts';

/** Applied or suggested by the model, not answered by a person; most likely first. */
export function openSuggestions(details: PhotoDetails): LabelScore[] {
  if (details.isFullyTagged) return [];
  const answered = details.annotations.map((annotation) => annotation.labelId);
  return details.scores.filter(({ labelId, decision }) => decision !== 'none' && !answered.includes(labelId));
}
