/** Runs a job that counts to a hundred and keeps count in the library's settings, as a feature keeps its work. */

import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createJobLock } from '../../../src/main/database/job-lock.ts';
import { createJobStore } from '../../../src/main/database/job-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { createSettingStore } from '../../../src/main/database/setting-store.ts';
import { createJobRunner, type JobContext } from '../../../src/main/jobs/job-runner.ts';

export const GOAL = 100;

/** A runner with the counting job registered as 'embed'. onCount: after each number. */
export function createCountingRunner(file: string, onCount: (count: number) => Promise<void>) {
  const db = openLibraryDatabase(file);
  const settings = createSettingStore(db);
  const jobs = createJobStore(db);
  const runner = createJobRunner({ jobs, lock: createJobLock(db) });
  runner.register('embed', {
    parseInput: (input) => input as { goal: number },
    async run({ goal }, { signal, report }: JobContext) {
      const from = Number(settings.get('count') ?? 0);
      for (let count = from + 1; count <= goal; count += 1) {
        signal.throwIfAborted();
        settings.set('count', count);
        report({ done: count, total: goal });
        await onCount(count);
      }
      return { resumedFrom: from };
    },
  });
  return { db, jobs, runner };
}

if (import.meta.main) {
  const { runner } = createCountingRunner(process.argv[2]!, async (count) => {
    if (count < 40) return;
    writeSync(1, `counted ${count}\n`);
    await sleep(60_000);
  });
  await runner.start('embed', 'Count', { goal: GOAL }).finished;
}
