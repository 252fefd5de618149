/** The part of the journal of edits that is about labels: one that an edit added goes, and comes back, with it. */

import type { LabelId } from '../../shared/ids.ts';
import type { EditId } from './edit-store.ts';
import type { LibraryDatabase } from './library-database.ts';

const UNUSED = `NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.label_id = label.id)
  AND NOT EXISTS (SELECT 1 FROM confirmation WHERE confirmation.label_id = label.id)
  AND NOT EXISTS (SELECT 1 FROM prediction WHERE prediction.label_id = label.id)
  AND NOT EXISTS (SELECT 1 FROM model_label WHERE model_label.label_id = label.id)
  AND NOT EXISTS (SELECT 1 FROM label AS child WHERE child.parent_id = label.id)`;

/** Reads and writes the columns `created_by_edit` and `is_withdrawn` of the table `label`. */
export function createLabelJournal(db: LibraryDatabase) {
  const record = db.prepare<[EditId, LabelId]>('UPDATE label SET created_by_edit = ? WHERE id = ?');
  const discard = db.prepare<[EditId]>(`DELETE FROM label WHERE created_by_edit = ? AND ${UNUSED}`);
  const withdraw = db.prepare<[EditId]>(
    `UPDATE label SET is_withdrawn = 1 WHERE created_by_edit = ? AND ${UNUSED}`,
  );
  const bringBack = db.prepare<[EditId]>('UPDATE label SET is_withdrawn = 0 WHERE created_by_edit = ?');
  const keepUsed = db.prepare(`UPDATE label SET is_withdrawn = 0 WHERE is_withdrawn = 1 AND NOT (${UNUSED})`);
  const dropWithdrawn = db.prepare('DELETE FROM label WHERE is_withdrawn = 1');

  return {
    /** Notes that the edit added the label. */
    record(editId: EditId, labelId: LabelId): void {
      record.run(editId, labelId);
    },

    /** Deletes what an edit added that changes nothing. */
    discard(editId: EditId): void {
      discard.run(editId);
    },

    /**
     * Takes away the labels that the edit added where nothing else uses them, after what it wrote was taken back. Their
     * rows stay, because edits that can be made again point to them.
     */
    withdraw(editId: EditId): void {
      withdraw.run(editId);
    },

    /** Brings back what was withdrawn, before the edit is written again. */
    bringBack(editId: EditId): void {
      bringBack.run(editId);
    },

    /** Deletes what is withdrawn for good, when nothing can be made again any more. */
    forgetWithdrawn(): void {
      keepUsed.run();
      dropWithdrawn.run();
    },
  };
}
