/** The threshold view: the labels of the active model, the chosen one, and its two handles while they are moved. */

import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { LabelThreshold, ThresholdObjective } from '../../shared/threshold.ts';
import type { LabelReach, ThresholdView } from '../../shared/threshold-view.ts';
import { moveHandle, type ThresholdHandle } from '../../shared/thresholds/move-thresholds.ts';
import { precisionRecallCurve } from '../../shared/thresholds/precision-recall-curve.ts';
import { standingAt, type ThresholdPair } from '../../shared/thresholds/standing.ts';
import type { Api } from '../api.ts';
import { byLabel, ThresholdViews } from './threshold-views.ts';

const mostCurvePoints = 240;
/** changes of tags often come in series */
const settleMs = 400;

export class Thresholds {
  /** null until it was read; empty without a model */
  list = $state.raw<LabelThreshold[] | null>(null);
  reach = $state.raw<ReadonlyMap<string, LabelReach>>(byLabel([]));
  label = $state.raw<string | null>(null);
  view = $state.raw<ThresholdView | null>(null);
  /** where the handles are now, saved or not */
  pair = $state.raw<ThresholdPair>({ apply: 0.5, suggest: 0.25 });
  failure = $state.raw<FailureData | null>(null);
  isTuning = $state(false);
  /** changes that undo would take back */
  changes = $state(0);

  standing = $derived(this.view && standingAt(this.view, this.pair));
  savedStanding = $derived(this.view && standingAt(this.view, this.view.threshold));
  curve = $derived(
    this.view
      ? precisionRecallCurve(this.view.heldOutPositives, this.view.heldOutNegatives, mostCurvePoints)
      : [],
  );
  isSaved = $derived(
    this.view === null ||
      (this.pair.apply === this.view.threshold.apply && this.pair.suggest === this.view.threshold.suggest),
  );

  readonly #api: Api;
  readonly #onsaved: (threshold: LabelThreshold) => void;
  readonly #views = new ThresholdViews();
  /** own changes under way: what main announces of them is known here already */
  #ownChanges = 0;
  /** of moves and own changes: what main said of the time before the latest is out of date */
  #version = 0;
  /** the handles when the present move began */
  #start: ThresholdPair | null = null;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, onsaved: (threshold: LabelThreshold) => void) {
    this.#api = api;
    this.#onsaved = onsaved;
  }

  /** Reads the list and follows changes of tags and scores; returns what stops following. */
  follow(): () => void {
    const stop = this.#api.on('photos.changed', () => {
      if (this.#ownChanges === 0) this.#reloadLater();
    });
    return () => {
      clearTimeout(this.#settling);
      stop();
    };
  }

  /** Reads everything anew: another model or library is shown. wanted: the label to begin with, when there is one. */
  async load(wanted: string | null = this.label): Promise<void> {
    await this.#guard(async () => {
      this.#views.clear();
      const list = await this.#api.call('thresholds.list');
      this.list = list.toSorted((a, b) => a.label.localeCompare(b.label));
      const first = this.list.find(({ label }) => label === wanted) ?? this.list[0];
      this.label = first?.label ?? null;
      if (first) await Promise.all([this.#show(first.label), this.#loadReach()]);
      else this.view = null;
    });
  }

  /** Shows a label; a move that was not saved yet is saved first. */
  async choose(label: string): Promise<void> {
    if (label === this.label) return;
    void this.save();
    this.label = label;
    await this.#show(label);
  }

  /** Moves a handle; nothing is saved yet. */
  move(handle: ThresholdHandle, value: number): void {
    this.#version += 1;
    this.#start ??= this.pair;
    this.pair = moveHandle(this.#start, handle, value);
  }

  /** Ends a move without saving. */
  takeBack(): void {
    this.#start = null;
    if (this.view) this.pair = pairOf(this.view.threshold);
  }

  /** Ends a move and stores where the handles are. */
  async save(): Promise<void> {
    this.#start = null;
    const { view, pair } = this;
    if (!view || this.isSaved) return;
    const standing = standingAt(view, pair);
    const { label } = view.threshold;
    // Shown as saved at once, so that letting go twice does not save twice.
    this.#take([{ ...view.threshold, ...pair, source: 'manual', note: null }]);
    await this.#change(async () => {
      try {
        const threshold = await this.#api.call('thresholds.set', { label, ...pair });
        this.changes += 1;
        this.#take([threshold]);
        this.reach = byLabel([...this.reach.values(), { label, ...standing }]);
        this.#onsaved(threshold);
      } catch (error) {
        this.#take([view.threshold]);
        this.takeBack();
        throw error;
      }
    });
  }

  /** Chooses thresholds by a goal. label: null for all. Returns what was set; empty when it failed. */
  async tune(objective: ThresholdObjective, label: string | null): Promise<LabelThreshold[]> {
    await this.save();
    let tuned: LabelThreshold[] = [];
    this.isTuning = true;
    await this.#change(async () => {
      tuned = await this.#api.call('thresholds.tune', { objective, labels: label === null ? [] : [label] });
      this.changes += 1;
      await this.#replace(tuned);
    });
    this.isTuning = false;
    return tuned;
  }

  /** Takes the last change back; false when there is none. */
  async undo(): Promise<boolean> {
    if (!this.isSaved) {
      this.takeBack();
      return true;
    }
    let restored: LabelThreshold[] = [];
    await this.#change(async () => {
      restored = await this.#api.call('thresholds.undo');
      this.changes = restored.length === 0 ? 0 : Math.max(0, this.changes - 1);
      await this.#replace(restored);
    });
    const only = restored.length === 1 ? restored[0] : undefined;
    if (only) await this.choose(only.label);
    return restored.length > 0;
  }

  /** Thresholds that main chose: which held-out photos they rest on may be others now. */
  async #replace(thresholds: LabelThreshold[]): Promise<void> {
    for (const { label } of thresholds) this.#views.forget(label);
    this.#take(thresholds);
    if (this.label !== null && thresholds.some(({ label }) => label === this.label))
      await this.#show(this.label);
    await this.#loadReach();
  }

  #take(thresholds: LabelThreshold[]): void {
    const changed = byLabel(thresholds);
    this.list = (this.list ?? []).map((old) => changed.get(old.label) ?? old);
    this.#views.update(changed);
    const shown = this.view && changed.get(this.view.threshold.label);
    if (this.view && shown) this.view = { ...this.view, threshold: shown };
  }

  async #show(label: string): Promise<void> {
    await this.#guard(async () => {
      const version = this.#version;
      const view = this.#views.get(label) ?? (await this.#api.call('thresholds.view', label));
      if (version !== this.#version && this.view?.threshold.label === label) return this.#reloadLater();
      this.#views.put(view);
      if (label !== this.label) return;
      this.#start = null;
      this.view = view;
      this.pair = pairOf(view.threshold);
      this.failure = null;
    });
  }

  async #loadReach(): Promise<void> {
    this.reach = byLabel(await this.#api.call('thresholds.reach'));
  }

  #reloadLater(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      // Not under somebody's hand: the move that is going on is saved first, and what follows it reloads.
      if (this.#start) return this.#reloadLater();
      void this.load();
    }, settleMs);
  }

  async #change(work: () => Promise<void>): Promise<void> {
    this.#version += 1;
    this.#ownChanges += 1;
    await this.#guard(work);
    this.#ownChanges -= 1;
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}

function pairOf({ apply, suggest }: LabelThreshold): ThresholdPair {
  return { apply, suggest };
}
