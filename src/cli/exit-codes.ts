/** How `tagwright` ends; docs/command-line.md promises these numbers. */

import type { ErrorCode } from '../shared/errors.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  /** done, but some files were left out */
  filesInTrouble: 3,
  /** stopped by Ctrl-C or SIGTERM, as shells count it: 128 + SIGINT */
  stopped: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a failure. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (code === 'invalid-input') return exitCodes.wrongUsage;
  return code === 'cancelled' ? exitCodes.stopped : exitCodes.failed;
}
