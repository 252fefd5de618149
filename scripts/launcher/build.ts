/** Builds the window app into out/ when its sources changed since. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run, SetUpError } from './run-command.ts';

const root = join(import.meta.dirname, '..', '..');
const results = [
  'out/main/index.js',
  'out/main/engine-process.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];
const sources = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json'];

/** The command line of electron-vite, run by this Node. */
export function electronViteCommand(args: string[]): [string, string[]] {
  const manifest = createRequire(import.meta.url).resolve('electron-vite/package.json');
  return [process.execPath, [join(dirname(manifest), 'bin', 'electron-vite.js'), ...args]];
}

/** Brings out/ up to date. Throws SetUpError when the build fails; its reasons are on the terminal then. */
export async function ensureBuilt(): Promise<void> {
  if (!isOutdated()) return;
  console.log('Building the window …');
  const [command, args] = electronViteCommand(['build', '--logLevel', 'warn']);
  if ((await run(command, args, { cwd: root })) !== 0) throw new SetUpError('The build failed.');
}

function isOutdated(): boolean {
  const built = results.map((file) => join(root, file));
  if (!built.every((file) => existsSync(file))) return true;
  const oldestResult = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.some((source) => newestChange(join(root, source)) > oldestResult);
}

/** Folders count too: a deleted file changes only its folder. Milliseconds since 1970. */
function newestChange(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    status.mtimeMs,
  );
}
