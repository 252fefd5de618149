/** Takes back the newest auto-tag run: its tags, and every sidecar it wrote. */

import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { UndoReport } from '../../shared/auto-tag-report.ts';
import { AppError, toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { FileWrite } from '../database/file-writes.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import { writeFileAtomically } from '../sidecars/write-file-atomically.ts';
import { hashOf } from './write-sidecars.ts';

/**
 * Undoes the newest run that is not undone yet. Interrupted, the same call finishes it.
 *
 * A sidecar is restored byte for byte, but only while it still is what the run wrote.
 * Throws AppError 'not-found' when there is nothing to undo, 'cancelled'.
 */
export async function undoLatestRun(library: Library, context: JobContext): Promise<UndoReport> {
  const run = library.runs.latestUndoableRun();
  if (run === null) throw new AppError('not-found', say('tagging.noRunToUndo'));
  const writes = library.runs.writesOf(run.id);
  let restoredFiles = 0;
  let conflicts = 0;
  let done = 0;
  for (const write of writes) {
    context.signal.throwIfAborted();
    try {
      if (await restore(write, library.runs.bytesBefore(write.id))) {
        library.runs.markUndone(write.id);
        restoredFiles++;
      } else {
        library.runs.markConflict(write.id);
        conflicts++;
        context.problem({
          subject: write.path,
          code: 'conflict',
          message: say('tagging.sidecarChanged', { path: write.path }),
          isWarning: false,
        });
      }
    } catch (error) {
      conflicts++;
      const { code, message } = toFailure(error);
      context.problem({ subject: write.path, code, message, isWarning: false });
    }
    context.report({ done: ++done, total: writes.length, note: say('notes.restoringSidecars') });
  }
  const predictions = inTransaction(library.database, () => {
    // first, so that the photos go back to their run before all at once, not row by row
    library.runs.markRunUndone(run.id);
    return library.runs.deletePredictions(run.id);
  });
  return { runId: run.id, predictions, restoredFiles, conflicts };
}

/** True when the file is as it was before the write, now or already; before: null when there was none. */
async function restore({ path, afterHash }: FileWrite, before: Uint8Array | null): Promise<boolean> {
  const current = existsSync(path) ? await readFile(path) : null;
  if (before === null ? current === null : current?.equals(before)) return true;
  if (current === null || hashOf(current) !== afterHash) return false;
  if (before === null) await rm(path);
  else await writeFileAtomically(path, before);
  return true;
}
