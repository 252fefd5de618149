/** What a person did in a review, newest last: to be taken back there one by one. */

export class UndoSteps<Step extends { kind: string }> {
  #steps = $state.raw<readonly Step[]>([]);

  /** The newest; undefined when there is nothing to take back. */
  get last(): Step | undefined {
    return this.#steps.at(-1);
  }

  add(step: Step): void {
    this.#steps = [...this.#steps, step];
  }

  /** Removes the newest and returns it; undefined when there is none. */
  takeLast(): Step | undefined {
    const step = this.last;
    this.#steps = this.#steps.slice(0, -1);
    return step;
  }

  /** Forgets one that failed, wherever it is. */
  remove(step: Step): void {
    this.#steps = this.#steps.filter((other) => other !== step);
  }

  /** What was passed over is asked again: taking that back would mean nothing. */
  forgetSkips(): void {
    this.#steps = this.#steps.filter(({ kind }) => kind !== 'skip');
  }

  clear(): void {
    this.#steps = [];
  }
}
