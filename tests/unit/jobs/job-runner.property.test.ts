import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/job.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { createJobLock } from '../../../src/main/database/job-lock.ts';
import { createJobRunner } from '../../../src/main/jobs/job-runner.ts';
import { openTestLibrary } from '../database/test-library.ts';
import { createManualClock } from './manual-clock.ts';

const finalStates = ['done', 'failed', 'cancelled', 'interrupted'];

/** How a task ends, after so many turns of the event loop, and whether it looks at its signal meanwhile. */
const behaviour = fc.record({
  turns: fc.nat(4),
  isAttentive: fc.boolean(),
  reports: fc.boolean(),
  end: fc.constantFrom('resolve', 'app-error', 'bug', 'string', 'cancelled', 'abort-error', 'odd-result'),
});
const cancels = fc.array(fc.record({ job: fc.nat(3), atTurn: fc.nat(14) }), { maxLength: 6 });

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('every job ends in exactly one final state, whatever its task does and whenever it is cancelled', async () => {
  const { db, jobs } = openTestLibrary();
  await fc.assert(
    fc.asyncProperty(
      fc.array(behaviour, { minLength: 1, maxLength: 4 }),
      cancels,
      fc.option(fc.nat(14), { nil: null }),
      async (behaviours, cancellations, closeAtTurn) => {
        const changes: Job[] = [];
        const runner = createJobRunner({
          jobs,
          lock: createJobLock(db),
          clock: createManualClock(),
          onChange: (job) => changes.push(job),
        });
        runner.register('import', {
          parseInput: (input) => behaviours[input as number]!,
          async run({ turns, isAttentive, reports, end }, { signal, report, problem }) {
            for (let count = 0; count < turns; count += 1) {
              if (reports) report({ done: count, total: turns });
              problem({ subject: `${count}`, code: 'internal', message: verbatim(''), isWarning: reports });
              await turn();
              if (isAttentive) signal.throwIfAborted();
            }
            switch (end) {
              case 'resolve':
                return { turns };
              case 'odd-result':
                return { turns: 1n };
              case 'app-error':
                throw new AppError('no-access', verbatim('No.'));
              case 'bug':
                throw new TypeError('bug');
              case 'string':
                throw 'thrown text';
              case 'cancelled':
                throw new AppError('cancelled', verbatim('Stopped.'));
              case 'abort-error':
                throw new DOMException('Aborted', 'AbortError');
            }
          },
        });
        const started = behaviours.map((_, index) => runner.start('import', `job ${index}`, index));
        const settled = new Map<JobId, string[]>();
        for (const { id, finished } of started)
          void finished.then((job) => settled.set(id, [...(settled.get(id) ?? []), job.state]));

        let closed: Promise<void> | null = null;
        for (let now = 0; now < 15; now += 1) {
          for (const { job, atTurn } of cancellations) {
            const id = started[job]?.id;
            // a job that was put aside may be cancelled afterwards: that is a second end, and meant
            const wasPutAside = closed !== null && id !== undefined && settled.has(id);
            if (atTurn === now && id !== undefined && !wasPutAside) runner.cancel(id);
          }
          if (closeAtTurn === now) closed = runner.close();
          await turn();
        }
        await closed;
        await Promise.all(started.map((each) => each.finished));
        await turn();

        const touched = new Set(cancellations.map(({ job }) => started[job]?.id));
        for (const { id } of started) {
          const announced = changes.filter((job) => job.id === id).map((job) => job.state);
          const final = announced.filter((state) => finalStates.includes(state));
          expect(final).toHaveLength(1);
          expect(announced.at(-1)).toBe(final[0]);
          expect(settled.get(id)).toEqual(final);
          const stored = jobs.get(id)!;
          expect(stored.state).toBe(final[0]);
          expect(stored.failure === null).toBe(final[0] !== 'failed');
          if (closeAtTurn === null) expect(final[0]).not.toBe('interrupted');
          if (!touched.has(id) && closeAtTurn === null) {
            const end = behaviours[started.findIndex((each) => each.id === id)]!.end;
            const expected = { resolve: 'done', cancelled: 'cancelled', 'abort-error': 'cancelled' }[
              end as string
            ];
            expect(final[0]).toBe(expected ?? 'failed');
          }
        }
        for (const { job } of jobs.unfinished()) jobs.finish(job.id, { state: 'cancelled' });
      },
    ),
    { numRuns: 120 },
  );
});
