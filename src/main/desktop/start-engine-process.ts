/** Starts the engine's process: plain Node 24, because sharp is not safe in Electron's own processes on Linux. */

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

/**
 * Spawns the engine; what it prints goes to the log.
 *
 * file    the built engine-process.js
 * Throws AppError 'not-found' when there is no Node to run it with.
 */
export function startEngineProcess(file: string, log: Logger): ChildProcess {
  const child = spawn(findNode(), [file], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
    // Ctrl+C in a terminal reaches the whole process group; the engine must outlive it until main has put the job aside.
    detached: process.platform !== 'win32',
  });
  log.info({ pid: child.pid }, 'Engine started');
  logLines(child.stdout, (line) => log.info({ from: 'engine' }, line));
  logLines(child.stderr, (line) => log.warn({ from: 'engine' }, line));
  child.once('error', (error) => log.error({ err: error }, 'Engine could not be started'));
  child.once('exit', (code, signal) => log.info({ pid: child.pid, code, signal }, 'Engine ended'));
  return child;
}

/** A package for users carries Node among its resources; a checkout has it as a dependency. */
function findNode(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = [join(process.resourcesPath, 'node', name), ...installedNode(name)];
  const found = candidates.find((path) => existsSync(path));
  if (found) return found;
  throw new AppError('not-found', say('installation.noNode', { file: candidates.at(-1)! }));
}

function installedNode(name: string): string[] {
  try {
    return [join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', name)];
  } catch {
    return [];
  }
}

function logLines(stream: Readable | null, write: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', write);
}
