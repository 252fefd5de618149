/** Answers engine calls that arrive as messages: the engine process's side of the border. */

import { toFailure } from '../../shared/errors.ts';
import type { Engine } from './engine.ts';
import { engineMethods, uniformCalls, type FromEngine, type ToEngine } from './messages.ts';

interface OpenCall {
  abort: AbortController;
  /** by part number: lets whoever handed out the part go on */
  waiting: Map<number, () => void>;
}

/**
 * Serves one engine.
 *
 * engine   does the work
 * send     delivers a message to main
 * returns  a function to be called with every message from main; 'close' resolves after the engine is closed
 */
export function serveEngine(
  engine: Engine,
  send: (message: FromEngine) => void,
): (message: ToEngine) => Promise<void> {
  const calls = uniformCalls(engine);
  const open = new Map<number, OpenCall>();

  const run = async (message: Extract<ToEngine, { kind: 'call' }>): Promise<void> => {
    const { id, method, request } = message;
    const call: OpenCall = { abort: new AbortController(), waiting: new Map() };
    open.set(id, call);
    try {
      if (!Object.hasOwn(engineMethods, method)) throw new Error(`The engine knows no “${method}”.`);
      const context = {
        signal: call.abort.signal,
        report: (progress: Extract<FromEngine, { kind: 'progress' }>['progress']) =>
          send({ kind: 'progress', id, progress }),
      };
      // Handing out waits for the receiver: a slow one slows the engine down instead of filling memory.
      let nextNumber = 0;
      const onPart = (part: unknown): Promise<void> =>
        new Promise((resolve) => {
          const number = nextNumber++;
          call.waiting.set(number, resolve);
          send({ kind: 'part', id, number, part });
        });
      const result = await calls[method](request, context, onPart);
      send({ kind: 'result', id, result });
    } catch (error) {
      if (!call.abort.signal.aborted) console.error(error);
      send({ kind: 'failure', id, failure: toFailure(error) });
    } finally {
      open.delete(id);
    }
  };

  return async (message) => {
    switch (message.kind) {
      case 'call':
        return run(message);
      case 'cancel':
        open.get(message.id)?.abort.abort();
        return;
      case 'part-taken':
        takePart(open.get(message.id), message.number);
        return;
      case 'close':
        for (const call of open.values()) call.abort.abort();
        return engine.close();
    }
  };
}

function takePart(call: OpenCall | undefined, number: number): void {
  call?.waiting.get(number)?.();
  call?.waiting.delete(number);
}
