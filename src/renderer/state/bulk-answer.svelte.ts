/** Accepting one label's suggestions from a score on. */

import type { LabelId, PhotoId, Probability } from '../../shared/ids.ts';
import type { SuggestionAnswer } from '../../shared/edits.ts';
import type { Api } from '../api.ts';

const PREVIEWED = 8;

/** How many of the scores, descending, reach the threshold. */
export function countReaching(scores: readonly { score: number }[], threshold: number): number {
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scores[middle]!.score >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class BulkAnswer {
  readonly labelId: LabelId;
  /** open suggestions, the surest first */
  pairs = $state.raw<{ photoId: PhotoId; score: Probability }[]>([]);
  /** hundredths, 0..1 */
  threshold = $state.raw(0.9);
  /** the suggest threshold in hundredths, rounded down: what the slider begins at */
  lowest = $state.raw(0);
  isLoaded = $state.raw(false);
  hashes = $state.raw<ReadonlyMap<PhotoId, string>>(new Map());
  count = $derived(countReaching(this.pairs, this.threshold));
  /** of those that would be accepted, least sure first */
  leastSure = $derived(this.pairs.slice(Math.max(0, this.count - PREVIEWED), this.count).reverse());

  readonly #api: Api;

  constructor(api: Api, labelId: LabelId) {
    this.#api = api;
    this.labelId = labelId;
  }

  /** name: the label's, as the thresholds know it */
  async load(name: string): Promise<void> {
    const thresholds = await this.#api.call('thresholds.list');
    const threshold = thresholds.find(({ label }) => label === name);
    const suggest = threshold?.suggest ?? 0.5;
    this.pairs = await this.#api.call('review.above', { labelId: this.labelId, score: suggest });
    this.lowest = Math.floor(suggest * 100) / 100;
    this.threshold = Math.max(this.lowest, Math.ceil(Math.max(threshold?.apply ?? 0.5, 0.9) * 100) / 100);
    this.isLoaded = true;
  }

  /** Finds the content of previewed photos, which names their thumbnails. */
  async loadHashes(): Promise<void> {
    const missing = this.leastSure.map(({ photoId }) => photoId).filter((id) => !this.hashes.has(id));
    if (missing.length === 0) return;
    const cards = await this.#api.call('photos.cards', missing);
    this.hashes = new Map([
      ...this.hashes,
      ...cards.map((card): [PhotoId, string] => [card.id, card.contentHash]),
    ]);
  }

  answers(): Omit<SuggestionAnswer, 'value'>[] {
    const { labelId } = this;
    return this.pairs.slice(0, this.count).map((pair) => ({ ...pair, labelId }));
  }
}
