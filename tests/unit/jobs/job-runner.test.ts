import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/job.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { createJobLock } from '../../../src/main/database/job-lock.ts';
import { createJobRunner, type JobContext } from '../../../src/main/jobs/job-runner.ts';
import { openTestLibrary, temporaryFolder } from '../database/test-library.ts';
import { createManualClock } from './manual-clock.ts';

type Task = (context: JobContext) => unknown;

/** A runner whose jobs of kind 'import' do what a test hands in by name. */
function createTestRunner(file = ':memory:') {
  const { db, jobs } = openTestLibrary(file);
  const clock = createManualClock();
  const lock = createJobLock(db);
  onTestFinished(() => lock.release());
  const changes: Job[] = [];
  const unexpected: unknown[] = [];
  const tasks = new Map<string, Task>();
  const runner = createJobRunner({
    jobs,
    lock,
    clock,
    onChange: (job) => changes.push(job),
    onUnexpected: (error) => unexpected.push(error),
  });
  runner.register('import', {
    parseInput(input) {
      if (typeof input !== 'string') throw new Error('not a name');
      return input;
    },
    run: async (name, context) => tasks.get(name)!(context),
  });
  const start = (name: string, task: Task) => {
    tasks.set(name, task);
    return runner.start('import', name, name);
  };
  return { jobs, db, clock, lock, changes, unexpected, tasks, runner, start };
}

/** A task that only ends when it is stopped. */
const untilStopped: Task = ({ signal }) =>
  new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a job', () => {
  test('is queued, runs, and is done with its result', async () => {
    const { jobs, changes, clock, start } = createTestRunner();
    const { id, finished } = start('count', async ({ jobId, report }) => {
      clock.pass(1000);
      report({ done: 3, total: 3, note: verbatim('Counting') });
      return { counted: 3, by: jobId };
    });
    expect(jobs.get(id)?.state).toBe('queued');
    const job = await finished;
    expect(job).toMatchObject({
      id,
      kind: 'import',
      title: 'count',
      state: 'done',
      progress: { done: 3, total: 3, note: verbatim('Counting') },
      result: { counted: 3, by: id },
      failure: null,
      createdAt: 1_000_000,
      startedAt: 1_000_000,
      finishedAt: 1_001_000,
    });
    const { result: _result, ...rest } = job;
    expect(jobs.get(id)).toEqual(rest);
    expect(jobs.result(id)).toEqual({ counted: 3, by: id });
    expect(changes.map((change) => change.state)).toEqual(['queued', 'running', 'running', 'done']);
  });

  test('that fails in an expected way says why', async () => {
    const { jobs, unexpected, start } = createTestRunner();
    const { id, finished } = start('fail', () => {
      throw new AppError('disk-full', verbatim('The disk is full.'));
    });
    const failure = { code: 'disk-full', message: verbatim('The disk is full.') };
    expect(await finished).toMatchObject({ state: 'failed', failure, result: null });
    expect(jobs.get(id)).toMatchObject({ state: 'failed', failure });
    expect(unexpected).toEqual([]);
  });

  test('that fails through a bug is told to the log', async () => {
    const { unexpected, start } = createTestRunner();
    const bug = new TypeError('x is not a function');
    const { finished } = start('bug', () => {
      throw bug;
    });
    expect(await finished).toMatchObject({ state: 'failed', failure: { code: 'internal' } });
    expect(unexpected).toEqual([bug]);
  });

  test('whose result is not JSON has failed', async () => {
    const { jobs, start } = createTestRunner();
    const { id, finished } = start('odd', () => ({ count: 10n }));
    expect((await finished).state).toBe('failed');
    expect(jobs.get(id)?.state).toBe('failed');
  });

  test('whose progress is no number has failed', async () => {
    const { start } = createTestRunner();
    const { finished } = start('odd', ({ report }) => report({ done: NaN, total: 3 }));
    expect((await finished).failure?.message.english).toMatch(/finite/);
  });

  test('goes on when a listener throws', async () => {
    const { jobs, db } = openTestLibrary();
    const unexpected: unknown[] = [];
    const runner = createJobRunner({
      jobs,
      lock: createJobLock(db),
      onChange: () => {
        throw new Error('window gone');
      },
      onUnexpected: (error) => unexpected.push(error),
    });
    runner.register('undo', { parseInput: () => null, run: async () => 1 });
    expect((await runner.start('undo', 'Undo', null).finished).state).toBe('done');
    expect(unexpected).toHaveLength(3);
  });

  test('with input that is not understood, or without a handler, is never queued', () => {
    const { runner, jobs } = createTestRunner();
    expect(() => runner.start('import', 'x', 7)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => runner.start('train', 'x', 'y')).toThrow(/No handler/);
    expect(jobs.list()).toEqual([]);
  });
});

