/** Finds the files that may be photos, one after the other, however many there are. */

import { readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { JobProblem } from '../../shared/job.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';

export interface FoundFile {
  path: string;
  sizeBytes: number;
  /** milliseconds since 1970, as the file system tells */
  modifiedAt: number;
}

const photoExtensions = new Set(
  (
    'jpg jpeg jpe jfif png webp avif tif tiff gif heic heif hif ' +
    'cr2 cr3 crw nef nrw arw srf sr2 dng raf orf rw2 pef srw x3f mrw rwl iiq 3fr'
  ).split(' '),
);

/** Folders of systems and programs: what lies in them are copies, previews or waste, never a person's own files. */
const skippedFolders = new Set([
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
  '#recycle',
  '#snapshot',
  '__macosx',
  'node_modules',
]);

/** Libraries of photo programs look like folders; the originals in them belong to that program. Ours is one too. */
const skippedEndings = ['.tagwright', '.photoslibrary', '.photolibrary', '.aplibrary', '.lrdata'];

const FILES_AT_ONCE = 64;

/**
 * Walks files and folders.
 *
 * paths    absolute. A named file is taken whatever its name, a named folder even when it is hidden; below it, hidden
 *          and system folders are left out, and files whose ending is no photo's.
 *          Links are followed; a folder that is reached twice is visited once.
 * returns  the files, in the order of the paths, below a folder by name; paths are spelled as the file system does.
 *          What cannot be read comes as a problem, and the walk goes on.
 * throws   AppError 'cancelled' when the signal aborts
 */
export async function* scanFolder(
  paths: string[],
  options: { signal: AbortSignal },
): AsyncGenerator<FoundFile | { problem: JobProblem }> {
  const visited = new Set<string>();
  for (const path of paths) {
    stopIfAborted(options.signal);
    const found = await lookAt(path);
    if ('problem' in found) yield found;
    else if (found.kind === 'file') yield found.file;
    else if (found.kind === 'folder') yield* walk(path, visited, options.signal);
    else
      yield { problem: problemOf(path, 'unsupported-format', say('library.neitherFileNorFolder', { path })) };
  }
}

/** True when a file of this name may be a photo. */
export function isPhotoName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && photoExtensions.has(name.slice(dot + 1).toLowerCase());
}

/** True for names of hidden and system folders, which a scan leaves out. */
export function isSkippedFolder(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    name.startsWith('.') ||
    skippedFolders.has(lower) ||
    skippedEndings.some((ending) => lower.endsWith(ending))
  );
}

type Found =
  { kind: 'file'; file: FoundFile } | { kind: 'folder' } | { kind: 'other' } | { problem: JobProblem };

async function* walk(
  folder: string,
  visited: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<FoundFile | { problem: JobProblem }> {
  let entries: Dirent[];
  try {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { problem: unreadable(folder, error) };
    return;
  }
  const wanted = entries
    .filter((entry) => isWanted(entry))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  for (let start = 0; start < wanted.length; start += FILES_AT_ONCE) {
    stopIfAborted(signal);
    const batch = wanted.slice(start, start + FILES_AT_ONCE);
    const looked = await Promise.all(
      batch.map((entry): Promise<Found> | Found =>
        entry.isDirectory() ? { kind: 'folder' } : lookAt(join(folder, entry.name)),
      ),
    );
    for (const [index, found] of looked.entries()) {
      const { name } = batch[index]!;
      if ('problem' in found) yield found;
      else if (found.kind === 'folder') {
        if (!isSkippedFolder(name)) yield* walk(join(folder, name), visited, signal);
      } else if (found.kind === 'file' && isPhotoName(name)) yield found.file;
    }
  }
}

/** A link may lead to a folder whatever its name, so it has to be looked at. */
function isWanted(entry: Dirent): boolean {
  if (entry.isDirectory()) return !isSkippedFolder(entry.name);
  if (entry.name.startsWith('.')) return false;
  return entry.isSymbolicLink() || isPhotoName(entry.name);
}

async function lookAt(path: string): Promise<Found> {
  try {
    const { size, mtimeMs, ...found } = await stat(path).then((stats) => ({
      size: stats.size,
      mtimeMs: stats.mtimeMs,
      isFile: stats.isFile(),
      isFolder: stats.isDirectory(),
    }));
    if (found.isFile) return { kind: 'file', file: { path, sizeBytes: size, modifiedAt: mtimeMs } };
    return { kind: found.isFolder ? 'folder' : 'other' };
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

function unreadable(path: string, error: unknown): JobProblem {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM')
    return problemOf(path, 'no-access', say('library.mayNotBeRead', { path }));
  if (code === 'ELOOP') return problemOf(path, 'not-found', say('library.linkToItself', { path }));
  if (path.includes('\uFFFD')) return problemOf(path, 'not-found', say('library.nameNotUnicode', { path }));
  if (code === 'ENOENT') return problemOf(path, 'not-found', say('library.linkLeadsNowhere', { path }));
  return problemOf(path, 'no-access', say('library.readFailed', { path, reason: code ?? String(error) }));
}

function problemOf(subject: string, code: JobProblem['code'], message: Sentence): JobProblem {
  return { subject, code, message, isWarning: false };
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', say('library.scanCancelled'));
}
