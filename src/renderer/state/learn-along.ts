/** Counts a person's answers, and asks main to learn from them every now and then. */

import { ANSWERS_PER_FOLLOW_UP } from '../../shared/review.ts';
import type { Api } from '../api.ts';

export class LearnAlong {
  readonly #api: Api;
  readonly #isOn: () => boolean;
  #unlearned = 0;

  /** isOn: asked after every answer, so that the setting counts at once */
  constructor(api: Api, isOn: () => boolean) {
    this.#api = api;
    this.#isOn = isOn;
  }

  /** What was counted belongs to another library. */
  forget(): void {
    this.#unlearned = 0;
  }

  /**
   * Counts answers that main has kept, or took back, and asks for a follow-up when there are enough of them.
   *
   * count    less than 0 for those that were taken back
   * isLast   true: no question is left, so that there is nothing better to wait for
   */
  async count(count: number, isLast: boolean): Promise<void> {
    this.#unlearned = Math.max(0, this.#unlearned + count);
    const isEnough = this.#unlearned >= ANSWERS_PER_FOLLOW_UP || (isLast && this.#unlearned > 0);
    if (!isEnough || count <= 0 || !this.#isOn()) return;
    this.#unlearned = 0;
    await this.#api.call('training.followUp');
  }
}
