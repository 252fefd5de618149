/** Training as the window follows it: what it would learn from, the run, the models. It outlives its view. */

import { isNetwork } from '../../shared/composed-backbones.ts';
import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { ModelId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { BackboneId, EpochRecord, Model, ModelSummary, TrainingSettings } from '../../shared/model.ts';
import { adviseNetwork } from '../../shared/network-advice.ts';
import type {
  LookingTime,
  MovedPhoto,
  TrainingEstimate,
  TrainingPreview,
} from '../../shared/training-preview.ts';
import { defaultTrainingSettings } from '../../shared/training-settings.ts';
import type { Api } from '../api.ts';
import { isOver } from './jobs.svelte.ts';

/** What was measured of a model, and on what: photos set aside, or training photos by cross-validation. */
export interface Measures {
  evaluation: Evaluation;
  basis: 'validation' | 'cross-validation';
}

/** A model's report: what it measured, beside the model before it. */
export interface ShownReport {
  model: Model;
  /** null: nothing is known of how well it does */
  measures: Measures | null;
  /** the model trained before it; null for the first */
  previous: Model | null;
  /** of the one before; null as well when it was measured on another basis, which says nothing beside this one */
  previousMeasures: Evaluation | null;
  moved: MovedPhoto[];
}

/** Tags change in series; what would be learned from is asked again when they pause for so long. */
const settleMs = 400;

/** The settings on which the time of a fine-tuning depends. */
const timedBy: readonly (keyof TrainingSettings)[] = ['fineTune', 'augmentation', 'backbone', 'maxEpochs'];

export class Training {
  preview = $state.raw<TrainingPreview | null>(null);
  models = $state.raw<ModelSummary[]>([]);
  report = $state.raw<ShownReport | null>(null);
  settings = $state.raw<TrainingSettings>(defaultTrainingSettings);
  /** the training that runs, or the last one */
  job = $state.raw<Job | null>(null);
  epochs = $state.raw<EpochRecord[]>([]);
  /** of the run; null when the window was opened while it ran */
  maxEpochs = $state.raw<number | null>(null);
  failure = $state.raw<FailureData | null>(null);
  isStarting = $state(false);
  /** how long the settings as they are would take; null for a head alone, and before it was measured */
  estimate = $state.raw<TrainingEstimate | null>(null);
  isEstimating = $state(false);
  /** how long the chosen network takes to see the photos that are new to it; null for none, and before it was measured */
  looking = $state.raw<LookingTime | null>(null);
  /** the fold of the advanced settings; it stays as it was when the view comes back */
  isAdvancedOpen = $state(false);
  isRunning = $derived(this.job !== null && !isOver(this.job));
  /** the network that would likely do better than the model in use, whose report is shown, and is not chosen yet */
  advised: BackboneId | null = $derived.by(() => {
    const model = this.report?.model;
    const advised = model?.isActive ? adviseNetwork(model) : null;
    return advised === this.settings.backbone ? null : advised;
  });

  readonly #api: Api;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Follows changes; returns what stops following. */
  follow(): () => void {
    const stops = [
      this.#api.on('job.changed', (job) => this.#receive(job)),
      this.#api.on('training.epoch', (epoch) => this.#add(epoch)),
      this.#api.on('photos.changed', () => this.#previewLater()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Reads the models of the library that is shown now; a report and a run of another library are forgotten. */
  async reload(): Promise<void> {
    this.report = null;
    this.epochs = [];
    this.maxEpochs = null;
    this.failure = null;
    const [jobs, models] = await Promise.all([this.#api.call('jobs.list'), this.#api.call('models.list')]);
    this.models = models;
    this.job = jobs.find((job) => job.kind === 'train' && !isOver(job)) ?? null;
  }

  /** Reads what the view shows; the newest model's report when none is shown yet. */
  async open(): Promise<void> {
    await this.#guard(async () => {
      await Promise.all([this.#readPreview(), this.#readModels()]);
      if (this.report === null && this.models[0]) await this.#read(this.models[0].id);
    });
  }

  change(change: Partial<TrainingSettings>): void {
    this.settings = { ...this.settings, ...change };
    if (timedBy.some((name) => name in change)) void this.#guard(() => this.#readEstimate());
  }

  /** Chooses another network; its settings are opened, and with them what it costs. */
  chooseBackbone(backbone: BackboneId): void {
    this.isAdvancedOpen = true;
    // A composed backbone cannot be fine-tuned.
    this.change(isNetwork(backbone) ? { backbone } : { backbone, fineTune: 'head' });
  }

  async start(): Promise<void> {
    this.failure = null;
    this.isStarting = true;
    this.epochs = [];
    this.maxEpochs = this.settings.maxEpochs;
    await this.#guard(() => this.#api.call('training.start', this.settings));
    this.isStarting = false;
  }

  /** Shows the report of a model. */
  async show(id: ModelId): Promise<void> {
    await this.#guard(() => this.#read(id));
  }

  async activate(id: ModelId): Promise<void> {
    await this.#guard(async () => {
      await this.#api.call('models.activate', id);
      const shown = this.report?.model.id;
      // The report says whether its model is in use.
      await Promise.all([this.#readModels(), this.#readPreview(), shown && this.#read(shown)]);
    });
  }

  async delete(id: ModelId): Promise<void> {
    await this.#guard(async () => {
      await this.#api.call('models.delete', id);
      await this.#readModels();
      const shown = this.report?.model.id;
      const next = this.models.find((model) => model.id === shown) ?? this.models[0];
      if (next) await this.#read(next.id);
      else this.report = null;
    });
  }

  #receive(job: Job): void {
    if (job.kind === 'train') {
      if (this.job !== null && job.id < this.job.id) return;
      if (this.job?.id !== job.id) this.epochs = [];
      this.job = job;
      if (job.state === 'failed') this.failure = job.failure;
    }
    if (!isOver(job) || !['train', 'follow-up', 'score', 'sample', 'import'].includes(job.kind)) return;
    void this.#guard(async () => {
      await Promise.all([this.#readModels(), this.#readPreview()]);
      const newest = this.models[0];
      if (newest && (job.kind === 'train' || job.kind === 'sample')) await this.#read(newest.id);
      else if (job.kind === 'score' && this.report) await this.#read(this.report.model.id);
    });
  }

  #add(epoch: EpochRecord): void {
    // A first epoch begins a new run: it was resumed, or started again.
    this.epochs = epoch.epoch <= (this.epochs.at(-1)?.epoch ?? -1) ? [epoch] : [...this.epochs, epoch];
  }

  async #readModels(): Promise<void> {
    this.models = await this.#api.call('models.list');
  }

  /** Measures on this machine, which takes some seconds; an answer for settings of before is dropped. */
  async #readEstimate(): Promise<void> {
    const { settings } = this;
    this.estimate = null;
    this.looking = null;
    this.isEstimating = settings.fineTune !== 'head';
    if (!this.isEstimating) {
      const looking = await this.#api.call('training.lookingTime', settings.backbone);
      if (this.settings === settings) this.looking = looking;
      return;
    }
    try {
      const estimate = await this.#api.call('training.estimate', settings);
      if (this.settings === settings) this.estimate = estimate;
    } finally {
      if (this.settings === settings) this.isEstimating = false;
    }
  }

  async #readPreview(): Promise<void> {
    this.preview = await this.#api.call('training.preview');
  }

  async #read(id: ModelId): Promise<void> {
    // Newest first: the model before it follows it.
    const before = this.models[this.models.findIndex((model) => model.id === id) + 1];
    const [model, previous] = await Promise.all([
      this.#api.call('models.show', id),
      before ? this.#api.call('models.show', before.id) : null,
    ]);
    const moved = before ? await this.#api.call('models.moved', { modelId: id, previousId: before.id }) : [];
    const [measures, earlier] = await Promise.all([
      this.#measuresOf(model),
      previous && this.#measuresOf(previous),
    ]);
    const previousMeasures = earlier?.basis === measures?.basis ? (earlier?.evaluation ?? null) : null;
    this.report = { model, measures, previous, previousMeasures, moved };
  }

  /** Files of a model that are gone leave the rest of its report standing. */
  async #measuresOf({ id, validation }: Model): Promise<Measures | null> {
    if (validation) return { evaluation: validation, basis: validation.basis };
    try {
      const evaluation = await this.#api.call('models.crossValidated', id);
      return evaluation && { evaluation, basis: 'cross-validation' };
    } catch (error) {
      this.failure = toFailure(error);
      return null;
    }
  }

  #previewLater(): void {
    clearTimeout(this.#settling);
    if (this.preview === null) return;
    this.#settling = setTimeout(() => void this.#guard(() => this.#readPreview()), settleMs);
  }

  async #guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
