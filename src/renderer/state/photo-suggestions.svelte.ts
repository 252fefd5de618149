/** What the active model suggests for one photo, and nobody has answered yet. */

import type { PhotoId } from '../../shared/ids.ts';
import type { LabelScore, PhotoDetails } from '../../shared/photo-set.ts';
import type { Api } from '../api.ts';

/** Applied or suggested by the model, not answered by a person; most likely first. */
export function openSuggestions(details: PhotoDetails): LabelScore[] {
  if (details.isFullyTagged) return [];
  const answered = details.annotations.map((annotation) => annotation.labelId);
  return details.scores.filter(({ labelId, decision }) => decision !== 'none' && !answered.includes(labelId));
}

export class PhotoSuggestions {
  photoId = $state.raw<PhotoId | null>(null);
  open = $state.raw<LabelScore[]>([]);

  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Asks for the suggestions of a photo; null for none. */
  async show(photoId: PhotoId | null): Promise<void> {
    if (photoId !== this.photoId) this.open = [];
    this.photoId = photoId;
    if (photoId === null) return;
    const details = await this.#api.call('photos.details', photoId);
    if (photoId === this.photoId) this.open = openSuggestions(details);
  }

  /** Shows no longer what is being answered. */
  drop(labelIds: readonly number[]): void {
    this.open = this.open.filter(({ labelId }) => !labelIds.includes(labelId));
  }
}
