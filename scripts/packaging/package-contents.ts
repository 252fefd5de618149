/** What goes into the package, and where. */

import type { FileSet } from 'electron-builder';
import { findPackages, type FoundPackage } from './find-packages.ts';

/** What src/main, without the engine, imports. */
const mainPackages = ['@xmldom/xmldom', 'better-sqlite3', 'csv-parse', 'csv-stringify', 'pino', 'zod'];

/** What the engine's process imports. */
const enginePackages = [
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-node',
  'better-sqlite3',
  'exifreader',
  'libheif-js',
  'onnxruntime-node',
  'protobufjs',
  'sharp',
  'zod',
];

/** Built into the window's scripts; shipped in that form. */
const windowPackages = ['@internationalized/date', '@lucide/svelte', 'bits-ui', 'fzf', 'svelte', 'uplot'];

/** Types, and what only the install scripts of others use. */
const skipped = (name: string): boolean =>
  name.startsWith('@types/') || ['@webgpu/types', 'adm-zip', 'global-agent', 'node-addon-api'].includes(name);

/** Of out/main, what the engine runs on; main needs the chunks, too. */
export const engineScripts = ['engine-process.js', 'heic-worker.js', 'chunks'];

/** Of no use at run time. */
const neverShipped = ['!**/*.map', '!**/*.d.{ts,mts,cts}', '!**/*.{ts,mts,cts}', '!**/.*'];

export interface Target {
  platform: NodeJS.Platform;
  arch: string;
}

/** What the app's archive holds: the built app, and the packages of main. */
export function archiveFiles(projectFolder: string, target: Target): (string | FileSet)[] {
  return [
    'package.json',
    'resources/icon.png',
    'out/**',
    ...engineScripts.filter((name) => name !== 'chunks').map((name) => `!out/main/${name}`),
    // Every package that is installed would be taken along otherwise, the engine's and the window's too.
    '!node_modules/**',
    ...packageFiles(findPackages(projectFolder, mainPackages, skipped), target, ''),
  ];
}

/**
 * What lies beside the archive: the engine's packages, its Node and the backbones. Plain Node cannot read an archive,
 * and the engine is a program of its own. Its scripts are not among them: electron-builder leaves out of the archive
 * whatever it puts beside it, and main shares some.
 *
 * nodeBinary  absolute
 */
export function engineFiles(projectFolder: string, target: Target, nodeBinary: string): FileSet[] {
  const nodeName = target.platform === 'win32' ? 'node.exe' : 'node';
  return [
    { from: 'resources/backbones', to: 'engine/resources/backbones' },
    { from: nodeBinary, to: `node/${nodeName}` },
    ...packageFiles(findPackages(projectFolder, enginePackages, skipped), target, 'engine/'),
  ];
}

/** root: where node_modules lies in the package, with a slash at its end */
function packageFiles(packages: readonly FoundPackage[], target: Target, root: string): FileSet[] {
  return packages.map((found) => ({
    from: found.folder,
    to: `${root}${found.folder}`,
    filter: [
      '**/*',
      '!node_modules/**',
      ...leftOut(found, target).map((pattern) => `!${pattern}`),
      ...neverShipped,
    ],
  }));
}

/** Every npm package of which something is shipped, for the licence notices. */
export function shippedPackages(projectFolder: string): FoundPackage[] {
  return findPackages(
    projectFolder,
    [...new Set([...mainPackages, ...enginePackages, ...windowPackages])],
    skipped,
  );
}

/** Sources and other systems' binaries, relative to the package's folder. */
function leftOut({ name }: FoundPackage, { platform, arch }: Target): string[] {
  if (name === 'better-sqlite3')
    return ['deps/**', 'src/**', 'binding.gyp', ...otherPrebuilds(platform, arch)];
  if (name === 'onnxruntime-node') return ['script/**', ...otherRuntimes(platform, arch)];
  return [];
}

function otherPrebuilds(platform: NodeJS.Platform, arch: string): string[] {
  // Which C library a Linux has shows only where the app is started.
  const own = platform === 'linux' ? ['linux', 'linuxmusl'] : [platform];
  return ['darwin', 'linux', 'linuxmusl', 'win32']
    .flatMap((system) => ['arm64', 'x64'].map((processor) => ({ system, processor })))
    .filter(({ system, processor }) => !own.includes(system as NodeJS.Platform) || processor !== arch)
    .map(({ system, processor }) => `prebuilds/${system}-${processor}.node`);
}

function otherRuntimes(platform: NodeJS.Platform, arch: string): string[] {
  return ['darwin', 'linux', 'win32'].flatMap((system) =>
    ['arm64', 'x64']
      .filter((processor) => system !== platform || processor !== arch)
      .map((processor) => `bin/napi-v*/${system}/${processor}/**`),
  );
}
