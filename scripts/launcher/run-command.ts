/** Child processes of the set-up and test scripts. */

import { spawn, type SpawnOptions } from 'node:child_process';

/**
 * Runs a command with its output on this terminal.
 *
 * returns its exit code; 1 when it was ended by a signal; 127 when it could not be started
 */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

export interface CapturedRun {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command and keeps what it prints.
 *
 * timeoutMs  the command is killed after this long; the code is then 1
 */
export function capture(
  command: string,
  args: string[],
  options: SpawnOptions & { timeoutMs?: number } = {},
): Promise<CapturedRun> {
  const { timeoutMs, ...spawnOptions } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...spawnOptions,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
    child.once('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** True when this process may install packages and must start Electron without its sandbox. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** A step of the set-up that a person has to finish; the message is all that is printed. */
export class SetUpError extends Error {}

/**
 * Runs a script to its end and exits with its code; a SetUpError becomes its sentence and exit code 1.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
