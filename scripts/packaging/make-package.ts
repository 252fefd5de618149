/** From a checkout to the package in dist/. */

import { join } from 'node:path';
import { ensureBuilt } from '../launcher/build.ts';
import { isFallbackElectron } from '../launcher/fallback-electron.ts';
import { packageApp } from './package-app.ts';

/**
 * Builds what is out of date, packs it, and says what it made; returns the executable (on a Mac: the .app folder).
 *
 * electron  its executable; where it came from is told on the terminal and in the notices
 * Throws SetUpError when the build fails.
 */
export async function makePackage(projectFolder: string, electron: string): Promise<string> {
  await ensureBuilt();
  const isFallback = isFallbackElectron(electron);
  const executable = await packageApp({
    projectFolder,
    electron,
    origin: isFallback ? 'another publisher’s copy, FOR TESTS ONLY, not to be handed on' : 'the official one',
    outputFolder: join(projectFolder, 'dist'),
  });
  console.log(`Packaged: ${executable}`);
  if (isFallback)
    console.log('For tests only: it holds another publisher’s copy of Electron. Do not hand it on.');
  return executable;
}
