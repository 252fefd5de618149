/** The try-out with sample photos: its job, what it learns, its report. */

import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import type { EpochRecord } from '../../shared/model.ts';
import type { Api } from '../api.ts';

export class SampleRun {
  job = $state.raw<Job | null>(null);
  epochs = $state.raw<EpochRecord[]>([]);
  report = $state.raw<MainJobReport | null>(null);
  failure = $state.raw<FailureData | null>(null);
  isStarting = $state(false);
  isCancelling = $state(false);
  /** the report instead of the sample photos */
  isReportShown = $state(true);
  isRunning = $derived(this.job?.state === 'running' || this.job?.state === 'queued');

  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Picks up where main stands and follows changes; returns what stops following. */
  follow(): () => void {
    const stops = [
      this.#api.on('job.changed', (job) => this.#receive(job)),
      this.#api.on('training.epoch', (epoch) => {
        // A first epoch begins a new line: the job was resumed, or started again.
        this.epochs = epoch.epoch <= (this.epochs.at(-1)?.epoch ?? -1) ? [epoch] : [...this.epochs, epoch];
      }),
    ];
    void this.#guard(async () => {
      this.report = await this.#api.call('sample.report');
      const jobs = await this.#api.call('jobs.list');
      const latest = jobs.filter((job) => job.kind === 'sample').sort((a, b) => b.id - a.id)[0];
      // How an earlier run ended is told by its report, or is of no use any more.
      if (latest?.finishedAt === null && this.job === null) this.job = latest;
    });
    return () => stops.forEach((stop) => stop());
  }

  async start(): Promise<void> {
    this.failure = null;
    this.isStarting = true;
    this.isReportShown = true;
    this.epochs = [];
    await this.#guard(() => this.#api.call('sample.start'));
    this.isStarting = false;
  }

  async cancel(): Promise<void> {
    const { job } = this;
    if (!job) return;
    this.isCancelling = true;
    await this.#guard(() => this.#api.call('jobs.cancel', job.id));
  }

  #receive(job: Job): void {
    if (job.kind !== 'sample' || (this.job !== null && job.id < this.job.id)) return;
    this.job = job;
    if (this.isRunning) return;
    this.isCancelling = false;
    this.failure = job.failure;
    if (job.state === 'done')
      void this.#guard(async () => {
        this.report = await this.#api.call('sample.report');
      });
  }

  async #guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
      this.isCancelling = false;
    }
  }
}