describe('the queue', () => {
  test('runs one job at a time, in order, also after a failure', async () => {
    const { start } = createTestRunner();
    const seen: string[] = [];
    const task =
      (name: string): Task =>
      async () => {
        seen.push(`${name} begins`);
        await settle();
        seen.push(`${name} ends`);
        if (name === 'b') throw new AppError('no-access', verbatim('No.'));
      };
    const started = ['a', 'b', 'c'].map((name) => start(name, task(name)));
    const states = (await Promise.all(started.map((each) => each.finished))).map((job) => job.state);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(states).toEqual(['done', 'failed', 'done']);
  });
});

describe('progress', () => {
  test('is announced at most ten times a second, kept at most once a second, and the last is never lost', async () => {
    const { jobs, changes, clock, start } = createTestRunner();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const kept = new Set<number>();
    const { id, finished } = start('many', async ({ report, jobId }) => {
      for (let done = 1; done <= 1000; done += 1) {
        report({ done, total: 1000 });
        clock.pass(5);
        kept.add(jobs.get(jobId)!.progress.done);
      }
      await gate;
    });
    await settle();
    // 5 seconds of reports
    const running = changes.filter((change) => change.state === 'running');
    expect(running.length).toBeGreaterThan(40);
    expect(running.length).toBeLessThanOrEqual(52);
    expect(kept.size).toBeLessThanOrEqual(6);
    clock.pass(1000);
    expect(changes.at(-1)).toMatchObject({ progress: { done: 1000, total: 1000 } });
    expect(jobs.get(id)?.progress.done).toBe(1000);
    expect(changes.at(-1)!.ratePerSecond).toBeCloseTo(200, 0);
    expect(changes.at(-1)!.secondsLeft).toBe(0);
    open();
    expect(await finished).toMatchObject({
      ratePerSecond: null,
      secondsLeft: null,
      progress: { done: 1000 },
    });
    expect(clock.pending()).toBe(0);
  });

  test('problems are counted and listed, warnings apart, repeats once', async () => {
    const { jobs, start } = createTestRunner();
    const bad = {
      subject: '/a.jpg',
      code: 'unreadable-photo',
      message: verbatim('Empty.'),
      isWarning: false,
    } as const;
    const cut = {
      subject: '/b.jpg',
      code: 'unreadable-photo',
      message: verbatim('Cut off.'),
      isWarning: true,
    } as const;
    const { id, finished } = start('problems', ({ problem }) => {
      problem(bad);
      problem(cut);
      problem(bad);
    });
    expect(await finished).toMatchObject({ state: 'done', problemCount: 1, warningCount: 1 });
    expect(jobs.get(id)).toMatchObject({ problemCount: 1, warningCount: 1 });
    expect(jobs.problems(id)).toEqual([bad, cut]);
  });

  test('after the end is ignored', async () => {
    const { jobs, changes, clock, start } = createTestRunner();
    let leaked: JobContext | undefined;
    const { id, finished } = start('leak', (context) => {
      leaked = context;
    });
    await finished;
    leaked!.report({ done: 5, total: 9 });
    leaked!.problem({ subject: 'x', code: 'internal', message: verbatim('late'), isWarning: false });
    clock.pass(5000);
    expect(changes.at(-1)?.state).toBe('done');
    expect(jobs.get(id)).toMatchObject({ progress: { done: 0 }, problemCount: 0 });
  });
});

