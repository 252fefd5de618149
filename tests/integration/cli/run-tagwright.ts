/** Runs the real command as a child process. */

import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

const script = resolve(import.meta.dirname, '../../../bin/tagwright.mjs');

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  process: ChildProcess;
  result: Promise<CommandResult>;
}

/**
 * Starts `tagwright`.
 *
 * folder   working folder; the library is test.tagwright in it unless the arguments say otherwise
 * node     the Node that runs bin/tagwright.mjs; default: this one
 */
export function startTagwright(folder: string, args: string[], node = process.execPath): RunningCommand {
  const child = spawn(node, [script, ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TAGWRIGHT_LIBRARY: join(folder, 'test.tagwright'),
      ...(process.env.LD_LIBRARY_PATH && { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const result = new Promise<CommandResult>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
  return { process: child, result };
}

/** Runs it to its end. */
export function tagwright(folder: string, ...args: string[]): Promise<CommandResult> {
  return startTagwright(folder, args).result;
}

/** Runs it with --json; throws when it does not end well or prints anything but one document. */
export async function tagwrightJson<Document>(folder: string, ...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await tagwright(folder, ...args, '--json');
  if (code !== 0) throw new Error(`tagwright ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Document;
}
