/** Accepting one label's suggestions from a score on, or rejecting those below it. */

import type { LabelId, PhotoId, Probability } from '../../shared/ids.ts';
import type { SuggestionAnswer } from '../../shared/edits.ts';
import type { AnnotationValue } from '../../shared/label.ts';
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
  /** present: what reaches the line is accepted; absent: what lies below it is rejected */
  value = $state.raw<AnnotationValue>('present');
  /** the line, hundredths, 0..1; one for each answer, as they begin at different ends */
  lines = $state.raw<Record<AnnotationValue, number>>({ present: 0.9, absent: 0.5 });
  threshold = $derived(this.lines[this.value]);
  /** the suggest threshold in hundredths, rounded down: what the slider begins at */
  lowest = $state.raw(0);
  isLoaded = $state.raw(false);
  hashes = $state.raw<ReadonlyMap<PhotoId, string>>(new Map());
  #reaching = $derived(countReaching(this.pairs, this.threshold));
  count = $derived(this.value === 'present' ? this.#reaching : this.pairs.length - this.#reaching);
  /** of those that would be answered, the nearest to the line first: where an error is likeliest */
  nearest = $derived(
    this.value === 'present'
      ? this.pairs.slice(Math.max(0, this.#reaching - PREVIEWED), this.#reaching).reverse()
      : this.pairs.slice(this.#reaching, this.#reaching + PREVIEWED),
  );

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
    const apply = threshold?.apply ?? 0.5;
    this.lines = {
      present: Math.max(this.lowest, Math.ceil(Math.max(apply, 0.9) * 100) / 100),
      absent: Math.min(1, Math.ceil(((suggest + apply) / 2) * 100) / 100),
    };
    this.isLoaded = true;
  }

  moveLine(threshold: number): void {
    this.lines = { ...this.lines, [this.value]: threshold };
  }

  /** Finds the content of previewed photos, which names their thumbnails. */
  async loadHashes(): Promise<void> {
    const missing = this.nearest.map(({ photoId }) => photoId).filter((id) => !this.hashes.has(id));
    if (missing.length === 0) return;
    const cards = await this.#api.call('photos.cards', missing);
    this.hashes = new Map([
      ...this.hashes,
      ...cards.map((card): [PhotoId, string] => [card.id, card.contentHash]),
    ]);
  }

  /** what would be answered now */
  answers(): Omit<SuggestionAnswer, 'value'>[] {
    const { labelId } = this;
    const pairs =
      this.value === 'present' ? this.pairs.slice(0, this.#reaching) : this.pairs.slice(this.#reaching);
    return pairs.map((pair) => ({ ...pair, labelId }));
  }
}