describe('cancel', () => {
  test('stops a running job and a waiting one, and the next goes on', async () => {
    const { runner, start } = createTestRunner();
    let waitingRan = false;
    const running = start('running', untilStopped);
    const waiting = start('waiting', () => {
      waitingRan = true;
    });
    const last = start('last', () => 'here');
    await settle();
    runner.cancel(waiting.id);
    expect((await waiting.finished).state).toBe('cancelled');
    runner.cancel(running.id);
    expect(await running.finished).toMatchObject({ state: 'cancelled', failure: null });
    expect(await last.finished).toMatchObject({ state: 'done', result: 'here' });
    expect(waitingRan).toBe(false);
  });

  test('of a job that was faster, or has ended, changes nothing', async () => {
    const { runner, jobs, start } = createTestRunner();
    const { id, finished } = start('fast', async () => {
      await settle();
      return 1;
    });
    await Promise.resolve();
    runner.cancel(id);
    await finished;
    runner.cancel(id);
    expect(['done', 'cancelled']).toContain(jobs.get(id)?.state);
    expect(() => runner.cancel(99 as never)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('counts as cancelled whatever the task then throws', async () => {
    const { runner, start } = createTestRunner();
    const { id, finished } = start('grumpy', async ({ signal }) => {
      while (!signal.aborted) await settle();
      throw new AppError('engine-stopped', verbatim('The engine was stopped.'));
    });
    await settle();
    runner.cancel(id);
    expect(await finished).toMatchObject({ state: 'cancelled', failure: null });
  });
});

describe('a quit and a crash', () => {
  test('a job running at an orderly quit is put aside, and goes on at the next start with its input', async () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const first = createTestRunner(file);
    const running = first.start('running', untilStopped);
    const waiting = first.start('waiting', () => 1);
    await settle();
    await first.runner.close();
    expect((await running.finished).state).toBe('interrupted');
    expect((await waiting.finished).state).toBe('interrupted');
    expect(first.jobs.get(running.id)).toMatchObject({ state: 'interrupted', finishedAt: null });
    expect(() => first.start('late', () => 1)).toThrow(expect.objectContaining({ code: 'conflict' }));

    const second = createTestRunner(file);
    second.tasks.set('running', () => 'resumed');
    second.tasks.set('waiting', () => 'resumed, too');
    const resumed = second.runner.resumeInterrupted();
    expect(resumed.map((each) => each.id)).toEqual([running.id, waiting.id]);
    expect(second.runner.resumeInterrupted()).toEqual([]);
    const ended = await Promise.all(resumed.map((each) => each.finished));
    expect(ended.map((job) => [job.state, job.result])).toEqual([
      ['done', 'resumed'],
      ['done', 'resumed, too'],
    ]);
  });

  test('close waits for the running task, and can be called twice', async () => {
    const { runner, start, jobs } = createTestRunner();
    let isTidy = false;
    const { id } = start('tidy', async ({ signal }) => {
      try {
        await untilStopped({ signal } as JobContext);
      } finally {
        await settle();
        isTidy = true;
      }
    });
    await settle();
    await Promise.all([runner.close(), runner.close()]);
    expect(isTidy).toBe(true);
    expect(jobs.get(id)?.state).toBe('interrupted');
  });

  test('a job that took the process down three times is not resumed again', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const { jobs } = openTestLibrary(file);
    const id = jobs.create({ kind: 'import', title: 'deadly', input: 'deadly' });
    for (let attempt = 0; attempt < 3; attempt += 1) jobs.start(id);
    const { runner, changes } = createTestRunner(file);
    expect(runner.resumeInterrupted()).toEqual([]);
    expect(jobs.get(id)).toMatchObject({ state: 'failed', failure: { code: 'internal' } });
    expect(changes.at(-1)?.state).toBe('failed');
  });

  test('what cannot be resumed: input not understood fails, a kind unknown here stays', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const { jobs } = openTestLibrary(file);
    const odd = jobs.create({ kind: 'import', title: 'odd', input: { from: 'elsewhere' } });
    const foreign = jobs.create({ kind: 'sample', title: 'foreign', input: null });
    const { runner, lock } = createTestRunner(file);
    const other = createJobLock(openTestLibrary(file).db);
    expect(runner.resumeInterrupted()).toEqual([]);
    expect(jobs.get(odd)).toMatchObject({ state: 'failed', failure: { code: 'invalid-input' } });
    expect(jobs.get(foreign)?.state).toBe('queued');
    expect(other.acquire()).toBe(true);
    other.release();
    expect(lock.acquire()).toBe(true);
  });

  test('a leftover can be cancelled', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const { jobs } = openTestLibrary(file);
    const id = jobs.create({ kind: 'train', title: 'left', input: null });
    jobs.start(id);
    const { runner } = createTestRunner(file);
    runner.cancel(id);
    expect(jobs.get(id)).toMatchObject({ state: 'cancelled' });
    expect(jobs.unfinished()).toEqual([]);
  });
});

describe('two runners on one library', () => {
  test('exclude each other while one is at work', async () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const [one, other] = [createTestRunner(file), createTestRunner(file)];
    const busy = one.start('busy', untilStopped);
    await settle();
    expect(() => other.start('refused', () => 1)).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('(Importing photos)') }),
    );
    expect(() => other.runner.cancel(busy.id)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(other.runner.resumeInterrupted()).toEqual([]);
    expect(other.jobs.list()).toHaveLength(1);
    one.runner.cancel(busy.id);
    await busy.finished;
    await settle();
    expect((await other.start('allowed', () => 1).finished).state).toBe('done');
  });
});
