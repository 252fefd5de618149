/** Tags by hand: what the selection has, changes, undo and redo. What is shown goes ahead of main's answer. */

import type { EditState, SelectionTally, TagChange } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import type { Api } from '../api.ts';
import { foresee } from '../tag-tally.ts';
import type { Selection } from './selection.svelte.ts';

const KEPT_RECENT_LABELS = 50;

/** The labels that a person used last, in this window and before. */
export interface LabelMemory {
  /** names, the latest first */
  recent: readonly string[];
  nameOf: (labelId: LabelId) => string | undefined;
  keep: (recent: string[]) => void;
}

export class Tagging {
  /** of the photos in `talliedIds`; null when none is selected */
  tally = $state.raw<SelectionTally | null>(null);
  /** the selection that the tally is about: for some milliseconds after a click it is the one before; null at first */
  talliedIds = $state.raw<ReadonlySet<PhotoId> | null>(null);
  editState = $state.raw<EditState>({ undo: null, redo: null, undoes: null, redoes: null });
  /** names of labels given by hand, the latest first */
  recentLabels = $state.raw<readonly string[]>([]);

  readonly #api: Api;
  readonly #selection: Selection;
  readonly #memory: LabelMemory;
  #changesUnderWay = 0;
  #counting: Promise<void> | null = null;
  #isCounting = false;
  #isCountWanted = false;

  constructor(api: Api, selection: Selection, memory: LabelMemory) {
    this.#api = api;
    this.#selection = selection;
    this.#memory = memory;
    this.recentLabels = memory.recent;
  }

  /** Follows changes of edits; returns what stops following. */
  follow(): () => void {
    return this.#api.on('edits.changed', (state) => {
      this.editState = state;
    });
  }

  async reload(): Promise<void> {
    this.editState = await this.#api.call('edits.state');
    await this.count();
  }

  /** Counts the tags of the selection anew; calls that come while one is answered are answered together. */
  count(): Promise<void> {
    this.#isCountWanted = true;
    if (this.#counting) return this.#counting;
    const counting = this.#countAll();
    if (this.#isCounting) this.#counting = counting;
    return counting;
  }

  /** Shows the change at once where its effect is known, makes it, and shows what is true if main refuses. */
  async change(change: TagChange): Promise<void> {
    this.#remember(change);
    if (this.tally && this.#isAboutSelection(change)) this.tally = foresee(this.tally, change);
    await this.#make(() => this.#api.call('tags.change', change));
  }

  /** Answers every open suggestion of a label among the selected photos. */
  async answerSuggested(labelId: LabelId, value: AnnotationValue): Promise<void> {
    const photoIds = [...this.#selection.ids];
    await this.#make(() => this.#api.call('tags.answerSuggested', { photoIds, labelId, value }));
  }

  async undo(): Promise<void> {
    await this.#make(() => this.#api.call('edits.undo'));
  }

  async redo(): Promise<void> {
    await this.#make(() => this.#api.call('edits.redo'));
  }

  async #make(ask: () => Promise<EditState>): Promise<void> {
    this.#changesUnderWay++;
    try {
      this.editState = await ask();
    } finally {
      this.#changesUnderWay--;
      await this.count();
    }
  }

  async #countAll(): Promise<void> {
    this.#isCounting = true;
    try {
      while (this.#isCountWanted) {
        this.#isCountWanted = false;
        const asked = this.#selection.ids;
        const tally = asked.size === 0 ? null : await this.#api.call('tags.tally', [...asked]);
        // While a change is under way the answer may be from before it; the change counts again when it is made.
        if (this.#changesUnderWay > 0 && asked === this.talliedIds) continue;
        this.tally = tally;
        this.talliedIds = asked;
      }
    } finally {
      this.#isCounting = false;
      this.#counting = null;
    }
  }

  #isAboutSelection(change: TagChange): boolean {
    const ids = this.#selection.ids;
    if (ids !== this.talliedIds) return false;
    if (change.kind === 'answer') return change.answers.every((answer) => ids.has(answer.photoId));
    if (!('photoIds' in change)) return ids.size === 1 && ids.has(change.photoId);
    return change.photoIds.length === ids.size && change.photoIds.every((id) => ids.has(id));
  }

  #remember(change: TagChange): void {
    if (change.kind !== 'set' || change.value === 'unknown') return;
    const name = this.#memory.nameOf(change.labelId);
    if (name === undefined || name === this.recentLabels[0]) return;
    const others = this.recentLabels.filter((other) => other !== name);
    const recent = [name, ...others].slice(0, KEPT_RECENT_LABELS);
    this.recentLabels = recent;
    this.#memory.keep(recent);
  }
}
