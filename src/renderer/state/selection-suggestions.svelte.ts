/** What models say of the selected photos, and nobody has answered yet. */

import type { SelectionSuggestion } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { Api } from '../api.ts';

/** A selection that still changes, as under a rubber band, is asked about once it rests for so long. */
const settleMs = 80;

export class SelectionSuggestions {
  /** labels that auto-tag gave first; then the label that most photos are suggested for */
  open = $state.raw<SelectionSuggestion[]>([]);
  /** the photos that they are about */
  photoIds = $state.raw<ReadonlySet<PhotoId>>(new Set());

  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Asks for the suggestions of these photos: of one at once, of several when nothing else is shown meanwhile. */
  async show(photoIds: ReadonlySet<PhotoId>): Promise<void> {
    if (photoIds !== this.photoIds) this.open = [];
    this.photoIds = photoIds;
    if (photoIds.size > 1) await new Promise((resolve) => setTimeout(resolve, settleMs));
    if (photoIds.size === 0 || photoIds !== this.photoIds) return;
    const open = await this.#api.call('tags.suggestions', [...photoIds]);
    if (photoIds === this.photoIds) this.open = open;
  }

  /** Shows no longer what is being answered. */
  drop(labelId: LabelId): void {
    this.open = this.open.filter((suggestion) => suggestion.labelId !== labelId);
  }
}
