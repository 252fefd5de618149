/** What the desktop app takes from its command line. */

import { resolve } from 'node:path';

/**
 * The folder of `--library DIR` or `--library=DIR`, absolute; null when it is not named.
 *
 * Chromium's own options may stand before and after it, so everything else is passed over.
 */
export function libraryArgument(argv: string[]): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--library=')) return resolve(argument.slice('--library='.length));
    const next = argv[index + 1];
    if (argument === '--library' && next !== undefined && !next.startsWith('-')) return resolve(next);
  }
  return null;
}
