/** The licences of what a package brings along, in one text. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundPackage } from './find-packages.ts';

const LINE = '='.repeat(100);
const licenceFile = /^(licen[cs]e|copying|notice|copyright|third)/i;

/**
 * One chapter per package: name, version, licence, and the texts it came with.
 *
 * origin  half a sentence on where Electron came from
 * Throws Error for a package that has neither the name of a licence nor a text.
 */
export function licenceNotices(
  projectFolder: string,
  packages: readonly FoundPackage[],
  origin: string,
): string {
  const head = [
    'Tagwright brings along the following software.',
    '',
    `Electron: ${origin}. Its licences are in LICENSE.electron.txt and LICENSES.chromium.html.`,
    'Node.js, in resources/node: MIT; its notices are in resources/node/LICENSE.',
    'The backbones in resources/engine/resources/backbones: Apache-2.0; see NOTICE there.',
  ];
  const chapters = packages.map((found) => {
    const texts = licenceTexts(join(projectFolder, found.folder));
    const title = `${found.name} ${found.version} (${found.license || 'see below'})`;
    return [LINE, title, LINE, ...(texts.length > 0 ? texts : [withoutText(found)])].join('\n');
  });
  return [...head, '', ...chapters, ''].join('\n');
}

/** Some packages name their licence and leave out its text. */
function withoutText({ name, license }: FoundPackage): string {
  if (license === '') throw new Error(`The package ${name} says nothing of its licence.`);
  return `The package came without the text: https://spdx.org/licenses/${license}.html, https://www.npmjs.com/package/${name}`;
}

function licenceTexts(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => licenceFile.test(name)) : [];
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
}
