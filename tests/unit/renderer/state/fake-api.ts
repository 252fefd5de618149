/** The window's bridge, answered by the test. */

import type { EventName, Events, InputOf, OutputOf, RequestName } from '../../../../src/shared/contract.ts';
import type { Api } from '../../../../src/renderer/api.ts';

export type Answers = {
  [Name in RequestName]?: (input: InputOf<Name>) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

export interface FakeApi extends Api {
  /** what was asked, in order */
  readonly asked: { name: RequestName; input: unknown }[];
  /** as main announces it */
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

/** answers  one per request the test expects; any other rejects */
export function fakeApi(answers: Answers): FakeApi {
  const asked: FakeApi['asked'] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  return {
    asked,
    call: async (name, ...[input]) => {
      asked.push({ name, input });
      const answer = answers[name] as ((input: unknown) => unknown) | undefined;
      if (!answer) throw new Error(`${name} was not expected`);
      return (await answer(input)) as never;
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => void all.delete(listener);
    },
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    pathOf: () => '',
  };
}
