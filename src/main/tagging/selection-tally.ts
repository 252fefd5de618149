import type { SelectionTally } from '../../shared/edits.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { tallyTags } from '../database/tag-tally.ts';
import type { Library } from '../library/library.ts';

/** How often each label is present, absent and unknown among the photos; each photo counts once. */
export function tallySelection(library: Library, photoIds: readonly PhotoId[]): SelectionTally {
  return tallyTags(library.database, [...new Set(photoIds)]);
}
