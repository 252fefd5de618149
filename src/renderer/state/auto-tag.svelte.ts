/** Auto-tag as the window goes through it: choose, try dry, run, look at the report, undo. */

import type { AutoTagReport, UndoReport } from '../../shared/auto-tag-report.ts';
import type { ChosenPhotos } from '../../shared/chosen-photos.ts';
import type { AutoTagRequest, AutoTagRunSummary } from '../../shared/contract.ts';
import type { FailureData } from '../../shared/errors.ts';
import type { JobId } from '../../shared/ids.ts';
import type { JobProblem } from '../../shared/job.ts';
import type { Api } from '../api.ts';
import type { Jobs } from './jobs.svelte.ts';

/** What the window waits for, and what came of it. */
export type Outcome =
  | { kind: 'report'; isDryRun: boolean; report: AutoTagReport; problems: JobProblem[] }
  | { kind: 'undone'; report: UndoReport; problems: JobProblem[] }
  | { kind: 'stopped'; isDryRun: boolean }
  | { kind: 'failed'; failure: FailureData };

/** Which photos: the library, folders and files, the selected ones, those of the search. */
export type PhotoScope = 'library' | 'chosen' | 'selection' | 'search';

/** What the library view offers to choose; null: nothing is selected, or nothing is searched. */
export interface PhotoOffers {
  selection: ChosenPhotos | null;
  search: ChosenPhotos | null;
}

type Work = 'dry' | 'real' | 'undo';

export class AutoTagging {
  scope = $state.raw<PhotoScope>('library');
  /** those of the scopes `selection` and `search`, as they were when they were chosen */
  photos = $state.raw<ChosenPhotos | null>(null);
  paths = $state.raw<string[]>([]);
  write = $state.raw<AutoTagRequest['write']>('none');
  csvFile = $state.raw<string | null>(null);
  labelScope = $state.raw<'all' | 'some'>('all');
  chosenLabels = $state.raw<ReadonlySet<string>>(new Set());
  /** of the active model, in its order */
  modelLabels = $state.raw<string[]>([]);
  runs = $state.raw<AutoTagRunSummary[]>([]);
  outcome = $state.raw<Outcome | null>(null);
  working = $state.raw<{ work: Work; jobId: JobId | null } | null>(null);

  readonly #api: Api;
  readonly #jobs: Jobs;
  #folder: string | null = null;

  constructor(api: Api, jobs: Jobs) {
    this.#api = api;
    this.#jobs = jobs;
  }

  // Getters, not $derived: this outlives the view that made it, and a view's deriveds end with it.

  /** false: something is still to be chosen */
  get isComplete(): boolean {
    return (
      (this.scope !== 'chosen' || this.paths.length > 0) &&
      (this.write !== 'csv' || this.csvFile !== null) &&
      (this.labelScope === 'all' || this.chosenLabels.size > 0)
    );
  }

  /** the run that undo would take back; null when there is none */
  get newestRun(): AutoTagRunSummary | null {
    return this.runs.find((run) => run.state !== 'undone') ?? null;
  }

  get dryReport(): AutoTagReport | null {
    return this.outcome?.kind === 'report' && this.outcome.isDryRun ? this.outcome.report : null;
  }

  /** Reads past runs and the model's labels; what was chosen and done in another library is forgotten. */
  async show(folder: string | null): Promise<void> {
    if (folder !== this.#folder) {
      this.#folder = folder;
      this.choose({
        scope: 'library',
        paths: [],
        photos: null,
        labelScope: 'all',
        chosenLabels: new Set(),
      });
    }
    const [runs, thresholds] = await Promise.all([
      this.#api.call('autoTag.runs'),
      this.#api.call('thresholds.list'),
    ]);
    this.runs = runs;
    this.modelLabels = thresholds.map(({ label }) => label);
    this.chosenLabels = new Set(this.modelLabels.filter((label) => this.chosenLabels.has(label)));
  }

  /** Changes the choice; what a dry run said of another choice is of no use any more. */
  choose(
    change: Partial<
      Pick<AutoTagging, 'scope' | 'paths' | 'photos' | 'write' | 'csvFile' | 'labelScope' | 'chosenLabels'>
    >,
  ): void {
    Object.assign(this, change);
    this.outcome = null;
  }

