/**
 * An engine process for tests. Files named "poison…" end the process, "stuck…" block it for ever, "slow…" wait to be
 * cancelled, files that are all named "together…" are answered at the same time; all others are answered as unreadable with their own name as the message.
 */

import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PhotoReading } from '../../src/main/engine/engine.ts';
import { serveEngine } from '../../src/main/engine/serve-engine.ts';
import type { FromEngine, ToEngine } from '../../src/main/engine/messages.ts';
import { fakeEngine } from './fake-engine.ts';
import { verbatim } from '../../src/shared/sentences/sentence.ts';

function answer(path: string): PhotoReading {
  const message = verbatim(basename(path));
  return { kind: 'problem', path, code: 'unreadable-photo', message, sizeBytes: 1, modifiedAt: 2 };
}

const engine = fakeEngine({
  async readPhotos(request, context, onReadings) {
    if (request.files.every(({ path }) => basename(path).startsWith('together'))) {
      await Promise.all(request.files.map(({ path }) => onReadings([answer(path)])));
      return;
    }
    for (const { path } of request.files) {
      context.signal.throwIfAborted();
      const name = basename(path);
      if (name.startsWith('poison')) process.kill(process.pid, 'SIGKILL');
      if (name.startsWith('stuck')) for (;;);
      if (name.startsWith('slow')) await sleep(600_000, undefined, { signal: context.signal });
      await onReadings([answer(path)]);
      context.report({ done: 1, total: request.files.length, note: verbatim(name) });
    }
  },
  async score(_request, _context, onScores) {
    await onScores({ photoIds: [1, 2], probabilities: Float32Array.from([0.25, 0.5]) });
  },
});

const serve = serveEngine(engine, (message: FromEngine) => void process.send?.(message));
process.on('message', (message: ToEngine) => {
  void serve(message).then(() => {
    if (message.kind === 'close') process.exit(0);
  });
});
