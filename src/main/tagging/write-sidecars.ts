/** Writes labels into XMP sidecars, with a journal that makes every write undoable. */

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { AppError, toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LabelId, PhotoId, RunId } from '../../shared/ids.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import { changeKeywords, type KeywordPath } from '../sidecars/change-keywords.ts';
import { sidecarPathFor } from '../sidecars/find-sidecar.ts';
import { writeFileAtomically } from '../sidecars/write-file-atomically.ts';

export interface SidecarWriter {
  /** Adds labels to the sidecars of a photo's files, beside what a person said of it. Failures become problems. */
  write(photoId: PhotoId, labelIds: LabelId[]): Promise<void>;
  /** The same for a file that is no photo of the library yet. */
  writeForFile(photoFile: string, labelIds: LabelId[]): Promise<void>;
  /** sidecars changed so far; without a run, those that would change */
  count(): number;
}

/** sha256 of a file's bytes, 64 hex digits: how the journal recognises its own writes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Makes a writer for one auto-tag run.
 *
 * runId   null: a dry run, nothing is written
 * paths   absolute files and folders: of a photo with several files, only those among them get a sidecar; empty: all
 */
export function createSidecarWriter(
  library: Library,
  runId: RunId | null,
  paths: string[],
  context: JobContext,
): SidecarWriter {
  const keywords = keywordsByLabel(library);
  // A set, because a resumed run may plan a write again that it had planned before.
  const changed = new Set(runId === null ? [] : library.runs.writesOf(runId).map((write) => write.path));
  const isAmong = filterFor(paths);

  const writeOne = async (photoFile: string, labelIds: LabelId[]): Promise<void> => {
    const path = await sidecarPathFor(photoFile);
    const before = existsSync(path) ? await readFile(path) : null;
    const add = labelIds.map((labelId) => keywords.get(labelId)!);
    const text = changeKeywords(before?.toString('utf8') ?? null, { add, remove: [] });
    const after = Buffer.from(text, 'utf8');
    if (before !== null && before.equals(after)) return;
    if (runId !== null) {
      const writeId = library.runs.planWrite({ runId, path, before, afterHash: hashOf(after) });
      await writeFileAtomically(path, after);
      library.runs.markWritten(writeId);
    }
    changed.add(path);
  };

  const writeOrTell = async (photoFile: string, labelIds: LabelId[]): Promise<void> => {
    if (labelIds.length === 0) return;
    try {
      await writeOne(photoFile, labelIds);
    } catch (error) {
      if (error instanceof AppError && error.code === 'disk-full') throw error;
      const { code, message } = toFailure(error);
      context.problem({ subject: photoFile, code, message, isWarning: false });
    }
  };

  return {
    count: () => changed.size,
    writeForFile: writeOrTell,
    async write(photoId, labelIds) {
      const present = library.annotations
        .ofPhotos([photoId])
        .filter((annotation) => annotation.value === 'present')
        .map((annotation) => annotation.labelId);
      const all = [...new Set([...present, ...labelIds])];
      const files = library.photos.get([photoId])[0]?.files.filter(isAmong) ?? [];
      const there = files.filter((path) => existsSync(path));
      for (const file of there) await writeOrTell(file, all);
      const [gone] = files;
      if (there.length === 0 && gone !== undefined && all.length > 0)
        context.problem({
          subject: gone,
          code: 'not-found',
          message: say('library.fileGone', { path: gone }),
          isWarning: false,
        });
    },
  };
}

/** True for files that are one of the paths or lie below one; without paths for every file. */
function filterFor(paths: string[]): (file: string) => boolean {
  const named = new Set(paths);
  const folders = paths
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)
    .map((folder) => (folder.endsWith(sep) ? folder : folder + sep));
  return (file) => paths.length === 0 || named.has(file) || folders.some((folder) => file.startsWith(folder));
}

function keywordsByLabel(library: Library): Map<LabelId, KeywordPath> {
  const labels = new Map(library.labels.list().map((label) => [label.id, label]));
  const parentsOf = (labelId: LabelId): string[] => {
    const parentId = labels.get(labelId)?.parentId ?? null;
    const parent = parentId === null ? undefined : labels.get(parentId);
    return parent ? [...parentsOf(parent.id), parent.name] : [];
  };
  return new Map(
    [...labels.values()].map((label) => [label.id, { name: label.name, parents: parentsOf(label.id) }]),
  );
}
