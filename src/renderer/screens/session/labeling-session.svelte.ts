/**
 * One labeling session: photos in a fixed order, none of which vanishes when its tags change. What is shown goes
 * ahead of main's answer; when main refuses, the photo is read anew.
 */

import type { TagChange } from '../../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../../shared/ids.ts';
import type { AnnotationValue } from '../../../shared/label.ts';
import type { LabelScore, PhotoDetails } from '../../../shared/photo-set.ts';
import type { Api } from '../../api.ts';
import { openSuggestions } from '../../open-suggestions.ts';
import { labelsPerMinute } from './labeling-pace.ts';
import { nextPlace } from './next-place.ts';

type Value = AnnotationValue | 'unknown';
type Ahead = Readonly<Record<string, Value>>;

/** How many photos before and after the shown one are read in advance. */
const READ_AHEAD = 2;

export interface SessionOptions {
  api: Api;
  photoIds: readonly PhotoId[];
  /** makes a change as one step of undo; rejects when main refuses */
  change(change: TagChange): Promise<void>;
  nowMs(): number;
}

export class LabelingSession {
  readonly photoIds: readonly PhotoId[];
  index = $state(0);
  #known = $state.raw<Readonly<Record<number, PhotoDetails>>>({});
  /** what was changed and is not answered yet, by "photo label" */
  #ahead = $state.raw<Ahead>({});
  #labelTimesMs = $state.raw<readonly number[]>([]);
  #labeledPhotos = $state.raw<readonly PhotoId[]>([]);

