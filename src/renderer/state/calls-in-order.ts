/** Calls to main one after the other, for what is shown before main has been told: an undo must find what it takes back. */

export class CallsInOrder {
  #last: Promise<unknown> = Promise.resolve();
  #untold = 0;

  /** True while a change of one's own is shown that main has not answered: what main says meanwhile is older. */
  get isTelling(): boolean {
    return this.#untold > 0;
  }

  /** Makes a call after all before it, whether those went well or not; settles as the call does. */
  call<Result>(call: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(call, call);
    this.#last = result.catch(() => {});
    return result;
  }

  /**
   * Asks what main knows, after all calls before it, and again as long as something is shown that main had not been told
   * then; `take` comes before anything else that the person does.
   */
  async read<Result>(ask: () => Promise<Result>, take: (result: Result) => void): Promise<void> {
    let isTaken = false;
    while (!isTaken)
      await this.call(async () => {
        const result = await ask();
        isTaken = !this.isTelling;
        if (isTaken) take(result);
      });
  }

  /** The same as call, of a change that is shown already. */
  tell<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#untold++;
    return this.call(async () => {
      try {
        return await call();
      } finally {
        this.#untold--;
      }
    });
  }
}
