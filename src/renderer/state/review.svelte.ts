/** The review queue as a person works through it: answered at once on screen, told to main in order. */

import type { AnnotationValue } from '../../shared/label.ts';
import type { LabelId, ModelId } from '../../shared/ids.ts';
import type { ReviewItem, ReviewOrder, ReviewQueue } from '../../shared/review.ts';
import type { SuggestionAnswer } from '../../shared/edits.ts';
import type { Api } from '../api.ts';
import { CallsInOrder } from './calls-in-order.ts';
import type { LearnAlong } from './learn-along.ts';
import { countGain, type Gain } from './review-gains.ts';
import { UndoSteps } from './undo-steps.svelte.ts';

/** Questions fetched at once; new ones are fetched while some are left, so that nobody waits. */
const FETCHED = 200;
const REFILL_BELOW = 40;
const MOST_FETCHED = 5000;

type Step =
  | { kind: 'answer'; item: ReviewItem; value: AnnotationValue }
  | { kind: 'skip'; item: ReviewItem }
  | { kind: 'bulk'; labelId: LabelId; value: AnnotationValue; count: number };

const keyOf = ({ photoId, labelId }: { photoId: number; labelId: number }) => `${photoId}/${labelId}`;

export class Review {
  order = $state.raw() as ReviewOrder;
  /** null: all labels */
  labelId = $state.raw<LabelId | null>(null);
  /** what is asked now, and next */
  items = $state.raw<ReviewItem[]>([]);
  /** open questions, those that were skipped not counted */
  total = $state.raw(0);
  labels = $state.raw<ReviewQueue['labels']>([]);
  /** false until the first questions are there */
  isLoaded = $state.raw(false);
  skippedCount = $state.raw(0);
  /** since the active model was trained; null before it is known */
  newAnswers = $state.raw<number | null>(null);
  gains = $state.raw<Gain[]>([]);
  current = $derived<ReviewItem | null>(this.items[0] ?? null);

  readonly #api: Api;
  readonly #learnAlong: LearnAlong;
  /** whose suggestions `items` are */
  #modelId: ModelId | null = null;
  /** a question that only the model before asks */
  #keptKey = '';
  /** true: the person chose other questions, so that no place is kept at the next reading */
  #startsAnew = false;
  #folder: string | null = null;
  readonly #rememberedName: string;
  readonly #steps = new UndoSteps<Step>();
  #answered = new Set<string>();
  #skipped = new Set<string>();
  readonly #calls = new CallsInOrder();
  #ownChanges = 0;
  #isRefilling = false;
  /** true: the questions were read while something was untold, and left aside */
  #isStale = false;

  /** remembered: how the person reviewed last; the label by its name, empty for all */
  constructor(api: Api, learnAlong: LearnAlong, remembered: { order: ReviewOrder; labelName: string }) {
    this.#api = api;
    this.#learnAlong = learnAlong;
    this.order = remembered.order;
    this.#rememberedName = remembered.labelName;
  }

  get canUndo(): boolean {
    return this.#steps.last !== undefined;
  }

