/** A library in a temporary folder, with a folder for photos beside it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine } from '../../src/main/engine/engine.ts';
import type { JobContext } from '../../src/main/jobs/job-runner.ts';
import { openLibrary, type Library } from '../../src/main/library/library.ts';
import type { JobId } from '../../src/shared/ids.ts';
import type { JobProblem } from '../../src/shared/job.ts';

export interface TestLibrary {
  library: Library;
  /** absolute path of a file in the photos folder */
  photo(name: string): string;
  /** writes a file in the photos folder and returns its absolute path */
  write(name: string, content: string): string;
  photosFolder: string;
  /** closes the library and removes everything */
  close(): void;
}

/** Opens a new library. */
export function openTestLibrary(engine: Engine): TestLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-test-'));
  const photosFolder = join(folder, 'photos');
  mkdirSync(photosFolder);
  const library = openLibrary(join(folder, 'test.tagwright'), engine, true);
  // Runs name the job they belong to; watchedContext() gives this one's number.
  library.jobs.create({ kind: 'auto-tag', title: 'Test', input: null });
  const photo = (name: string) => join(photosFolder, name);
  return {
    library,
    photo,
    photosFolder,
    write(name, content) {
      mkdirSync(dirname(photo(name)), { recursive: true });
      writeFileSync(photo(name), content);
      return photo(name);
    },
    close() {
      library.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface WatchedContext extends JobContext {
  problems: JobProblem[];
  abort(): void;
}

/** A job context that keeps what it is told. */
export function watchedContext(jobId = 1): WatchedContext {
  const controller = new AbortController();
  const problems: JobProblem[] = [];
  return {
    jobId: jobId as JobId,
    signal: controller.signal,
    report: () => {},
    problem: (problem) => void problems.push(problem),
    problems,
    abort: () => controller.abort(),
  };
}
