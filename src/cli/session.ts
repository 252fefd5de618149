/** One open library for the time of a command, with everything computed in this process. */

import { createApp, type App } from '../main/app.ts';
import type { Engine } from '../main/engine/engine.ts';
import type { Invocation } from './invocation.ts';
import { createLazyEngine } from './lazy-engine.ts';
import { createProgressLine, type ProgressLine } from './progress.ts';

export interface Session {
  app: App;
  engine: Engine;
  progress: ProgressLine;
  /** the newest bug that a job met; jobs keep only its message */
  latestUnexpected(): unknown;
}

/**
 * Opens the library, lets a command work with it, and closes it again whatever happens.
 *
 * mayCreate  true for commands that make a library where there is none
 * Throws AppError as createApp does, and what the work throws.
 */
export async function withLibrary<Result>(
  { libraryFolder }: Invocation,
  mayCreate: boolean,
  work: (session: Session) => Result | Promise<Result>,
): Promise<Result> {
  const engine = createLazyEngine();
  const progress = createProgressLine();
  let unexpected: unknown = null;
  let app: App | null = null;
  try {
    app = createApp({
      folder: libraryFolder,
      engine,
      mayCreate,
      onJobChange: (job) => {
        if (job.state === 'running') progress.show(job.progress, job);
      },
      onUnexpected: (error) => (unexpected = error),
    });
    return await work({ app, engine, progress, latestUnexpected: () => unexpected });
  } finally {
    progress.clear();
    await app?.close();
    await engine.close();
  }
}
