/** Finds an Electron that can be started: the official one first, then the pinned fallback. */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findFallbackElectron } from './fallback-electron.ts';
import { capture, SetUpError } from './run-command.ts';

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * The path of an Electron executable.
 *
 * Downloads the official one with the electron package's own installer when it is not there yet. Where its release
 * host cannot be reached, takes the fallback (Linux x64 only) and says so on the terminal.
 * Throws SetUpError when there is neither.
 */
export async function ensureElectron(): Promise<string> {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const present = findOfficialElectron(packageFolder);
  if (present) return present;

  console.log('Fetching Electron …');
  const download = await capture(process.execPath, [join(packageFolder, 'install.js')], {
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  const official = findOfficialElectron(packageFolder);
  if (official) return official;

  const reason = firstLine(download.stderr) || `its installer ended with code ${download.code}`;
  const fallback = await findFallbackElectron();
  if (fallback.path === null)
    throw new SetUpError(
      `Electron could not be downloaded (${reason}) and ${fallback.reason} ` +
        'Connect to the internet and start again, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron.',
    );
  console.log(`Electron's release host cannot be reached (${reason}): using ${fallback.description}.`);
  return fallback.path;
}

/** The executable that the electron package downloaded, or that ELECTRON_OVERRIDE_DIST_PATH points to; else null. */
function findOfficialElectron(packageFolder: string): string | null {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(packageFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : override ? 'electron' : null;
  if (name === null) return null;
  const path = join(override ?? join(packageFolder, 'dist'), name);
  return existsSync(path) ? path : null;
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/^(TypeError|Error): /, '').trim();
}
