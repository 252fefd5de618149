/** Labels, and what happens to everything that points to one when it is renamed, merged or deleted. */

import { AppError } from '../../shared/errors.ts';
import type { LabelId } from '../../shared/ids.ts';
import type { Label, LabelCount } from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import { createLabelCounts } from './label-counts.ts';
import { createLabelMerge } from './label-merge.ts';
import { cleanLabelName, labelNameKey } from './label-name.ts';
import type { LibraryDatabase } from './library-database.ts';
import { inTransaction } from './transaction.ts';

export interface NewLabel {
  name: string;
  parentId?: LabelId | null;
  /** "#rrggbb" */
  color?: string | null;
  /** one character */
  shortcut?: string | null;
}

interface LabelRow {
  id: LabelId;
  name: string;
  parent_id: LabelId | null;
  color: string | null;
  shortcut: string | null;
  /** 1: the edit that added it was taken back; for everybody but that edit it is not there */
  is_withdrawn: 0 | 1;
}

const toLabel = (row: LabelRow): Label => ({
  id: row.id,
  name: row.name,
  parentId: row.parent_id,
  color: row.color,
  shortcut: row.shortcut,
});

/** Reads and writes the table `label`. */
export function createLabelStore(db: LibraryDatabase) {
  const every = db.prepare<[], LabelRow>('SELECT * FROM label WHERE is_withdrawn = 0 ORDER BY name_key');
  const byId = db.prepare<[LabelId], LabelRow>('SELECT * FROM label WHERE id = ? AND is_withdrawn = 0');
  const byKey = db.prepare<[string], LabelRow>('SELECT * FROM label WHERE name_key = ?');
  const byShortcut = db.prepare<[string], LabelRow>('SELECT * FROM label WHERE shortcut = ?');
  const insert = db
    .prepare<[string, string, LabelId | null, string | null, string | null], LabelId>(
      'INSERT INTO label (name, name_key, parent_id, color, shortcut) VALUES (?, ?, ?, ?, ?) RETURNING id',
    )
    .pluck();
  const updateName = db.prepare<[string, string, LabelId]>(
    'UPDATE label SET name = ?, name_key = ?, created_by_edit = NULL WHERE id = ?',
  );
  const updateModels = db.prepare<[string, LabelId]>('UPDATE model_label SET name = ? WHERE label_id = ?');
  const updateParent = db.prepare<[LabelId | null, LabelId]>(
    'UPDATE label SET parent_id = ?, created_by_edit = NULL WHERE id = ?',
  );
  const updateLook = db.prepare<[string | null, string | null, LabelId]>(
    'UPDATE label SET color = ?, shortcut = ?, created_by_edit = NULL WHERE id = ?',
  );
  const takeUp = db.prepare<[string, LabelId | null, string | null, string | null, LabelId]>(
    `UPDATE label SET name = ?, parent_id = ?, color = ?, shortcut = ?, created_by_edit = NULL, is_withdrawn = 0
     WHERE id = ?`,
  );
  const keep = db.prepare<[LabelId]>('UPDATE label SET created_by_edit = NULL WHERE id = ?');
  const adoptChildren = db.prepare<[LabelId | null, LabelId]>(
    'UPDATE label SET parent_id = ? WHERE parent_id = ?',
  );
  const drop = db.prepare<[LabelId]>('DELETE FROM label WHERE id = ?');
  const isAtOrAbove = db
    .prepare<[LabelId, LabelId], 1>(
      `WITH RECURSIVE above (id) AS (
         VALUES (?) UNION SELECT label.parent_id FROM label JOIN above USING (id)
       ) SELECT 1 FROM above WHERE id = ?`,
    )
    .pluck();
  const countAnswers = createLabelCounts(db);
  const mergeInto = createLabelMerge(db);

  function existing(id: LabelId): LabelRow {
    const row = byId.get(id);
    if (row === undefined) throw new AppError('not-found', say('labels.noSuchLabel', { id }));
    return row;
  }

  function checkLook(color: string | null, shortcut: string | null, own: LabelId | null): void {
    if (color !== null && !/^#[0-9a-f]{6}$/i.test(color))
      throw new AppError('invalid-input', say('labels.notAColor', { color }));
    if (shortcut === null) return;
    if ([...shortcut].length !== 1 || /[\p{Cc}\s]/u.test(shortcut))
      throw new AppError('invalid-input', say('labels.notAShortcut', { shortcut }));
    const owner = byShortcut.get(shortcut);
    if (owner !== undefined && owner.id !== own)
      throw new AppError('already-exists', say('labels.shortcutTaken', { shortcut, name: owner.name }));
  }

  function add({ name, parentId = null, color = null, shortcut = null }: NewLabel): LabelId {
    const clean = cleanLabelName(name);
    const key = labelNameKey(clean);
    const taken = byKey.get(key);
    if (taken?.is_withdrawn === 0)
      throw new AppError('already-exists', say('labels.taken', { name: taken.name }));
    if (parentId !== null) existing(parentId);
    checkLook(color, shortcut, null);
    if (taken === undefined) return insert.get(clean, key, parentId, color, shortcut)!;
    takeUp.run(clean, parentId, color, shortcut, taken.id);
    return taken.id;
  }

  return {
    /**
     * All labels by name. absentCount counts fully tagged photos without an annotation of the label, too: there
     * unknown means absent.
     */
    list(): LabelCount[] {
      const countsOf = countAnswers();
      return every.all().map((row) => ({ ...toLabel(row), ...countsOf(row.id) }));
    },

    get(id: LabelId): Label | null {
      const row = byId.get(id);
      return row ? toLabel(row) : null;
    },

    /** Without regard to case; null also for what could not be a name. */
    findByName(name: string): Label | null {
      const row = byKey.get(labelNameKey(name.trim()));
      return row?.is_withdrawn === 0 ? toLabel(row) : null;
    },

    /** Throws AppError 'invalid-input', 'already-exists' (name or shortcut), 'not-found' (parent). */
    add,

    /** The labels of these names, added where missing, in the same order. Call it in a transaction. */
    ensure(names: readonly string[]): LabelId[] {
      return names.map((name) => {
        const known = byKey.get(labelNameKey(cleanLabelName(name)));
        return known?.is_withdrawn === 0 ? known.id : add({ name });
      });
    },

    /** Models follow. Throws AppError 'not-found', 'invalid-input', 'already-exists' (another label's name). */
    rename(id: LabelId, name: string): void {
      const old = existing(id);
      const clean = cleanLabelName(name);
      const key = labelNameKey(clean);
      const taken = byKey.get(key);
      if (taken?.is_withdrawn === 0 && taken.id !== id)
        throw new AppError('already-exists', say('labels.takenSoMerge', { name: taken.name, old: old.name }));
      inTransaction(db, () => {
        if (taken?.is_withdrawn === 1) drop.run(taken.id);
        updateName.run(clean, key, id);
        updateModels.run(clean, id);
      });
    },

    /** Throws AppError 'not-found', 'invalid-input', 'already-exists' (another label's shortcut). */
    setLook(id: LabelId, look: { color: string | null; shortcut: string | null }): void {
      existing(id);
      checkLook(look.color, look.shortcut, id);
      updateLook.run(look.color, look.shortcut, id);
    },

    /** Throws AppError 'not-found', or 'invalid-input' when the label would come to lie below itself. */
    setParent(id: LabelId, parentId: LabelId | null): void {
      const label = existing(id);
      if (parentId !== null) {
        const parent = existing(parentId);
        if (isAtOrAbove.get(parentId, id) !== undefined)
          throw new AppError(
            'invalid-input',
            say('labels.underItself', { name: label.name, parent: parent.name }),
          );
      }
      updateParent.run(parentId, id);
    },

    /**
     * Makes one label of two: `from` goes, its annotations, predictions, children and models' positions become
     * `into`'s. Where a photo has both, present wins over absent; where a model has both, `into`'s position counts.
     * Throws AppError 'not-found', or 'invalid-input' when both are the same.
     */
    merge(from: LabelId, into: LabelId): void {
      const source = existing(from);
      const target = existing(into);
      if (from === into) throw new AppError('invalid-input', say('labels.intoItself', { name: source.name }));
      inTransaction(db, () => {
        // into would follow its own child otherwise
        if (isAtOrAbove.get(into, from) !== undefined) updateParent.run(source.parent_id, into);
        adoptChildren.run(into, from);
        mergeInto(from, into, target.name);
        keep.run(into);
        drop.run(from);
      });
    },

    /** Its annotations and predictions go, its children move up, models keep the position without a label. */
    delete(id: LabelId): void {
      const row = existing(id);
      inTransaction(db, () => {
        adoptChildren.run(row.parent_id, id);
        drop.run(id);
      });
    },
  };
}

export type LabelStore = ReturnType<typeof createLabelStore>;
