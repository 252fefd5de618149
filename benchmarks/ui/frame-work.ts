/** What the window's main thread worked on each frame, from Chromium's own trace. */

import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { OpenWindow } from './open-window.ts';

export interface FrameWork {
  /** per frame, the tasks of the main thread from one animation frame to the next, ms on the clock */
  workMs: number[];
  /** the same in the processor's time, which other programs do not lengthen */
  processorMs: number[];
}

const traceSchema = z.object({ traceEvents: z.array(z.unknown()) });

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.object({ name: z.string().optional() }).optional(),
});
type TraceEvent = z.infer<typeof eventSchema>;

const wantedNames = ['thread_name', 'RunTask', 'FireAnimationFrame'];

/** A trace has hundreds of thousands of events; only the few kinds that count are looked at closely. */
function readEvents(file: string): TraceEvent[] {
  const { traceEvents } = traceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return traceEvents
    .filter((event) => wantedNames.includes((event as { name?: string }).name ?? ''))
    .map((event) => eventSchema.parse(event));
}

/** Records while `act` runs. */
export async function measureFrames({ app }: OpenWindow, act: () => Promise<void>): Promise<FrameWork> {
  await app.evaluate(async ({ contentTracing }) => {
    await contentTracing.startRecording({
      included_categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
      excluded_categories: ['*'],
    });
  });
  await act();
  const file = join(tmpdir(), `tagwright-trace-${process.pid}.json`);
  await app.evaluate(async ({ contentTracing }, path) => {
    await contentTracing.stopRecording(path);
  }, file);
  const rendererPid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  );
  try {
    return framesOf(readEvents(file), rendererPid);
  } finally {
    rmSync(file, { force: true });
  }
}

function framesOf(events: TraceEvent[], pid: number): FrameWork {
  const main = events.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  );
  if (!main) throw new Error(`The trace has no main thread of the window's process ${pid}.`);
  const own = events.filter((event) => event.pid === pid && event.tid === main.tid && event.ph === 'X');
  const tasks = own.filter((event) => event.name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const animations = own.filter((event) => event.name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  const workMs: number[] = [];
  const processorMs: number[] = [];
  let work = 0;
  let processor = 0;
  let next = 0;
  for (const task of tasks) {
    work += task.dur / 1000;
    processor += task.tdur / 1000;
    const end = task.ts + task.dur;
    let isFrame = false;
    for (; next < animations.length && animations[next]!.ts <= end; next++) isFrame = true;
    if (!isFrame) continue;
    workMs.push(work);
    processorMs.push(processor);
    work = 0;
    processor = 0;
  }
  // what came before the first frame belongs to no frame of the measurement
  return { workMs: workMs.slice(1), processorMs: processorMs.slice(1) };
}