  /** Follows what others change; returns what stops following. */
  follow(onFailure: (error: unknown) => void): () => void {
    const reload = () => void this.load().catch(onFailure);
    const stops = [
      this.#api.on('photos.changed', () => {
        if (this.#ownChanges === 0) reload();
      }),
      this.#api.on('job.changed', (job) => {
        if (job.kind === 'train' && job.state === 'done') this.gains = [];
        if (job.finishedAt !== null && ['train', 'follow-up', 'score', 'import', 'sample'].includes(job.kind))
          reload();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Reads the questions of the library that is shown now; what was done in another one is forgotten. */
  async show(folder: string | null): Promise<void> {
    if (folder !== this.#folder) {
      this.#folder = folder;
      this.#answered.clear();
      this.#skipped.clear();
      this.#steps.clear();
      this.labelId = null;
      this.items = [];
      this.gains = [];
      this.#learnAlong.forget();
      this.isLoaded = false;
      const remembered = await this.#findRememberedLabel();
      if (folder !== this.#folder) return;
      this.labelId = remembered;
    }
    await this.load();
  }

  /** Reads the questions anew, after whatever is still being told to main. */
  load(): Promise<void> {
    return this.#calls.call(() => this.#read());
  }

  async #read(): Promise<void> {
    const { order, labelId } = this;
    const limit = Math.min(MOST_FETCHED, FETCHED + this.#skipped.size);
    const queue = await this.#api.call('review.queue', { order, labelId, limit });
    if (order !== this.order || labelId !== this.labelId) return;
    const { newAnswers } = await this.#api.call('training.preview');
    // What main says now is older than what is on screen.
    this.#isStale = this.#calls.isTelling;
    if (this.#isStale) return;
    if (labelId !== null && !queue.labels.some((label) => label.labelId === labelId)) {
      // The label was deleted, or the active model does not know it.
      this.labelId = null;
      return this.#read();
    }
    const isOpen = (item: ReviewItem) => !this.#skipped.has(keyOf(item)) && !this.#answered.has(keyOf(item));
    const open = queue.items.filter(isOpen);
    this.items = this.#withAsked(open, queue);
    const skippedHere = queue.items.filter((item) => this.#skipped.has(keyOf(item))).length;
    this.skippedCount = skippedHere;
    this.total = queue.total - (queue.items.length - open.length) + (this.items.length - open.length);
    this.labels = queue.labels;
    this.#modelId = queue.modelId;
    this.isLoaded = true;
    this.newAnswers = newAnswers;
  }

  /** The question that a person is looking at stays the first, with its new score, whatever order the others come in. */
  #withAsked(open: ReviewItem[], { modelId, labels }: ReviewQueue): ReviewItem[] {
    const asked = this.#startsAnew ? null : this.current;
    this.#startsAnew = false;
    if (asked === null || !labels.some(({ labelId }) => labelId === asked.labelId)) return open;
    const isAsked = (item: ReviewItem) => keyOf(item) === keyOf(asked);
    const found = open.find(isAsked);
    // Another model may not ask it at all. By the same one it would be asked, if nobody had answered it elsewhere.
    if (!found && modelId !== this.#modelId) this.#keptKey = keyOf(asked);
    if (!found && this.#keptKey !== keyOf(asked)) return open;
    return [found ?? asked, ...open.filter((item) => !isAsked(item))];
  }

  async #findRememberedLabel(): Promise<LabelId | null> {
    if (this.#rememberedName === '') return null;
    const labels = await this.#api.call('labels.list');
    return labels.find(({ name }) => name === this.#rememberedName)?.id ?? null;
  }

  async choose(change: { order?: ReviewOrder; labelId?: LabelId | null }): Promise<void> {
    this.#startsAnew = true;
    if (change.order !== undefined) this.order = change.order;
    if (change.labelId !== undefined) this.labelId = change.labelId;
    await this.load();
  }

  /** Answers the question that is asked now; rejects, and asks it again, when main could not keep the answer. */
  async answer(value: AnnotationValue): Promise<void> {
    const item = this.current;
    if (!item) return;
    const step: Step = { kind: 'answer', item, value };
    this.#take(step);
    this.#answered.add(keyOf(item));
    this.#count(item.labelId, value, 1);
    const { photoId, labelId, score } = item;
    try {
      await this.#change([{ photoId, labelId, score, value }]);
    } catch (error) {
      this.#steps.remove(step);
      this.#giveBack(item, value);
      throw error;
    }
    await this.#catchUp();
    await this.#refill();
    await this.#learnAlong.count(1, this.total === 0);
  }

  async skip(): Promise<void> {
    const item = this.current;
    if (!item) return;
    this.#take({ kind: 'skip', item });
    this.#skipped.add(keyOf(item));
    this.skippedCount++;
    await this.#refill();
  }

  /** Asks the skipped questions again. */
  async askSkipped(): Promise<void> {
    this.#skipped.clear();
    this.#startsAnew = true;
    this.#steps.forgetSkips();
    await this.load();
  }

  /**
   * Says the same to many of one label at once, as one step of undo.
   *
   * returns  what takes exactly this back; it does nothing once something else was done after it
   */
  async answerAll(
    answers: Omit<SuggestionAnswer, 'value'>[],
    value: AnnotationValue,
  ): Promise<() => Promise<boolean>> {
    await this.#change(answers.map((answer) => ({ ...answer, value })));
    const [first] = answers;
    if (!first) return () => Promise.resolve(false);
    this.#count(first.labelId, value, answers.length);
    const step: Step = { kind: 'bulk', labelId: first.labelId, value, count: answers.length };
    this.#steps.add(step);
    await this.load();
    await this.#learnAlong.count(answers.length, this.total === 0);
    return () => (this.#steps.last === step ? this.undo() : Promise.resolve(false));
  }

  /** Takes back the last answer or skip of this review; false when there is none. */
  async undo(): Promise<boolean> {
    const step = this.#steps.takeLast();
    if (!step) return false;
    if (step.kind === 'skip') {
      this.#skipped.delete(keyOf(step.item));
      this.skippedCount--;
      this.items = [step.item, ...this.items];
      this.total++;
      return true;
    }
    if (step.kind === 'answer') this.#giveBack(step.item, step.value);
    void this.#learnAlong.count(step.kind === 'bulk' ? -step.count : -1, false);
    await this.#tell(() => this.#api.call('edits.undo'));
    if (step.kind === 'bulk') {
      this.#startsAnew = true;
      this.#count(step.labelId, step.value, -step.count);
      await this.load();
    } else await this.#catchUp();
    return true;
  }

  #take(step: Exclude<Step, { kind: 'bulk' }>): void {
    this.items = this.items.slice(1);
    this.total--;
    this.#steps.add(step);
  }

  #giveBack(item: ReviewItem, value: AnnotationValue): void {
    this.#answered.delete(keyOf(item));
    this.#count(item.labelId, value, -1);
    this.items = [item, ...this.items];
    this.total++;
  }

  #count(labelId: LabelId, value: AnnotationValue, by: number): void {
    this.gains = countGain(this.gains, labelId, value, by);
    // what a follow-up learned from is not news any more, and can be taken back all the same
    if (this.newAnswers !== null) this.newAnswers = Math.max(0, this.newAnswers + by);
    this.labels = this.labels.map((label) =>
      label.labelId === labelId ? { ...label, open: Math.max(0, label.open - by) } : label,
    );
  }

  async #catchUp(): Promise<void> {
    if (this.#isStale && !this.#calls.isTelling) await this.load();
  }

  async #refill(): Promise<void> {
    if (this.#isRefilling || this.items.length >= REFILL_BELOW || this.total <= this.items.length) return;
    this.#isRefilling = true;
    try {
      await this.load();
    } finally {
      this.#isRefilling = false;
    }
  }

  #change(answers: SuggestionAnswer[]): Promise<unknown> {
    return this.#tell(() => this.#api.call('tags.change', { kind: 'answer', answers }));
  }

  #tell<Result>(call: () => Promise<Result>): Promise<Result> {
    return this.#calls.tell(() => this.#own(call));
  }

  /** What main tells of our own changes is known already. */
  async #own<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#ownChanges++;
    try {
      return await call();
    } finally {
      this.#ownChanges--;
    }
  }
}
