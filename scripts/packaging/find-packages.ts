/** Which npm packages a part of the app needs at run time. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export interface FoundPackage {
  name: string;
  version: string;
  /** as its package.json has it; '' when it says nothing */
  license: string;
  /** relative to the project, with forward slashes: "node_modules/a/node_modules/b" */
  folder: string;
}

interface Manifest {
  version?: string;
  license?: string | { type?: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * The packages and all that they depend on, each installed copy once, by folder.
 *
 * projectFolder  where node_modules lies, absolute
 * names          direct dependencies
 * isSkipped      says of which packages nothing is wanted, nor of what they alone depend on
 * Optional dependencies, of the project's too, need not be installed. Throws Error when any other one is not.
 */
export function findPackages(
  projectFolder: string,
  names: readonly string[],
  isSkipped: (name: string) => boolean = () => false,
): FoundPackage[] {
  const found = new Map<string, FoundPackage>();
  const take = (name: string, from: string, isNeeded: boolean): void => {
    if (isSkipped(name)) return;
    const folder = locate(projectFolder, from, name);
    if (folder === null) {
      if (isNeeded) throw new Error(`The package ${name} is not installed. Run: npm ci`);
      return;
    }
    const place = relative(projectFolder, folder).split(sep).join('/');
    if (found.has(place)) return;
    const manifest = readManifest(folder);
    const { version = '', license = '', dependencies = {}, optionalDependencies = {} } = manifest;
    const licenseName = typeof license === 'string' ? license : (license.type ?? '');
    found.set(place, { name, version, license: licenseName, folder: place });
    for (const dependency of Object.keys(optionalDependencies)) take(dependency, folder, false);
    for (const dependency of Object.keys(dependencies))
      take(dependency, folder, !(dependency in optionalDependencies));
  };
  const { optionalDependencies: mayLack = {} } = readManifest(projectFolder);
  for (const name of names) take(name, projectFolder, !(name in mayLack));
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** As Node looks for a package: beside its user, then further up; not above the project. */
function locate(projectFolder: string, from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === projectFolder || dirname(folder) === folder) return null;
  }
}
