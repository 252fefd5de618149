/** Typed client of the contract; the only file that touches the bridge of the preload script. */

import type { Answer, EventName, Events, InputOf, OutputOf, RequestName } from '../shared/contract.ts';
import { fromFailure } from '../shared/errors.ts';

interface Bridge {
  request(name: string, input: unknown): Promise<Answer<unknown>>;
  on(name: string, listener: (payload: never) => void): () => void;
  pathOf(file: File): string;
}

declare global {
  interface Window {
    tagwright: Bridge;
  }
}

export interface Api {
  /** Asks main; rejects with AppError. */
  call<Name extends RequestName>(name: Name, ...input: ArgumentOf<InputOf<Name>>): Promise<OutputOf<Name>>;
  /** Listens until the returned function is called. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** Where a dropped file or folder lies, absolute; '' when it is nowhere on the disk. */
  pathOf(file: File): string;
}

type ArgumentOf<Input> = [Input] extends [undefined] ? [] : [input: Input];

export const api: Api = {
  async call(name, ...input) {
    const answer = await window.tagwright.request(name, input[0]);
    if (!answer.ok) throw fromFailure(answer.failure);
    return answer.value as OutputOf<typeof name>;
  },
  on: (name, listener) => window.tagwright.on(name, listener),
  pathOf: (file) => window.tagwright.pathOf(file),
};
