/** A library with a trained model, made by the command line before the window opens. */

import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { root } from './fixtures.ts';

const runFile = promisify(execFile);

/**
 * Draws photos, imports them and trains; every third photo is left without an answer.
 *
 * dataFolder  photos and library are made in it
 * returns     the library's folder, absolute
 */
export async function makeTrainedLibrary(dataFolder: string, photos: number): Promise<string> {
  const photosFolder = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photosFolder, count: photos, seed: 3 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const listFile = join(photosFolder, 'labels.csv');
  const [header, ...rows] = (await readFile(listFile, 'utf8')).trim().split('\n');
  await writeFile(listFile, [header, ...rows.filter((_, row) => row % 3 !== 2), ''].join('\n'));

  const library = join(dataFolder, 'Scenes.tagwright');
  await runTagwright(library, ['import', photosFolder, '--labels', listFile]);
  await runTagwright(library, ['train', '--backbone', 'mobilenet-v2-0.35', '--epochs', '30']);
  return library;
}

/** Runs a command of the command line on a library; rejects when it fails. */
export async function runTagwright(library: string, args: string[]): Promise<void> {
  await runFile(process.execPath, [
    join(root, 'src', 'cli', 'index.ts'),
    ...args.slice(0, 1),
    '--library',
    library,
    ...args.slice(1),
  ]);
}

/** After the training, says of the first photos of a trained library that they have not the first label that they have. */
export async function spoilSomeTags(dataFolder: string, library: string, photos: number): Promise<void> {
  const folder = join(dataFolder, 'photos');
  const rows = (await readFile(join(folder, 'labels.csv'), 'utf8')).trim().split('\n').slice(1);
  const tagged = rows.map((row) => row.split(',')).filter(([, labels]) => labels);
  for (const [file, labels] of tagged.slice(0, photos))
    await runTagwright(library, ['tag', join(folder, file!), `-${labels!.split('|')[0]}`]);
}
