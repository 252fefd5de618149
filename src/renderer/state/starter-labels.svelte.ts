/** A stranger's opinion of the library: looking for it, choosing from it, taking it over. */

import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { JobId, PhotoId } from '../../shared/ids.ts';
import type { Language } from '../../shared/language.ts';
import type { PhotoCard } from '../../shared/photo-set.ts';
import {
  DEFAULT_STARTER_CONFIDENCE,
  photosAtLeast,
  type StarterLabel,
  type StarterOpinion,
  type StarterReport,
} from '../../shared/starter-labels.ts';
import type { Api } from '../api.ts';
import type { Jobs } from './jobs.svelte.ts';

/** Sample photos per label. */
const SAMPLES = 5;

export interface OfferedLabel {
  label: StarterLabel;
  photos: number;
  samples: PhotoCard[];
}

export class StarterLabels {
  confidence = $state(DEFAULT_STARTER_CONFIDENCE);
  /** names in English, which tell labels apart */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  opinion = $state.raw<StarterOpinion | null>(null);
  failure = $state.raw<FailureData | null>(null);
  jobId = $state.raw<JobId | null>(null);
  isLooking = $state(false);
  #cards = $state.raw<ReadonlyMap<PhotoId, PhotoCard>>(new Map());

  /** labels with at least one photo that is sure enough, as main sorted them */
  offered = $derived(
    (this.opinion?.labels ?? [])
      .map((label): OfferedLabel => ({
        label,
        photos: photosAtLeast(label, this.confidence),
        samples: label.photoIds.slice(0, SAMPLES).flatMap((id) => this.#cards.get(id) ?? []),
      }))
      .filter(({ photos }) => photos > 0),
  );
  taken = $derived(this.offered.filter(({ label }) => this.chosen.has(label.en)));
  /** that would be tagged, each once */
  takenPhotos = $derived(
    new Set(this.taken.flatMap(({ label, photos }) => label.photoIds.slice(0, photos))).size,
  );

  readonly #api: Api;
  readonly #jobs: Jobs;

  constructor(api: Api, jobs: Jobs) {
    this.#api = api;
    this.#jobs = jobs;
  }

  /** Shows what was seen when it was last looked, if it ever was. */
  async open(): Promise<void> {
    if (this.isLooking) return;
    const latest = await this.#api.call('starterLabels.latest');
    if (this.isLooking) return;
    if (latest === null) this.opinion = null;
    else if (latest.jobId !== this.jobId || this.opinion === null)
      await this.#take(latest.jobId, latest.opinion);
  }

  /** Looks at every photo; photos without an embedding of that network are read first. */
  async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    this.failure = null;
    this.opinion = null;
    try {
      this.jobId = await this.#api.call('starterLabels.start');
      const job = await this.#jobs.whenFinished(this.jobId);
      this.failure = job.failure;
      if (job.state !== 'done') return;
      // Main checked what it stored; a job's kind tells the type of its result.
      await this.#take(this.jobId, (await this.#api.call('jobs.result', this.jobId)) as StarterOpinion);
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.isLooking = false;
    }
  }

  async #take(jobId: JobId, opinion: StarterOpinion): Promise<void> {
    const samples = new Set(opinion.labels.flatMap(({ photoIds }) => photoIds.slice(0, SAMPLES)));
    const cards = await this.#api.call('photos.cards', [...samples]);
    this.#cards = new Map(cards.map((card) => [card.id, card]));
    this.chosen = new Set();
    this.jobId = jobId;
    this.opinion = opinion;
  }

  toggle(label: StarterLabel): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(label.en)) chosen.add(label.en);
    this.chosen = chosen;
  }

  /** Tags the photos of the labels chosen; one step of undo. */
  async accept(language: Language): Promise<StarterReport> {
    const report = await this.#api.call('starterLabels.accept', {
      jobId: this.jobId!,
      names: this.taken.map(({ label }) => label[language]),
      confidence: this.confidence,
      language,
    });
    this.chosen = new Set();
    return report;
  }
}
