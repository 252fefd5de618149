/** Entry of the engine's own process: plain Node 24, started and supervised by main. */

import { createLocalEngine } from './local-engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { serveEngine } from './serve-engine.ts';

const engine = createLocalEngine();
const serve = serveEngine(engine, (message: FromEngine) => {
  if (process.connected) process.send?.(message);
});

process.on('message', (message: ToEngine) => {
  void serve(message).then(() => {
    if (message.kind === 'close') process.exit(0);
  });
});

// Main is gone: nobody is left to compute for.
process.on('disconnect', () => process.exit(0));
