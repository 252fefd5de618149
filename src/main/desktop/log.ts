/** The desktop app's log file. */

import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';

const LIMIT_BYTES = 5 * 1024 * 1024;

export interface DesktopLog {
  logger: Logger;
  folder: string;
}

/** Opens <folder>/tagwright.log for appending; one that has grown over 5 MB is put aside as tagwright.old.log first. */
export function openLog(folder: string): DesktopLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tagwright.log');
  if (existsSync(file) && statSync(file).size > LIMIT_BYTES)
    renameSync(file, join(folder, 'tagwright.old.log'));
  // Written at once: what matters most in a log is the line before a crash.
  return { logger: pino({ base: null }, pino.destination({ dest: file, sync: true })), folder };
}
