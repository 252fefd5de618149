/** Makes the app folder that people can start without a checkout. */

import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { packagedFuses } from '../fuses.ts';
import { SetUpError } from '../launcher/run-command.ts';
import { licenceNotices } from './licence-notices.ts';
import { writeLinuxAssociation } from './linux-association.ts';
import { archiveFiles, engineFiles, engineScripts, shippedPackages } from './package-contents.ts';

export interface PackageOptions {
  projectFolder: string;
  /** Electron's executable */
  electron: string;
  /** half a sentence on where Electron came from, for the notices */
  origin: string;
  outputFolder: string;
}

/** Packs the built app for this system; returns the executable (on a Mac: the .app folder). */
export async function packageApp(options: PackageOptions): Promise<string> {
  const { projectFolder, outputFolder } = options;
  let executable = '';
  await build({
    projectDir: projectFolder,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...configuration(options),
      directories: { output: outputFolder, buildResources: 'resources' },
      afterPack: async (context) => {
        executable = await finish(context, options);
      },
    },
  });
  return executable;
}

function configuration({ projectFolder, electron }: PackageOptions): Configuration {
  const target = { platform: process.platform, arch: process.arch };
  const distribution = distributionOf(electron);
  return {
    appId: 'app.tagwright.desktop',
    productName: 'Tagwright',
    electronDist: distribution,
    electronVersion: readFileSync(join(distribution, 'version'), 'utf8').trim().replace(/^v/, ''),
    // Every binary that is shipped is made for Node-API, and fits Electron and Node alike.
    npmRebuild: false,
    asar: true,
    asarUnpack: ['**/*.node'],
    files: archiveFiles(projectFolder, target),
    extraResources: engineFiles(projectFolder, target, nodeBinary()),
    linux: { executableName: 'tagwright', category: 'Graphics', icon: 'resources/icon.png' },
    win: { icon: 'resources/icon.png' },
    mac: {
      category: 'public.app-category.photography',
      icon: 'resources/icon.png',
      // The folder NAME.tagwright is one document to the Finder.
      fileAssociations: [{ ext: 'tagwright', name: 'Tagwright Library', role: 'Editor', isPackage: true }],
      identity: null,
    },
  };
}

/** Before anything is signed: fuses, notices, and what a Linux desktop needs to know. */
async function finish(context: AfterPackContext, options: PackageOptions): Promise<string> {
  const { packager, appOutDir, electronPlatformName } = context;
  const isMac = electronPlatformName === 'darwin';
  const name = packager.appInfo.productFilename;
  const bundle = join(appOutDir, `${name}.app`);
  const resources = isMac ? join(bundle, 'Contents', 'Resources') : join(appOutDir, 'resources');
  const executables: Record<string, string> = { darwin: bundle, win32: join(appOutDir, `${name}.exe`) };
  const executable = executables[electronPlatformName] ?? join(appOutDir, 'tagwright');

  const { projectFolder, origin } = options;
  rmSync(join(resources, 'default_app.asar'), { force: true });
  for (const script of engineScripts)
    cpSync(join(projectFolder, 'out', 'main', script), join(resources, 'engine', 'out', 'main', script), {
      recursive: true,
    });
  // Without it, Node would take the scripts for CommonJS.
  writeFileSync(join(resources, 'engine', 'package.json'), '{ "type": "module" }\n');
  await flipFuses(executable, { ...packagedFuses, resetAdHocDarwinSignature: isMac });
  const notices = licenceNotices(projectFolder, shippedPackages(projectFolder), origin);
  writeFileSync(join(isMac ? resources : appOutDir, 'THIRD-PARTY-NOTICES.txt'), notices);
  const nodeLicence = join(dirname(nodeBinary()), '..', 'LICENSE');
  copyFileSync(nodeLicence, join(resources, 'node', 'LICENSE'));
  if (electronPlatformName === 'linux') {
    const desktopFolder = join(resources, 'desktop');
    writeLinuxAssociation(desktopFolder);
    cpSync(join(projectFolder, 'resources', 'icon.png'), join(desktopFolder, 'tagwright.png'));
  }
  return executable;
}

/**
 * The binary of the npm package `node`, taken from the package that it was made of: that one has the licence beside it.
 *
 * Throws SetUpError when that package is gone, as it is after `npm prune`.
 */
function nodeBinary(): string {
  const fromNode = createRequire(createRequire(import.meta.url).resolve('node/package.json'));
  const system = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const folder = dirname(fromNode.resolve(`node-${system}-${process.arch}/package.json`));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    throw new SetUpError('The Node that goes into the package is not wholly installed. Run: npm ci');
  }
}

/** The folder of an Electron that was unpacked: that of the executable, on a Mac that of Electron.app. */
function distributionOf(electron: string): string {
  return process.platform === 'darwin' ? join(electron, '..', '..', '..', '..') : dirname(electron);
}
