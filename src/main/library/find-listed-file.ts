/** From a file name in a list to the file on this disk. */

import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { unescapeFormula } from './formula-escape.ts';

/**
 * Finds the file that a list names.
 *
 * folder   where the list lies, absolute
 * name     absolute, or relative to the folder or to its folder `images`; the spelling of the list is tried first,
 *          then without outer blanks, with "/" for "\", and in the other Unicode forms, as disks of other systems do
 * returns  the absolute path, or null when there is no such file
 */
export async function findListedFile(folder: string, name: string): Promise<string | null> {
  for (const spelling of spellings(name)) {
    const candidates = isAbsolute(spelling)
      ? [spelling]
      : [resolve(folder, spelling), resolve(join(folder, 'images'), spelling)];
    for (const candidate of candidates) if (await isFile(candidate)) return resolve(candidate);
  }
  return null;
}

function spellings(name: string): Set<string> {
  const plain = unescapeFormula(name).trim();
  const slashed = plain.replaceAll('\\', '/');
  return new Set([name, plain, slashed, slashed.normalize('NFC'), slashed.normalize('NFD')]);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
