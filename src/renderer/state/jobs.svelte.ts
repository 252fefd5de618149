/** The jobs of the shown library. */

import type { JobId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { Api } from '../api.ts';

/** True once nothing more will happen to the job. */
export function isOver(job: Job): boolean {
  return job.state !== 'running' && job.state !== 'queued';
}

export class Jobs {
  /** the job that runs, or the first that waits; null when all is quiet */
  running = $state.raw<Job | null>(null);
  /** jobs that ended while the window was open, newest first */
  finished = $state.raw<Job[]>([]);
  cancelling = $state.raw<ReadonlySet<JobId>>(new Set());

  readonly #api: Api;
  #known = new Map<JobId, Job>();
  #waiting: { id: JobId; resolve: (job: Job) => void }[] = [];

  constructor(api: Api) {
    this.#api = api;
  }

  /** Follows changes; returns what stops following. */
  follow(): () => void {
    return this.#api.on('job.changed', (job) => this.#receive(job));
  }

  /** Reads the jobs of the library that is shown now. */
  async reload(): Promise<void> {
    const jobs = await this.#api.call('jobs.list');
    this.#known = new Map(jobs.map((job) => [job.id, job]));
    this.finished = [];
    this.cancelling = new Set();
    this.#settle();
  }

  /** Resolves when the job is over, however it ends; look at its state. */
  whenFinished(id: JobId): Promise<Job> {
    const job = this.#known.get(id);
    if (job && isOver(job)) return Promise.resolve(job);
    return new Promise((resolve) => this.#waiting.push({ id, resolve }));
  }

  async cancel(id: JobId): Promise<void> {
    this.cancelling = new Set([...this.cancelling, id]);
    await this.#api.call('jobs.cancel', id);
  }

  /** Takes a finished job off the bar. */
  dismiss(id: JobId): void {
    this.finished = this.finished.filter((job) => job.id !== id);
  }

  #receive(job: Job): void {
    const before = this.#known.get(job.id);
    this.#known.set(job.id, job);
    if (isOver(job)) {
      this.cancelling = new Set([...this.cancelling].filter((id) => id !== job.id));
      if (!before || !isOver(before))
        this.finished = [job, ...this.finished.filter((other) => other.id !== job.id)].slice(0, 5);
    }
    this.#settle();
  }

  #settle(): void {
    const open = [...this.#known.values()].filter((job) => !isOver(job)).sort((a, b) => a.id - b.id);
    this.running = open.find((job) => job.state === 'running') ?? open[0] ?? null;
    const ready = this.#waiting.filter(({ id }) => {
      const job = this.#known.get(id);
      return job !== undefined && isOver(job);
    });
    this.#waiting = this.#waiting.filter((waiting) => !ready.includes(waiting));
    for (const { id, resolve } of ready) resolve(this.#known.get(id)!);
  }
}
