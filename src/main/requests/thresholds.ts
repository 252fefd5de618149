import type { Handlers } from '../../shared/contract.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { photosThatChange } from '../../shared/thresholds/standing.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { Library } from '../library/library.ts';
import { activeModel } from '../training/manage-models.ts';
import { createThresholdDesk, type ThresholdDesk } from '../training/threshold-view.ts';
import { createThresholdHistory, type ThresholdHistory } from '../training/threshold-history.ts';
import { setThresholdByHand, tuneModelThresholds } from '../training/tune-thresholds.ts';
import type { DesktopSession } from './desktop-session.ts';

/** The grid looks at these photos one by one; more than that are looked at all anew. */
const MOST_NAMED = 2000;

type ThresholdRequests =
  | 'thresholds.list'
  | 'thresholds.reach'
  | 'thresholds.view'
  | 'thresholds.set'
  | 'thresholds.tune'
  | 'thresholds.undo';

/** Answers to what is asked about thresholds. */
export function thresholdHandlers(session: DesktopSession): Pick<Handlers, ThresholdRequests> {
  const open = new WeakMap<Library, { desk: ThresholdDesk; history: ThresholdHistory }>();
  const shown = () => {
    const { library } = session.app();
    let parts = open.get(library);
    if (!parts) {
      parts = { desk: createThresholdDesk(library), history: createThresholdHistory(library) };
      open.set(library, parts);
    }
    return { library, ...parts };
  };
  const announce = (photoIds: number[] | null): void => {
    if (photoIds?.length === 0) return;
    const named = photoIds === null || photoIds.length > MOST_NAMED ? null : (photoIds as PhotoId[]);
    session.emit('photos.changed', { photoIds: named });
  };

  return {
    'thresholds.list': () => shown().library.models.active()?.thresholds ?? [],
    'thresholds.reach': () => (shown().library.models.active() === null ? [] : shown().desk.reach()),
    'thresholds.view': (label) => shown().desk.view(label),
    'thresholds.set': async ({ label, apply, suggest }): Promise<LabelThreshold> => {
      const { library, desk, history } = shown();
      const view = await desk.view(label);
      const threshold = await setThresholdByHand(library, label, apply, suggest);
      history.remember(activeModel(library).id, [view.threshold]);
      announce(photosThatChange(view, view.threshold, threshold));
      return threshold;
    },
    'thresholds.tune': async (input) => {
      const { library, history } = shown();
      const before = activeModel(library);
      const tuned = await tuneModelThresholds(library, input);
      const names = new Set(tuned.map(({ label }) => label));
      history.remember(
        before.id,
        before.thresholds.filter(({ label }) => names.has(label)),
      );
      announce(null);
      return tuned;
    },
    'thresholds.undo': () => {
      const restored = shown().history.undo();
      if (restored.length > 0) announce(null);
      return restored;
    },
  };
}
