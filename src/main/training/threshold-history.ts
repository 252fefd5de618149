/** Takes back changes of thresholds, newest first, while the library is open. */

import type { ModelId } from '../../shared/ids.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';

export interface ThresholdHistory {
  /** before: what was stored for the labels that a change replaced */
  remember(modelId: ModelId, before: LabelThreshold[]): void;
  /** Puts the last change back; returns what is stored then, empty when there is nothing to take back. */
  undo(): LabelThreshold[];
}

const MOST_REMEMBERED = 200;

/** Begins with nothing to take back. */
export function createThresholdHistory(library: Library): ThresholdHistory {
  const changes: { modelId: ModelId; before: LabelThreshold[] }[] = [];
  return {
    remember(modelId, before) {
      changes.push({ modelId, before });
      if (changes.length > MOST_REMEMBERED) changes.shift();
    },
    undo() {
      const activeId = library.models.active()?.id;
      let last = changes.pop();
      // The thresholds of another model are no longer what the person sees.
      while (last && last.modelId !== activeId) last = changes.pop();
      if (!last) return [];
      const { modelId, before } = last;
      inTransaction(library.database, () => library.models.setThresholds(modelId, before));
      return before;
    },
  };
}
