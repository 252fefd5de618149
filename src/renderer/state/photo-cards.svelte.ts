/** What the cells in view show of their photos: asked for in batches, kept while it may be seen again. */

// A Map that is reactive by itself would make a signal of each of thousands of entries; one version is enough.

import { untrack } from 'svelte';
import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoCard } from '../../shared/photo-set.ts';
import type { Api } from '../api.ts';

const batchSize = 200;
const keptCards = 5000;

export class PhotoCards {
  /** cards by photo, those wanted last at the end */
  readonly #cards = new Map<PhotoId, PhotoCard>();
  readonly #stale = new Set<PhotoId>();
  /** not known to main any more: not asked for again until something changes */
  readonly #gone = new Set<PhotoId>();
  #wanted: readonly PhotoId[] = [];
  #isAsking = false;
  #version = $state(0);
  readonly #api: Api;
  readonly #onfailure: (error: unknown) => void;

  constructor(api: Api, onfailure: (error: unknown) => void) {
    this.#api = api;
    this.#onfailure = onfailure;
  }

  /** The card of a photo when it is there; reading it follows what arrives. */
  of(id: PhotoId): PhotoCard | undefined {
    void this.#version;
    return this.#cards.get(id);
  }

  /** Fetches the cards of the photos in view. Photos wanted before, and not fetched yet, are given up. */
  want(ids: readonly PhotoId[]): void {
    this.#wanted = ids;
    for (const id of ids) {
      const card = this.#cards.get(id);
      if (!card) continue;
      this.#cards.delete(id);
      this.#cards.set(id, card);
    }
    void this.#ask();
  }

  /** Cards to fetch again, shown as they are until then. null: all of them. */
  markStale(ids: readonly PhotoId[] | null): void {
    this.#gone.clear();
    for (const id of ids ?? this.#cards.keys()) this.#stale.add(id);
    void this.#ask();
  }

  /** Forgets all of them. */
  clear(): void {
    this.#cards.clear();
    this.#stale.clear();
    this.#gone.clear();
    this.#wanted = [];
    this.#changed();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
        for (const id of batch) this.#stale.delete(id);
        const cards = await this.#api.call('photos.cards', batch);
        for (const id of batch) this.#gone.add(id);
        for (const card of cards) {
          this.#gone.delete(card.id);
          this.#cards.delete(card.id);
          this.#cards.set(card.id, card);
        }
        this.#forgetOldest();
        this.#changed();
      }
    } catch (error) {
      this.#onfailure(error);
    } finally {
      this.#isAsking = false;
    }
  }

  #changed(): void {
    this.#version = untrack(() => this.#version) + 1;
  }

  #nextBatch(): PhotoId[] {
    const batch: PhotoId[] = [];
    for (const id of this.#wanted) {
      if (this.#gone.has(id) || (this.#cards.has(id) && !this.#stale.has(id))) continue;
      batch.push(id);
      if (batch.length === batchSize) break;
    }
    return batch;
  }

  #forgetOldest(): void {
    for (const id of this.#cards.keys()) {
      if (this.#cards.size <= keptCards) return;
      this.#cards.delete(id);
      this.#stale.delete(id);
    }
  }
}
