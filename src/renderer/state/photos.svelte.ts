/** The photos that the library view shows: the query, its answer, and what has changed since it was asked. */

import { untrack } from 'svelte';
import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoCard, PhotoQuery, PhotoSet } from '../../shared/photo-set.ts';
import type { Api } from '../api.ts';
import { countDifference } from '../set-difference.ts';
import { PhotoCards } from './photo-cards.svelte.ts';

/** Changes often come in series; the query is asked again when they pause for so long. */
const settleMs = 500;

export class Photos {
  query = $state.raw() as PhotoQuery;
  set = $state.raw<PhotoSet | null>(null);
  failure = $state.raw<FailureData | null>(null);
  isLoading = $state(false);
  /** what the query would show now, when its photos differ from those shown */
  fresh = $state.raw<PhotoSet | null>(null);
  /** photos shown that match no longer, and matching ones not shown */
  difference = $derived(
    this.set && this.fresh ? countDifference(this.set.ids, this.fresh.ids) : { left: 0, joined: 0 },
  );
  /** the photo at the top of the grid, to come back to */
  topPhoto: PhotoId | null = null;

  readonly #api: Api;
  readonly #cards: PhotoCards;
  #latestLoad = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** query  what to show first; nothing is asked before load() */
  constructor(api: Api, query: PhotoQuery) {
    this.#api = api;
    this.query = query;
    this.#cards = new PhotoCards(api, (error) => (this.failure = toFailure(error)));
  }

  /** Tags or scores of these photos changed (null: of any): what is shown of them is fetched again. */
  forget(photoIds: readonly PhotoId[] | null): void {
    // Whoever calls this from an effect must not run again when the photos arrive.
    const { set, query } = untrack(() => ({ set: this.set, query: this.query }));
    // Without a set another library is being opened, whose photos have nothing in common with these.
    if (photoIds === null && set === null) this.#cards.clear();
    else this.#cards.markStale(photoIds);
    if (query.search !== '' || query.grouping === 'duplicates') this.#checkLater();
  }

  /** The library now has so many photos: when that differs, the query is asked again shortly. */
  expectTotal(total: number): void {
    const set = untrack(() => this.set);
    if (set && total !== set.total) this.#checkLater();
  }

  /** Asks for the photos of a query (default: the present one) and shows them; the latest call wins. */
  async load(query: PhotoQuery = untrack(() => this.query)): Promise<void> {
    this.query = query;
    const load = (this.#latestLoad += 1);
    this.isLoading = true;
    try {
      const set = await this.#api.call('photos.query', query);
      if (load !== this.#latestLoad) return;
      this.#show(set);
      this.failure = null;
    } catch (error) {
      if (load === this.#latestLoad) this.failure = toFailure(error);
    } finally {
      if (load === this.#latestLoad) this.isLoading = false;
    }
  }

  /** Shows what matches now. */
  refresh(): void {
    if (this.fresh) this.#show(this.fresh);
  }

  /** The card of a photo when it is there; the grid asks for those in view. */
  cardOf(id: PhotoId): PhotoCard | undefined {
    return this.#cards.of(id);
  }

  /** Fetches the cards of these photos, and gives up those wanted before. */
  wantCards(ids: readonly PhotoId[]): void {
    this.#cards.want(ids);
  }

  /** The photo at a place of the set. */
  at(index: number): PhotoId | null {
    return (this.set?.ids[index] as PhotoId | undefined) ?? null;
  }

  /** Where a photo stands in the set; -1 when it is not in it. */
  indexOf(id: PhotoId | null): number {
    return id === null ? -1 : (this.set?.ids.indexOf(id) ?? -1);
  }

  #show(set: PhotoSet): void {
    this.set = set;
    this.fresh = null;
    clearTimeout(this.#settling);
  }

  #checkLater(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#check(), settleMs);
  }

  async #check(): Promise<void> {
    const load = this.#latestLoad;
    try {
      const fresh = await this.#api.call('photos.query', this.query);
      if (load !== this.#latestLoad || !this.set) return;
      const { left, joined } = countDifference(this.set.ids, fresh.ids);
      // New photos come in by themselves, but nothing vanishes unasked.
      if (left === 0 && (joined > 0 || fresh.total !== this.set.total)) this.#show(fresh);
      else this.fresh = left > 0 ? fresh : null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
