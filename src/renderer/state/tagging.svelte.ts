/** Tags by hand: what the selection has, changes, undo and redo. */

import type { EditState, SelectionTally, TagChange } from '../../shared/edits.ts';
import type { Api } from '../api.ts';
import type { Selection } from './selection.svelte.ts';

export class Tagging {
  tally = $state.raw<SelectionTally | null>(null);
  editState = $state.raw<EditState>({ undo: null, redo: null, undoes: null, redoes: null });

  readonly #api: Api;
  readonly #selection: Selection;

  constructor(api: Api, selection: Selection) {
    this.#api = api;
    this.#selection = selection;
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

  /** Counts the tags of the selection anew. */
  async count(): Promise<void> {
    const asked = this.#selection.ids;
    const tally = asked.size === 0 ? null : await this.#api.call('tags.tally', [...asked]);
    if (asked === this.#selection.ids) this.tally = tally;
  }

  async change(change: TagChange): Promise<void> {
    this.editState = await this.#api.call('tags.change', change);
    await this.count();
  }

  async undo(): Promise<void> {
    this.editState = await this.#api.call('edits.undo');
    await this.count();
  }

  async redo(): Promise<void> {
    this.editState = await this.#api.call('edits.redo');
    await this.count();
  }
}
