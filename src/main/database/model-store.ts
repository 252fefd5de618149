/** Models: settings, measures, and per output position a label with its thresholds. */

import { AppError } from '../../shared/errors.ts';
import type { LabelId, ModelId } from '../../shared/ids.ts';
import type { EpochRecord, Model, ModelSummary } from '../../shared/model.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { say } from '../../shared/sentences/say.ts';
import { labelNameKey } from './label-name.ts';
import type { LibraryDatabase } from './library-database.ts';
import {
  thresholdValues,
  toSummary,
  toThreshold,
  type ModelLabelRow,
  type ModelRow,
  type ThresholdValues,
} from './model-rows.ts';
import { inTransaction } from './transaction.ts';

/** `labels` in the order of the head's outputs; `thresholds` has one entry per label, in any order. */
export type NewModel = Omit<Model, 'id' | 'isActive' | 'followsId'>;

/** Reads and writes the tables `model` and `model_label`. */
export function createModelStore(db: LibraryDatabase) {
  const insertModel = db
    .prepare<unknown[], ModelId>(
      `INSERT INTO model (created_at, folder, settings, backend, data_fingerprint, train_photos, validation_photos,
         test_photos, training_seconds, best_epoch, epochs, validation, follows_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .pluck();
  const insertLabel = db.prepare<[ModelId, number, string, string, ...ThresholdValues]>(
    `INSERT INTO model_label
       (model_id, position, label_id, name, apply, suggest, source, objective, operating_point, note)
     VALUES (?, ?, (SELECT id FROM label WHERE name_key = ?), ?, ?, ?, ?, ?, ?, ?)`,
  );
  const every = db.prepare<[], ModelRow>('SELECT * FROM model ORDER BY id DESC');
  const byId = db.prepare<[ModelId], ModelRow>('SELECT * FROM model WHERE id = ?');
  const activeRow = db.prepare<[], ModelRow>('SELECT * FROM model WHERE is_active = 1');
  const labelsOf = db.prepare<[ModelId], ModelLabelRow>(
    'SELECT * FROM model_label WHERE model_id = ? ORDER BY position',
  );
  const deactivate = db.prepare('UPDATE model SET is_active = 0 WHERE is_active = 1');
  const setActive = db.prepare<[ModelId]>('UPDATE model SET is_active = 1 WHERE id = ?');
  const drop = db.prepare<[ModelId]>('DELETE FROM model WHERE id = ?');
  const updateThreshold = db.prepare<[...ThresholdValues, ModelId, number]>(
    `UPDATE model_label SET apply = ?, suggest = ?, source = ?, objective = ?, operating_point = ?, note = ?
     WHERE model_id = ? AND position = ?`,
  );

  function existing(id: ModelId): ModelRow {
    const row = byId.get(id);
    if (row === undefined) throw new AppError('not-found', say('models.noSuchModel', { id }));
    return row;
  }

  const summaryOf = (row: ModelRow): ModelSummary =>
    toSummary(
      row,
      labelsOf.all(row.id).map((label) => label.name),
    );

  function get(id: ModelId): Model {
    const row = existing(id);
    return {
      ...summaryOf(row),
      epochs: JSON.parse(row.epochs) as EpochRecord[],
      bestEpoch: row.best_epoch,
      thresholds: labelsOf.all(id).map(toThreshold),
    };
  }

  /** Of two positions with one name, one lost its label: the other is meant. */
  function positionOf(labels: readonly ModelLabelRow[], name: string): number | undefined {
    const key = labelNameKey(name);
    const named = labels.filter((label) => labelNameKey(label.name) === key);
    return (named.find((label) => label.label_id !== null) ?? named[0])?.position;
  }

  function setThresholds(modelId: ModelId, thresholds: readonly LabelThreshold[]): void {
    existing(modelId);
    inTransaction(db, () => {
      const labels = labelsOf.all(modelId);
      for (const threshold of thresholds) {
        const position = positionOf(labels, threshold.label);
        if (position === undefined)
          throw new AppError(
            'not-found',
            say('models.modelKnowsNoLabel', { id: modelId, name: threshold.label }),
          );
        updateThreshold.run(...thresholdValues(threshold), modelId, position);
      }
    });
  }

  return {
    /**
     * Adds a model, not active. Labels of the library are found by their names.
     *
     * folder   where the head's files are; kept as given: relative to the library, so that it can be moved
     * followsId  the model that this one is the follow-up of
     * throws   AppError 'invalid-input' when a label has no threshold or appears twice
     */
    insert(model: NewModel, folder: string, followsId: ModelId | null = null): ModelId {
      const thresholdOf = new Map(model.thresholds.map((each) => [labelNameKey(each.label), each]));
      if (new Set(model.labels.map(labelNameKey)).size !== model.labels.length)
        throw new AppError('invalid-input', say('models.sameLabelTwice'));
      return inTransaction(db, () => {
        const { train, validation, test } = model.photoCounts;
        const id = insertModel.get(
          model.createdAt,
          folder,
          JSON.stringify(model.settings),
          model.backend,
          model.dataFingerprint,
          train,
          validation,
          test,
          model.trainingSeconds,
          model.bestEpoch,
          JSON.stringify(model.epochs),
          model.validation === null ? null : JSON.stringify(model.validation),
          followsId,
        )!;
        for (const [position, name] of model.labels.entries()) {
          const threshold = thresholdOf.get(labelNameKey(name));
          if (threshold === undefined)
            throw new AppError('invalid-input', say('models.labelWithoutThreshold', { name }));
          insertLabel.run(id, position, labelNameKey(name), name, ...thresholdValues(threshold));
        }
        return id;
      });
    },

    /** Newest first. */
    list(): ModelSummary[] {
      return every.all().map(summaryOf);
    },

    /** Thresholds in the order of the labels. Throws AppError 'not-found'. */
    get,

    /** The one model that auto-tag uses; null before the first training. */
    active(): Model | null {
      const row = activeRow.get();
      return row ? get(row.id) : null;
    },

    /** Throws AppError 'not-found'. */
    activate(id: ModelId): void {
      existing(id);
      inTransaction(db, () => {
        deactivate.run();
        setActive.run(id);
      });
    },

    /** The caller removes the folder. Runs and accepted suggestions stay, without their model. Throws 'not-found'. */
    remove(id: ModelId): void {
      existing(id);
      drop.run(id);
    },

    /** Throws AppError 'not-found' for a model or label that is not there; then nothing is changed. */
    setThresholds,

    /** The same for one label. */
    setThreshold(modelId: ModelId, threshold: LabelThreshold): void {
      setThresholds(modelId, [threshold]);
    },

    /** By position of the head's outputs; null where the label was deleted. Throws AppError 'not-found'. */
    labelIdsOf(modelId: ModelId): (LabelId | null)[] {
      existing(modelId);
      return labelsOf.all(modelId).map((label) => label.label_id);
    },

    /** As given to insert. Throws AppError 'not-found'. */
    folderOf(modelId: ModelId): string {
      return existing(modelId).folder;
    },
  };
}

export type ModelStore = ReturnType<typeof createModelStore>;