  /**
   * Chooses photos of a library before its auto-tag view is shown, unless something is being done.
   *
   * folder  of the library that the photos are of
   */
  choosePhotos(folder: string | null, scope: 'selection' | 'search', photos: ChosenPhotos): void {
    if (this.working !== null) return;
    this.#folder = folder;
    this.choose({ scope, photos });
  }

  /**
   * When the view is shown again: what was selected or searched since takes the place of what was chosen. What was
   * stopped keeps its photos, so that it can go on.
   */
  takeUp(offers: PhotoOffers): void {
    if (this.scope !== 'selection' && this.scope !== 'search') return;
    const offer = offers[this.scope];
    if (offer === null || this.working !== null || this.outcome?.kind === 'stopped') return;
    if (areSame(offer, this.photos)) return;
    this.photos = offer;
    if (this.dryReport !== null) this.outcome = null;
  }

  async addPaths(kind: 'files' | 'folders'): Promise<void> {
    const added = await this.#api.call('library.choosePhotos', kind);
    if (added.length > 0) this.choose({ scope: 'chosen', paths: [...new Set([...this.paths, ...added])] });
  }

  async chooseCsvFile(): Promise<void> {
    const csvFile = await this.#api.call('autoTag.chooseCsvFile');
    if (csvFile !== null) this.choose({ csvFile, write: 'csv' });
  }

  toggleLabel(label: string): void {
    const chosen = new Set(this.chosenLabels);
    if (!chosen.delete(label)) chosen.add(label);
    this.choose({ labelScope: 'some', chosenLabels: chosen });
  }

  /** Resolves when the run is over; its end is in `outcome`. */
  async start(isDryRun: boolean): Promise<void> {
    const { write } = this;
    const request: AutoTagRequest = {
      paths: this.scope === 'chosen' ? this.paths : [],
      photos: this.scope === 'selection' || this.scope === 'search' ? this.photos : null,
      write,
      csvFile: write === 'csv' ? this.csvFile : null,
      labels: this.labelScope === 'all' ? [] : [...this.chosenLabels],
      isDryRun,
    };
    await this.#work(isDryRun ? 'dry' : 'real', () => this.#api.call('autoTag.start', request));
  }

  /** Takes the newest run back; resolves when that is over. */
  async undoNewest(): Promise<void> {
    await this.#work('undo', () => this.#api.call('autoTag.undo'));
  }

  async cancel(): Promise<void> {
    const jobId = this.working?.jobId ?? null;
    if (jobId !== null) await this.#jobs.cancel(jobId);
  }

  async #work(work: Work, begin: () => Promise<JobId>): Promise<void> {
    if (this.working !== null) return;
    this.outcome = null;
    this.working = { work, jobId: null };
    try {
      const jobId = await begin();
      this.working = { work, jobId };
      this.outcome = await this.#outcomeOf(work, jobId);
    } finally {
      this.working = null;
      this.runs = await this.#api.call('autoTag.runs');
    }
  }

  async #outcomeOf(work: Work, jobId: JobId): Promise<Outcome> {
    const job = await this.#jobs.whenFinished(jobId);
    if (job.failure !== null) return { kind: 'failed', failure: job.failure };
    if (job.state !== 'done') return { kind: 'stopped', isDryRun: work === 'dry' };
    const [result, problems] = await Promise.all([
      this.#api.call('jobs.result', jobId),
      this.#api.call('jobs.problems', jobId),
    ]);
    // Main checked what it stored; a job's kind tells the type of its result.
    if (work === 'undo') return { kind: 'undone', report: result as UndoReport, problems };
    return { kind: 'report', isDryRun: work === 'dry', report: result as AutoTagReport, problems };
  }
}

function areSame(some: ChosenPhotos, others: ChosenPhotos | null): boolean {
  if (some.search !== others?.search || some.photoIds.length !== others.photoIds.length) return false;
  const ids = new Set(others.photoIds);
  return some.photoIds.every((id) => ids.has(id));
}

const kept = new WeakMap<Jobs, AutoTagging>();

/** The one of this window: choice and report are still there after a look at another view. */
export function keptAutoTagging(api: Api, jobs: Jobs): AutoTagging {
  const known = kept.get(jobs) ?? new AutoTagging(api, jobs);
  kept.set(jobs, known);
  return known;
}
