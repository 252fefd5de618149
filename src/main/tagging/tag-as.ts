/** Gives photos one label, by its name, as one step that can be undone. */

import type { PhotoId } from '../../shared/ids.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { changeTags } from './change-tags.ts';

export interface TagAsReport {
  /** as the library has it */
  label: string;
  isNewLabel: boolean;
  /** photos that did not have the label before */
  changed: PhotoId[];
}

/** Says of photos that they have the label, which is added when the library lacks it. Throws AppError 'invalid-input'. */
export function tagAs(library: Library, photoIds: readonly PhotoId[], name: string): TagAsReport {
  return inTransaction(library.database, () => {
    const known = library.labels.findByName(name);
    const labelId = known?.id ?? library.labels.add({ name });
    const changed = changeTags(library, { kind: 'set', photoIds: [...photoIds], labelId, value: 'present' });
    return { label: library.labels.get(labelId)!.name, isNewLabel: known === null, changed };
  });
}
