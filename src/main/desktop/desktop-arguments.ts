/** What the desktop app takes from its command line. */

import { resolve } from 'node:path';

/** A library as a file manager passes it: its folder, or the file in it. */
const libraryPath = /\.tagwright([/\\]library\.sqlite|[/\\]*)$/;

/**
 * What `--library DIR` or `--library=DIR` names, else the first argument that is a library's folder or library.sqlite;
 * absolute; null when none is named.
 *
 * workingFolder  what relative paths are relative to
 *
 * Chromium's own options may stand before and after it, so everything else is passed over.
 */
export function libraryArgument(argv: readonly string[], workingFolder = process.cwd()): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--library=')) return resolve(workingFolder, argument.slice('--library='.length));
    const next = argv[index + 1];
    if (argument === '--library' && next !== undefined && !next.startsWith('-'))
      return resolve(workingFolder, next);
  }
  const opened = argv.slice(1).find((argument) => libraryPath.test(argument) && !argument.startsWith('-'));
  return opened === undefined ? null : resolve(workingFolder, opened);
}
