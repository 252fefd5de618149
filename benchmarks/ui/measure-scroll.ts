/** Scrolling through the whole library at speed: work per frame, and memory afterwards. */

import { readFileSync } from 'node:fs';
import { measureFrames } from './frame-work.ts';
import type { OpenWindow } from './open-window.ts';
import { percentile, type UiMeasure } from './ui-measure.ts';

const SCROLL_SECONDS = 12;
const LONGEST_FRAME_MS = 50;
const USUAL_FRAME_MS = 17;
const MEMORY_LIMIT_MB = 400;

/** Down in equal steps per frame, for so long, then back up three times as fast. */
const scrollThrough = `new Promise((resolve) => {
  const scroller = document.querySelector('[role=grid]');
  const end = scroller.scrollHeight - scroller.clientHeight;
  const started = performance.now();
  const seconds = ${SCROLL_SECONDS};
  let frames = 0;
  const step = () => {
    frames++;
    const at = (performance.now() - started) / 1000;
    if (at >= seconds * 4 / 3) return resolve({ frames, end });
    scroller.scrollTop = at < seconds ? (end * at) / seconds : end * (1 - ((at - seconds) / seconds) * 3);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

export async function measureScroll(window: OpenWindow): Promise<UiMeasure[]> {
  let scrolled = { frames: 0, end: 0 };
  let mostMb = 0;
  const { workMs, processorMs } = await measureFrames(window, async () => {
    const watch = setInterval(() => {
      void memoryMb(window).then((mb) => (mostMb = Math.max(mostMb, mb)));
    }, 500);
    scrolled = await window.page.evaluate<typeof scrolled>(scrollThrough);
    clearInterval(watch);
  });
  mostMb = Math.max(mostMb, await memoryMb(window));
  const detail = `${workMs.length} frames over ${scrolled.end.toFixed(0)} px; processor time: longest ${Math.max(...processorMs).toFixed(1)}, p95 ${percentile(processorMs, 95).toFixed(1)} ms`;
  return [
    {
      name: 'Scrolling end to end: longest frame of the main thread',
      unit: 'ms',
      value: Math.max(...workMs),
      limit: LONGEST_FRAME_MS,
      detail,
    },
    {
      name: 'Scrolling end to end: 95th percentile of work per frame',
      unit: 'ms',
      value: percentile(workMs, 95),
      limit: USUAL_FRAME_MS,
    },
    {
      name: 'Memory of the renderer, the most while scrolling',
      unit: 'MB',
      value: mostMb,
      limit: MEMORY_LIMIT_MB,
      detail: 'private memory, as Chromium’s task manager counts it',
    },
  ];
}

/** Private memory of the window's process: anonymous pages on Linux, elsewhere what the system calls private. */
async function memoryMb({ app }: OpenWindow): Promise<number> {
  const { pid, privateKb } = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const rendererPid = BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId();
    const memory = electron.getAppMetrics().find((process) => process.pid === rendererPid)?.memory;
    return { pid: rendererPid, privateKb: memory?.privateBytes ?? memory?.workingSetSize ?? 0 };
  });
  if (process.platform !== 'linux') return privateKb / 1024;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return (kb('RssAnon') + kb('VmSwap')) / 1024;
}
