/** The queue of suspicious labels as a person works through it: each is fixed, confirmed or passed over by one key. */

import type { TagChange } from '../../shared/edits.ts';
import type { LabelId } from '../../shared/ids.ts';
import type { SuspiciousItem, SuspiciousQueue } from '../../shared/suspicious-labels.ts';
import type { Api } from '../api.ts';
import { CallsInOrder } from './calls-in-order.ts';
import { UndoSteps } from './undo-steps.svelte.ts';

/** Fetched at once; more are fetched while some are left. */
const FETCHED = 100;
const REFILL_BELOW = 20;
const MOST_FETCHED = 5000;

/** right: what is known stays, and is not asked about again; wrong: the opposite is true; unsure: nobody knows */
export type Verdict = 'right' | 'wrong' | 'unsure';

type Step = { kind: Verdict | 'skip'; item: SuspiciousItem };

const keyOf = ({ photoId, labelId }: { photoId: number; labelId: number }) => `${photoId}/${labelId}`;

export class Suspicions {
  /** null: all labels */
  labelId = $state.raw<LabelId | null>(null);
  /** what is asked now, and next */
  items = $state.raw<SuspiciousItem[]>([]);
  /** those that were skipped not counted */
  total = $state.raw(0);
  likelyWrong = $state.raw(0);
  /** that were compared */
  photos = $state.raw(0);
  labels = $state.raw<SuspiciousQueue['labels']>([]);
  isLoaded = $state.raw(false);
  skippedCount = $state.raw(0);
  /** in this review */
  counts = $state.raw<Record<Verdict, number>>({ right: 0, wrong: 0, unsure: 0 });
  current = $derived<SuspiciousItem | null>(this.items[0] ?? null);

  readonly #api: Api;
  #folder: string | null = null;
  readonly #steps = new UndoSteps<Step>();
  #skipped = new Set<string>();
  readonly #calls = new CallsInOrder();

  constructor(api: Api) {
    this.#api = api;
  }

  get canUndo(): boolean {
    return this.#steps.last !== undefined;
  }

  /** Follows what others change; returns what stops following. */
  follow(onFailure: (error: unknown) => void): () => void {
    const reload = () => {
      if (!this.#calls.isTelling) this.load().catch(onFailure);
    };
    const stops = [
      this.#api.on('photos.changed', reload),
      this.#api.on('job.changed', (job) => {
        if (job.finishedAt !== null && ['train', 'import'].includes(job.kind)) reload();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Reads the queue of the library that is shown now; what was done in another one is forgotten. */
  async show(folder: string | null): Promise<void> {
    if (folder !== this.#folder) {
      this.#folder = folder;
      this.#skipped.clear();
      this.#steps.clear();
      this.counts = { right: 0, wrong: 0, unsure: 0 };
      this.labelId = null;
      this.items = [];
      this.isLoaded = false;
    }
    await this.load();
  }

  /** Reads the queue anew, after whatever is still being told to main. */
  load(): Promise<void> {
    const limit = Math.min(MOST_FETCHED, FETCHED + this.#skipped.size);
    let labelId: LabelId | null;
    return this.#calls.read(
      () => {
        labelId = this.labelId;
        return this.#api.call('review.suspicious', { labelId, limit });
      },
      (queue) => {
        if (labelId === this.labelId) this.#show(queue);
      },
    );
  }

  #show(queue: SuspiciousQueue): void {
    this.items = queue.items.filter((item) => !this.#skipped.has(keyOf(item)));
    this.skippedCount = queue.items.length - this.items.length;
    this.total = queue.total - this.skippedCount;
    this.likelyWrong = queue.likelyWrong;
    this.photos = queue.photos;
    this.labels = queue.labels;
    this.isLoaded = true;
  }

  async choose(labelId: LabelId | null): Promise<void> {
    this.labelId = labelId;
    await this.load();
  }

  /** Judges what is asked now; rejects, and asks it again, when main could not keep the verdict. */
  async judge(verdict: Verdict): Promise<void> {
    const item = this.current;
    if (!item) return;
    const step: Step = { kind: verdict, item };
    this.#take(step);
    this.#count(step, 1);
    try {
      await this.#calls.tell(() => this.#api.call('tags.change', changeOf(verdict, item)));
    } catch (error) {
      this.#steps.remove(step);
      this.#giveBack(step);
      throw error;
    }
    await this.#refill();
  }

  async skip(): Promise<void> {
    const item = this.current;
    if (!item) return;
    this.#take({ kind: 'skip', item });
    this.#skipped.add(keyOf(item));
    this.skippedCount++;
    await this.#refill();
  }

  /** Asks the skipped ones again. */
  async askSkipped(): Promise<void> {
    this.#skipped.clear();
    this.#steps.forgetSkips();
    await this.load();
  }

  /** Takes back the last verdict or skip of this review; false when there is none. */
  async undo(): Promise<boolean> {
    const step = this.#steps.takeLast();
    if (!step) return false;
    this.#giveBack(step);
    if (step.kind === 'skip') {
      this.#skipped.delete(keyOf(step.item));
      this.skippedCount--;
    } else await this.#calls.tell(() => this.#api.call('edits.undo'));
    return true;
  }

  #take(step: Step): void {
    this.items = this.items.slice(1);
    this.total--;
    this.#steps.add(step);
  }

  #giveBack(step: Step): void {
    this.items = [step.item, ...this.items];
    this.total++;
    this.#count(step, -1);
  }

  #count({ kind, item }: Step, by: number): void {
    if (kind === 'skip') return;
    this.counts = { ...this.counts, [kind]: this.counts[kind] + by };
    if (item.isLikelyWrong) this.likelyWrong -= by;
    this.labels = this.labels.map((label) =>
      label.labelId === item.labelId ? { ...label, open: Math.max(0, label.open - by) } : label,
    );
  }

  async #refill(): Promise<void> {
    if (this.items.length < REFILL_BELOW && this.total > this.items.length) await this.load();
  }
}

function changeOf(verdict: Verdict, { photoId, labelId, value }: SuspiciousItem): TagChange {
  if (verdict === 'right') return { kind: 'confirm', photoId, labelId };
  if (verdict === 'unsure') return { kind: 'unsure', photoId, labelId };
  const opposite = value === 'present' ? 'absent' : 'present';
  return { kind: 'set', photoIds: [photoId], labelId, value: opposite };
}
