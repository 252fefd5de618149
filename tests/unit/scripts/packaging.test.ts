import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPackages } from '../../../scripts/packaging/find-packages.ts';
import { licenceNotices } from '../../../scripts/packaging/licence-notices.ts';
import {
  desktopEntry,
  libraryMimeType,
  LIBRARY_MIME_TYPE,
} from '../../../scripts/packaging/linux-association.ts';
import { shippedPackages } from '../../../scripts/packaging/package-contents.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary } from '../../helpers/test-library.ts';

const root = join(import.meta.dirname, '..', '..', '..');

function install(packages: Record<string, object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-packages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [place, manifest] of Object.entries(packages)) {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, 'package.json'), JSON.stringify(manifest));
  }
  return folder;
}

test('finds what packages depend on, each copy that Node would load', () => {
  const folder = install({
    '': { optionalDependencies: { gone: '1' } },
    'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '1', c: '1', types: '1' } },
    'node_modules/a/node_modules/b': { version: '1.1.0', dependencies: { c: '1' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0', license: { type: 'ISC' }, optionalDependencies: { d: '1' } },
    'node_modules/types': { version: '1.0.0' },
  });
  const found = findPackages(folder, ['a', 'gone'], (name) => name === 'types');
  expect(found.map(({ folder: place, version, license }) => [place, version, license])).toEqual([
    ['node_modules/a', '1.0.0', 'MIT'],
    ['node_modules/a/node_modules/b', '1.1.0', ''],
    ['node_modules/c', '3.0.0', 'ISC'],
  ]);
  expect(() => findPackages(folder, ['a', 'missing'])).toThrow('missing is not installed');
});

test('knows everything that is shipped, and its licence', () => {
  const packages = shippedPackages(root);
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['sharp', 'onnxruntime-common', 'pino', 'svelte', 'uplot']));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  // commander is the command line's, and node goes into the package as a binary.
  const forgotten = Object.keys(dependencies).filter((name) => !names.includes(name));
  expect(forgotten.sort()).toEqual(['commander', 'node']);
  const notices = licenceNotices(root, packages, 'the official one');
  expect(notices).toContain('Electron: the official one.');
  expect(notices).toMatch(/^sharp \S+ \(Apache-2\.0\)$/m);
  const nameless = { name: 'nameless', version: '1.0.0', license: '', folder: 'node_modules/nameless' };
  expect(() => licenceNotices(root, [nameless], '')).toThrow('nameless says nothing of its licence');
});

test('describes a library to the desktop as SQLite writes it', () => {
  const opened = openTestLibrary(fakeEngine());
  onTestFinished(() => opened.close());
  opened.library.database.pragma('wal_checkpoint(TRUNCATE)');
  const header = readFileSync(opened.library.paths.databaseFile);
  const description = libraryMimeType();
  expect(header.toString('latin1', 0, 15)).toBe(/offset="0" value="([^"]*)"/.exec(description)![1]);
  const magic = /type="big32" offset="(\d+)" value="0x([0-9a-f]+)"/.exec(description)!;
  expect(header.readUInt32BE(Number(magic[1])).toString(16)).toBe(magic[2]);
  expect(description).toContain(`type="${LIBRARY_MIME_TYPE}"`);
  expect(desktopEntry()).toContain(`MimeType=${LIBRARY_MIME_TYPE};`);
});
