/** What the window keeps of labels it has shown: coming back to one asks nobody. */

import type { LabelThreshold } from '../../shared/threshold.ts';
import type { ThresholdView } from '../../shared/threshold-view.ts';

/** A label's view of 100,000 photos takes about 1 MB. */
const mostKept = 24;

export class ThresholdViews {
  /** those shown last at the end */
  readonly #views = new Map<string, ThresholdView>();

  get(label: string): ThresholdView | undefined {
    return this.#views.get(label);
  }

  /** Keeps a view, and gives up the one that was not shown for longest. */
  put(view: ThresholdView): void {
    const { label } = view.threshold;
    this.#views.delete(label);
    this.#views.set(label, view);
    for (const oldest of this.#views.keys()) if (this.#views.size > mostKept) this.#views.delete(oldest);
  }

  /** Puts other thresholds into the views; what they are measured on stays. */
  update(thresholds: ReadonlyMap<string, LabelThreshold>): void {
    for (const [label, view] of this.#views) {
      const threshold = thresholds.get(label);
      if (threshold) this.#views.set(label, { ...view, threshold });
    }
  }

  forget(label: string): void {
    this.#views.delete(label);
  }

  clear(): void {
    this.#views.clear();
  }
}

/** Finds what belongs to a label; of two for one label the later counts. */
export function byLabel<Each extends { label: string }>(all: readonly Each[]): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.label, each]));
}
