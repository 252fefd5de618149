/** Answers one request of the window. Knows nothing of Electron. */

import { z } from 'zod';
import { requests, type Answer, type Handlers, type RequestName } from '../../shared/contract.ts';
import { AppError, toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

export interface RequestLog {
  error(details: object, message: string): void;
}

/**
 * Checks the name and the input, runs the answer, turns whatever is thrown into data.
 *
 * name, input  as they came from the window: not to be trusted
 * returns      the answer's value, or a failure with a sentence for a person; never rejects
 * The unexpected ('internal') is logged whole and told calmly: its message may hold what is of no use to a person.
 */
export async function answer(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  log: RequestLog,
): Promise<Answer<unknown>> {
  try {
    if (!isRequestName(name))
      throw new AppError('invalid-input', say('requests.unknown', { name: String(name) }));
    const handler = handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: await handler(parseInput(name, input)) };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code !== 'internal') return { ok: false, failure };
    log.error({ request: name, err: error }, 'A request failed unexpectedly');
    return { ok: false, failure: { code: 'internal', message: say('requests.detailsInLog') } };
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

function parseInput(name: RequestName, input: unknown): unknown {
  const parsed = requests[name].input.safeParse(input);
  if (parsed.success) return parsed.data;
  const problem = z.prettifyError(parsed.error);
  throw new AppError('invalid-input', say('requests.wrongInput', { name, problem }));
}
