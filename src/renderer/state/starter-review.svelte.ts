/** A stranger's opinion as a person works through it, photo by photo: answered at once on screen, told to main in order. */

import type { AnnotationValue } from '../../shared/label.ts';
import type { Language } from '../../shared/language.ts';
import type { StarterItem, StarterQueue } from '../../shared/starter-labels.ts';
import type { Api } from '../api.ts';
import { CallsInOrder } from './calls-in-order.ts';
import { UndoSteps } from './undo-steps.svelte.ts';

/** Fetched at once; more are fetched while some are left. */
const FETCHED = 200;
const REFILL_BELOW = 40;
const MOST_FETCHED = 5000;

/** What is reviewed: kept with the window's settings. */
export interface StarterChoices {
  /** in English; empty: the first with open questions */
  word: string;
  /** labels that words stand for, by the words in English */
  names: Record<string, string>;
  confidence: number;
  language: Language;
}

interface Step {
  kind: AnnotationValue | 'skip' | 'all';
  items: StarterItem[];
}

export class StarterReview {
  /** the word that is asked about, in English; null when nothing is seen */
  word = $state.raw<string | null>(null);
  items = $state.raw<StarterItem[]>([]);
  /** open questions about this word, those that were skipped not counted */
  total = $state.raw(0);
  words = $state.raw<StarterQueue['words']>([]);
  /** looked at; null: nobody has looked yet */
  photos = $state.raw<number | null>(null);
  isLoaded = $state.raw(false);
  skippedCount = $state.raw(0);
  /** in this review */
  counts = $state.raw<Record<AnnotationValue, number>>({ present: 0, absent: 0 });
  current = $derived<StarterItem | null>(this.items[0] ?? null);

  readonly #api: Api;
  #choices: StarterChoices;
  readonly #steps = new UndoSteps<Step>();
  #skipped = new Set<number>();
  readonly #calls = new CallsInOrder();

  constructor(api: Api, choices: StarterChoices) {
    this.#api = api;
    this.#choices = choices;
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
        if (job.finishedAt !== null && ['starter-labels', 'import'].includes(job.kind)) reload();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Reads the questions for these choices; what was done before cannot be taken back here any more. */
  async show(choices: StarterChoices): Promise<void> {
    this.#choices = choices;
    this.#skipped.clear();
    this.#steps.clear();
    this.word = null;
    this.items = [];
    this.isLoaded = false;
    await this.load();
  }

  /** Reads the questions anew, after whatever is still being told to main. */
  load(): Promise<void> {
    return this.#read(FETCHED + this.#skipped.size, () => {});
  }

  /** limit: how many are fetched at most; isShown: called once they are on screen, unless other ones are wanted by then */
  #read(limit: number, isShown: () => void): Promise<void> {
    let choices = this.#choices;
    return this.#calls.read(
      () => {
        choices = this.#choices;
        const { word, names, confidence, language } = choices;
        const query = {
          // A word stays when its last question is answered: what was answered can be taken back.
          word: word === '' ? this.word : word,
          names,
          confidence,
          language,
          limit: Math.min(MOST_FETCHED, limit),
        };
        return this.#api.call('starterLabels.queue', query);
      },
      (queue) => {
        if (choices !== this.#choices) return;
        this.#show(queue);
        isShown();
      },
    );
  }

  #show(queue: StarterQueue): void {
    // Its word is not seen any more: taking back would ask about another one.
    if (this.word !== null && queue.word !== this.word) this.#steps.clear();
    this.word = queue.word;
    this.items = queue.items.filter(({ photoId }) => !this.#skipped.has(photoId));
    this.skippedCount = queue.items.length - this.items.length;
    this.total = queue.total - this.skippedCount;
    this.words = queue.words;
    this.photos = queue.photos;
    this.isLoaded = true;
  }

  /** Answers what is asked now; rejects, and asks it again, when main could not keep the answer. */
  async answer(value: AnnotationValue): Promise<void> {
    const item = this.current;
    if (item) await this.#tellAnswers({ kind: value, items: [item] }, value);
  }

  /**
   * Says yes to all that are asked and to come, as one step of undo. What is answered while they are fetched is answered;
   * nothing is said when other questions are wanted by then.
   *
   * returns  the photos that were said yes to
   */
  async acceptAll(): Promise<number> {
    const choices = this.#choices;
    let answered: StarterItem[] = [];
    let told: Promise<void> | undefined;
    const answer = () => {
      answered = choices === this.#choices ? this.items : [];
      if (answered.length > 0) told = this.#tellAnswers({ kind: 'all', items: answered }, 'present');
    };
    if (this.items.length < this.total) await this.#read(MOST_FETCHED, answer);
    else answer();
    await told;
    return answered.length;
  }

  async skip(): Promise<void> {
    const item = this.current;
    if (!item) return;
    this.#take({ kind: 'skip', items: [item] });
    this.#skipped.add(item.photoId);
    this.skippedCount++;
    await this.#refill();
  }

  /** Asks the skipped ones again. */
  async askSkipped(): Promise<void> {
    this.#skipped.clear();
    this.#steps.forgetSkips();
    await this.load();
  }

  /** Takes back the last answer or skip of this review; false when there is none. */
  async undo(): Promise<boolean> {
    const step = this.#steps.takeLast();
    if (!step) return false;
    this.#giveBack(step);
    if (step.kind === 'skip') {
      this.#skipped.delete(step.items[0]!.photoId);
      this.skippedCount--;
    } else await this.#calls.tell(() => this.#api.call('edits.undo'));
    return true;
  }

  /** The label that the word in question stands for. */
  nameOf(word: string): string {
    const { names, language } = this.#choices;
    return names[word] ?? this.words.find(({ en }) => en === word)?.[language] ?? word;
  }

  async #tellAnswers(step: Step, value: AnnotationValue): Promise<void> {
    const name = this.nameOf(this.word!);
    this.#take(step);
    this.#count(step, 1);
    const answers = step.items.map(({ photoId, probability }) => ({ photoId, value, score: probability }));
    try {
      await this.#calls.tell(() => this.#api.call('starterLabels.answer', { name, answers }));
    } catch (error) {
      this.#steps.remove(step);
      this.#giveBack(step);
      throw error;
    }
    await this.#refill();
  }

  #take(step: Step): void {
    this.items = this.items.slice(step.items.length);
    this.total -= step.items.length;
    this.#steps.add(step);
  }

  #giveBack(step: Step): void {
    this.items = [...step.items, ...this.items];
    this.total += step.items.length;
    this.#count(step, -1);
  }

  #count({ kind, items }: Step, sign: 1 | -1): void {
    if (kind === 'skip') return;
    const by = sign * items.length;
    const value = kind === 'all' ? 'present' : kind;
    this.counts = { ...this.counts, [value]: this.counts[value] + by };
    this.words = this.words.map((word) =>
      word.en === this.word ? { ...word, open: Math.max(0, word.open - by) } : word,
    );
  }

  async #refill(): Promise<void> {
    if (this.items.length < REFILL_BELOW && this.total > this.items.length) await this.load();
  }
}
