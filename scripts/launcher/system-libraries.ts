/** The system libraries that Electron needs on Linux, and the virtual display that the window tests need. */

import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, isRoot, run, SetUpError } from './run-command.ts';

/** A file that must be there, and the Debian packages that bring it, newest name first. */
export interface SystemRequirement {
  kind: 'library' | 'program';
  name: string;
  packages: string[];
}

/** Debian 13 and Ubuntu 24.04 renamed some packages to …t64. */
export const windowRequirements: SystemRequirement[] = [
  { kind: 'library', name: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { kind: 'library', name: 'libnss3.so', packages: ['libnss3'] },
  { kind: 'library', name: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { kind: 'library', name: 'libgbm.so.1', packages: ['libgbm1'] },
];

export const testRequirements: SystemRequirement[] = [
  ...windowRequirements,
  { kind: 'program', name: 'Xvfb', packages: ['xvfb'] },
];

/**
 * Which requirements are not met.
 *
 * loaderCache  what `ldconfig -p` prints: one known library per line
 * hasProgram   says whether a program is on the PATH
 */
export function missingRequirements(
  requirements: SystemRequirement[],
  loaderCache: string,
  hasProgram: (name: string) => boolean,
): SystemRequirement[] {
  const libraries = new Set(loaderCache.split('\n').map((line) => line.trim().split(' ')[0]));
  return requirements.filter((requirement) =>
    requirement.kind === 'library' ? !libraries.has(requirement.name) : !hasProgram(requirement.name),
  );
}

/**
 * Installs what is missing when it may, else stops with the one command to type.
 *
 * Looks at Linux only. Throws SetUpError when something is missing and cannot be installed from here.
 */
export async function ensureSystemRequirements(requirements: SystemRequirement[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(requirements);
  if (missing.length === 0) return;
  const names = missing.map((requirement) => requirement.name).join(', ');
  if (!isOnPath('apt-get'))
    throw new SetUpError(
      `Tagwright's window needs ${names}: install them with this system's package manager.`,
    );
  if (!isRoot())
    throw new SetUpError(
      `Tagwright's window needs ${names}. Type: sudo apt-get update && sudo apt-get install -y ${(await packageNames(missing)).join(' ')}`,
    );
  console.log(`Tagwright's window needs ${names}: installing with apt-get.`);
  await install(missing);
  const stillMissing = await findMissing(requirements);
  if (stillMissing.length > 0)
    throw new SetUpError(
      `Could not install ${stillMissing.map((requirement) => requirement.name).join(', ')}. ` +
        `Type: apt-get update && apt-get install -y ${(await packageNames(stillMissing)).join(' ')}`,
    );
}

async function install(missing: SystemRequirement[]): Promise<void> {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  const packages = await packageNames(missing);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

async function packageNames(missing: SystemRequirement[]): Promise<string[]> {
  return Promise.all(missing.map((requirement) => firstKnownPackage(requirement.packages)));
}

/** libasound2 is only a virtual name where libasound2t64 exists, and apt-get refuses to install it. */
async function firstKnownPackage(packages: string[]): Promise<string> {
  for (const name of packages)
    if ((await capture('apt-cache', ['show', '--no-all-versions', name])).code === 0) return name;
  return packages.at(-1)!;
}

async function findMissing(requirements: SystemRequirement[]): Promise<SystemRequirement[]> {
  // /sbin is not on every person's PATH.
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
  const { stdout } = await capture(ldconfig, ['-p']);
  return missingRequirements(requirements, stdout, isOnPath);
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
