/** Writes the sample set: drawn photos as JPEG files, and what can be seen in them as labels.csv. */

import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import sharp from 'sharp';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { TaskContext } from '../task-context.ts';
import { burstPlace, DRAWING_VERSION, drawScene } from './draw-scene.ts';
import type { Scene } from './draw-scene.ts';

export interface DrawSamplesOptions {
  /** created when missing; either empty or begun by an earlier call with the same seed */
  folder: string;
  /** how many photos, 1 to 999,999 */
  count: number;
  /** any whole number: another seed draws other photos */
  seed: number;
}

const HEADER = 'file,labels\n';
const BATCH = 32;
const FILES_PER_FOLDER = 1000;

/**
 * Draws `count` photos into `<folder>/images/<year>/…` and lists them in `<folder>/labels.csv`
 * (`file,labels`, labels joined by "|"; a row without labels is a photo that shows none of them).
 * Called again after an interruption it goes on where it was; what is drawn already is not drawn again.
 *
 * throws  AppError 'cancelled' when the signal aborts, 'invalid-input' for a wrong count or seed,
 *         'conflict' when the folder holds a set of another seed, version or a larger count
 */
export async function drawSamples(options: DrawSamplesOptions, context: TaskContext): Promise<void> {
  const { folder, count, seed } = options;
  checkOptions(options);
  await mkdir(folder, { recursive: true });
  await claimFolder(folder, seed);
  const listFile = join(folder, 'labels.csv');
  const unfinishedFile = join(folder, 'labels.csv.unfinished');
  const rows = await readRows(unfinishedFile, await readRows(listFile, new Map()));
  if (rows.size > count)
    throw new AppError('conflict', say('samples.hasMore', { folder, found: rows.size, wanted: count }));
  await writeFile(unfinishedFile, HEADER + [...rows].map(([file, labels]) => `${file},${labels}\n`).join(''));

  for (let start = 0; start < count; start += BATCH) {
    const added = await drawBatch(options, start, Math.min(count, start + BATCH), rows, context.signal);
    if (added.length > 0) await appendFile(unfinishedFile, added.join(''));
    if (context.signal.aborted) throw new AppError('cancelled', say('samples.cancelled'));
    context.report({ done: Math.min(count, start + BATCH), total: count, note: say('notes.drawingSamples') });
  }

  const listed = Array.from({ length: count }, (_, index) => samplePath(index, seed));
  const finished = `${listFile}.new`;
  await writeFile(finished, HEADER + listed.map((file) => `${file},${rows.get(file)}\n`).join(''));
  await rename(finished, listFile);
  await rm(unfinishedFile);
}

/** Draws the missing photos from `start` to `end`; returns their rows, and adds them to `rows`. Stops early on abort. */
async function drawBatch(
  { folder, seed }: DrawSamplesOptions,
  start: number,
  end: number,
  rows: Map<string, string>,
  signal: AbortSignal,
): Promise<string[]> {
  const added: string[] = [];
  const writing: Promise<unknown>[] = [];
  for (let index = start; index < end && !signal.aborted; index++) {
    const file = samplePath(index, seed);
    if (rows.has(file) && (await isFile(join(folder, file)))) continue;
    const scene = drawScene(index, seed);
    // sharp compresses on its own threads while the next scene is drawn here.
    // Failures are kept until all have ended: a promise that fails while nobody waits for it ends the process.
    writing.push(writePhoto(join(folder, file), scene, takenAt(index, seed)).then(() => null, explain));
    rows.set(file, scene.labels.join('|'));
    added.push(`${file},${scene.labels.join('|')}\n`);
    await nextTurn();
  }
  const failure = (await Promise.all(writing)).find((outcome) => outcome !== null);
  if (failure !== undefined) throw failure;
  return added;
}

/** What hindered writing, as an error to throw. */
function explain(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('disk-full', say('samples.diskFull'), {
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError('no-access', say('samples.mayNotBeWritten', { path: path ?? '' }), { cause: error });
  return error;
}

async function writePhoto(path: string, scene: Scene, time: Date): Promise<void> {
  const { width, height, pixels, jpegQuality } = scene;
  const stamp = time.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .withExif({
      IFD0: { Make: 'Tagwright', Model: 'Tagwright Sample', DateTime: stamp },
      IFD2: { DateTimeOriginal: stamp, DateTimeDigitized: stamp },
    })
    .toBuffer();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, jpeg);
}

/** Where a photo lies, relative to the folder, with "/". */
export function samplePath(index: number, seed: number): string {
  const year = takenAt(index, seed).getUTCFullYear();
  const part = String(Math.floor(index / FILES_PER_FOLDER)).padStart(3, '0');
  return `images/${year}/part-${part}/scene-${String(index + 1).padStart(6, '0')}.jpg`;
}

/** Flights of 40 scenes, one every six minutes from eight o'clock, every other day; bursts take a second per frame. */
export function takenAt(index: number, seed: number): Date {
  const { leader, frame } = burstPlace(index, seed);
  const day = Math.floor(leader / 40) * 2;
  const minutes = 8 * 60 + (leader % 40) * 6;
  return new Date(Date.UTC(2012, 3, 1 + day, 0, minutes, frame));
}

function checkOptions({ count, seed }: DrawSamplesOptions): void {
  if (!Number.isInteger(count) || count < 1 || count > 999_999)
    throw new AppError('invalid-input', say('samples.countRange', { wanted: count }));
  if (!Number.isSafeInteger(seed)) throw new AppError('invalid-input', say('samples.seedNotWhole', { seed }));
}

/** Notes in the folder which set it holds, or refuses when it holds another. */
async function claimFolder(folder: string, seed: number): Promise<void> {
  const file = join(folder, 'sample-set.json');
  const claim = `${JSON.stringify({ drawingVersion: DRAWING_VERSION, seed })}\n`;
  const existing = await readText(file);
  if (existing === null) await writeFile(file, claim);
  else if (existing !== claim) throw new AppError('conflict', say('samples.otherSet', { folder }));
}

/** The rows of an earlier run, added to those known; a last line cut off by a crash is left out. */
async function readRows(file: string, known: Map<string, string>): Promise<Map<string, string>> {
  const text = (await readText(file)) ?? '';
  for (const [, path, labels] of text.matchAll(/^(images\/[^,\n]+),([^,\n]*)\n/gm)) known.set(path!, labels!);
  return known;
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() && found.size > 0,
    () => false,
  );
}
