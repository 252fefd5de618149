import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCountingRunner, GOAL } from './counting-job.ts';

test('a job whose process was killed goes on from where it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-jobs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'library.sqlite');

  const child = spawn(process.execPath, [join(import.meta.dirname, 'counting-job.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said)).toBe('counted 40\n');

  const { db, jobs, runner } = createCountingRunner(file, async () => {});
  onTestFinished(() => void db.close());
  const [running] = jobs.list();
  expect(running).toMatchObject({ state: 'running', kind: 'embed', title: 'Count' });
  expect(() => runner.start('embed', 'Count', { goal: 1 })).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  );
  expect(runner.resumeInterrupted()).toEqual([]);

  child.kill('SIGKILL');
  await exited;
  const resumed = runner.resumeInterrupted();
  expect(resumed.map((job) => job.id)).toEqual([running!.id]);
  expect(await resumed[0]!.finished).toMatchObject({
    state: 'done',
    result: { resumedFrom: 40 },
    progress: { done: GOAL, total: GOAL },
    startedAt: running!.startedAt,
  });
  await runner.close();
});
