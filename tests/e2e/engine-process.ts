/** The engine's process, as the system knows it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The child that main's log tells of last. Throws when none was started yet. */
export function engineProcessId(dataFolder: string): number {
  const lines = readFileSync(join(dataFolder, 'window', 'logs', 'tagwright.log'), 'utf8')
    .trim()
    .split('\n');
  const started = lines
    .map((line) => JSON.parse(line) as { msg: string; pid?: number })
    .filter(({ msg }) => msg === 'Engine started');
  return started.at(-1)!.pid!;
}

/**
 * Makes the engine stand still, so that a test can look at a job under way however fast the machine is. On Windows,
 * where a process cannot be halted, it goes on.
 *
 * returns  lets it go on
 */
export function haltEngine(dataFolder: string): () => void {
  if (process.platform === 'win32') return () => {};
  const processId = engineProcessId(dataFolder);
  process.kill(processId, 'SIGSTOP');
  return () => void process.kill(processId, 'SIGCONT');
}
