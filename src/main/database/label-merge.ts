import type { LabelId } from '../../shared/ids.ts';
import type { LibraryDatabase } from './library-database.ts';

/**
 * Prepares the move of everything that points to one label over to another; the first is deleted afterwards, which
 * takes what could not be moved.
 *
 * returns  a function for use inside a transaction: from, into, and into's name
 */
export function createLabelMerge(db: LibraryDatabase) {
  const moveAnnotations = db.prepare<[LabelId, LabelId]>(
    `INSERT INTO annotation (photo_id, label_id, value, source, model_id, score, at)
     SELECT photo_id, ?, value, source, model_id, score, at FROM annotation WHERE label_id = ?
     ON CONFLICT (photo_id, label_id) DO UPDATE SET value = excluded.value, source = excluded.source,
       model_id = excluded.model_id, score = excluded.score, at = excluded.at
     WHERE annotation.value = 'absent' AND excluded.value = 'present'`,
  );
  // After the annotations: a confirmation goes along where the merged label still says what was confirmed.
  const moveConfirmations = db.prepare<[{ from: LabelId; into: LabelId }]>(
    `INSERT INTO confirmation (photo_id, label_id, value, at)
     SELECT photo_id, @into, value, at FROM confirmation AS confirmed WHERE label_id = @from AND NOT EXISTS
       (SELECT 1 FROM annotation WHERE annotation.photo_id = confirmed.photo_id AND annotation.label_id = @into
          AND annotation.value <> confirmed.value)
     ON CONFLICT (photo_id, label_id) DO UPDATE SET value = excluded.value, at = excluded.at
     WHERE confirmation.value = 'absent' AND excluded.value = 'present'`,
  );
  const movePredictions = db.prepare<[LabelId, LabelId]>(
    `INSERT INTO prediction (run_id, photo_id, label_id, score, decision)
     SELECT run_id, photo_id, ?, score, decision FROM prediction WHERE label_id = ?
     ON CONFLICT (run_id, photo_id, label_id) DO UPDATE SET score = max(score, excluded.score),
       decision = CASE WHEN 'apply' IN (decision, excluded.decision) THEN 'apply' ELSE 'suggest' END`,
  );
  // a model that knows both keeps the position of `into`; deleting `from` empties the other
  const movePositions = db.prepare<[LabelId, string, LabelId, LabelId]>(
    `UPDATE model_label SET label_id = ?, name = ?
     WHERE label_id = ? AND model_id NOT IN (SELECT model_id FROM model_label WHERE label_id = ?)`,
  );

  return (from: LabelId, into: LabelId, intoName: string): void => {
    moveAnnotations.run(into, from);
    moveConfirmations.run({ from, into });
    movePredictions.run(into, from);
    movePositions.run(into, intoName, from, into);
  };
}
