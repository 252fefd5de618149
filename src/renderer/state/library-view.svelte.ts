/** The open library as the window shows it. */

import type { AppDescription, ShownLibrary } from '../../shared/contract.ts';
import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { Api } from '../api.ts';

export class LibraryView {
  summary = $state.raw<ShownLibrary | null>(null);
  description = $state.raw<AppDescription | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** changes when another library is shown */
  folder = $derived(this.summary?.folder ?? null);

  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Loads everything and follows changes; returns what stops following. */
  follow(): () => void {
    const stop = this.#api.on('library.changed', (summary) => {
      this.summary = summary;
    });
    void this.#guard(async () => {
      this.summary = await this.#api.call('library.summary');
    });
    void this.#guard(async () => {
      this.description = await this.#api.call('app.describe');
    });
    return stop;
  }

  /** From the sample library back to the person's own. */
  async leaveSample(): Promise<void> {
    await this.#guard(() => this.#api.call('sample.leave'));
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