  photoId = $derived.by(() => this.photoIds[this.index]!);
  details = $derived.by(() => this.#known[this.photoId] ?? null);
  labelCount = $derived.by(() => this.#labelTimesMs.length);
  labeledPhotoCount = $derived.by(() => this.#labeledPhotos.length);
  perMinute = $derived.by(() => labelsPerMinute(this.#labelTimesMs));
  /** not answered yet, most likely first */
  suggestions = $derived.by(() =>
    this.details === null
      ? []
      : openSuggestions(this.details).filter(({ labelId }) => this.#ahead[this.#key(labelId)] === undefined),
  );

  readonly #options: SessionOptions;
  #changesUnderWay = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.photoIds = options.photoIds;
  }

  /** What is said of the shown photo. */
  valueOf(labelId: LabelId): Value {
    const ahead = this.#ahead[this.#key(labelId)];
    if (ahead !== undefined) return ahead;
    return this.details?.annotations.find((each) => each.labelId === labelId)?.value ?? 'unknown';
  }

  /** The photos to have pictures of in advance: those after the shown one, then those before. */
  neighbours(): PhotoId[] {
    const offsets = Array.from({ length: READ_AHEAD }, (_, step) => [step + 1, -step - 1]).flat();
    return offsets.map((offset) => this.photoIds[this.index + offset]).filter((id) => id !== undefined);
  }

  /** Shows another photo; false when there is none at that place. */
  go(index: number): boolean {
    if (index < 0 || index >= this.photoIds.length) return false;
    this.index = index;
    return true;
  }

  /** Reads the shown photo and its neighbours, and forgets those further away. */
  async read(): Promise<void> {
    const wanted = [this.photoId, ...this.neighbours()];
    this.#known = Object.fromEntries(
      wanted.filter((id) => id in this.#known).map((id) => [id, this.#known[id]!]),
    );
    for (const id of wanted) if (!(id in this.#known)) await this.#readOne(id);
  }

  /** Tags changed (null: of any photo): those that were read are read anew. */
  async refresh(photoIds: readonly PhotoId[] | null): Promise<void> {
    const stale = Object.keys(this.#known).map((id) => Number(id) as PhotoId);
    for (const id of stale) if (photoIds === null || photoIds.includes(id)) await this.#readOne(id);
  }

  /** Says of a photo, the shown one by default, that it has the label, has it not, or that nobody knows. */
  async set(labelId: LabelId, value: Value, photoId = this.photoId): Promise<void> {
    if (value !== 'unknown') this.#countLabels(photoId, 1);
    const ahead = { [`${photoId} ${labelId}`]: value };
    await this.#make(ahead, { kind: 'set', photoIds: [photoId], labelId, value }, photoId);
  }

  /** Gives the shown photo a label that does not exist yet; what is shown when main has made it does not matter. */
  async giveNew(makeLabel: () => Promise<LabelId>): Promise<void> {
    const { photoId } = this;
    await this.set(await makeLabel(), 'present', photoId);
  }

  /** Accepts or rejects suggestions for the shown photo. */
  async answer(scores: readonly LabelScore[], value: AnnotationValue): Promise<void> {
    const { photoId } = this;
    this.#countLabels(photoId, scores.length);
    await this.#make(Object.fromEntries(scores.map(({ labelId }) => [this.#key(labelId), value])), {
      kind: 'answer',
      answers: scores.map(({ labelId, probability }) => ({ photoId, labelId, value, score: probability })),
    });
  }

  /** Gives the shown photo the labels of the one before it; false when it is the first. */
  async setSameAsPrevious(): Promise<boolean> {
    const from = this.photoIds[this.index - 1];
    if (from === undefined) return false;
    const given = this.#answersOf(from);
    this.#countLabels(this.photoId, given.length);
    await this.#make(Object.fromEntries(given.map(([labelId, value]) => [this.#key(labelId), value])), {
      kind: 'same-as',
      photoIds: [this.photoId],
      from,
    });
    return true;
  }

  async setFullyTagged(isFullyTagged: boolean): Promise<void> {
    await this.#make({}, { kind: 'fully-tagged', photoIds: [this.photoId], isFullyTagged });
  }

  /** The place of the next photo of which nothing is known; null when none follows. */
  async findUntagged(): Promise<number | null> {
    const { ids } = await this.#options.api.call('photos.query', {
      search: 'untagged',
      order: 'added',
      grouping: 'none',
    });
    return nextPlace(this.photoIds, this.index, ids);
  }

  async #make(ahead: Ahead, change: TagChange, photoId = this.photoId): Promise<void> {
    this.#ahead = { ...this.#ahead, ...ahead };
    this.#changesUnderWay++;
    try {
      await this.#options.change(change);
    } finally {
      await this.#readOne(photoId);
      this.#changesUnderWay--;
      if (this.#changesUnderWay === 0) this.#ahead = {};
    }
  }

  async #readOne(photoId: PhotoId): Promise<void> {
    const details = await this.#options.api.call('photos.details', photoId);
    this.#known = { ...this.#known, [photoId]: details };
  }

  /** What is said of a photo that was read, changes that are not answered yet included. */
  #answersOf(photoId: PhotoId): [LabelId, AnnotationValue][] {
    const stored = (this.#known[photoId]?.annotations ?? []).map(({ labelId, value }): [string, Value] => [
      `${photoId} ${labelId}`,
      value,
    ]);
    const ahead = Object.entries(this.#ahead).filter(([key]) => key.startsWith(`${photoId} `));
    return Object.entries(Object.fromEntries([...stored, ...ahead]))
      .filter((entry): entry is [string, AnnotationValue] => entry[1] !== 'unknown')
      .map(([key, value]) => [Number(key.split(' ')[1]) as LabelId, value]);
  }

  #countLabels(photoId: PhotoId, count: number): void {
    const nowMs = this.#options.nowMs();
    this.#labelTimesMs = [...this.#labelTimesMs, ...new Array<number>(count).fill(nowMs)];
    if (count > 0 && !this.#labeledPhotos.includes(photoId))
      this.#labeledPhotos = [...this.#labeledPhotos, photoId];
  }

  #key(labelId: LabelId): string {
    return `${this.photoId} ${labelId}`;
  }
}
