/** One status line at the bottom of a terminal. In a file or a pipe there is none. */

import type { WriteStream } from 'node:tty';
import type { Progress } from '../shared/job.ts';
import { fitTo } from './display-width.ts';
import { count, duration } from './print.ts';

export interface ProgressLine {
  show(progress: Progress, measures?: ProgressMeasures): void;
  /** Takes the line away, before anything else is printed. */
  clear(): void;
}

export interface ProgressMeasures {
  ratePerSecond: number | null;
  secondsLeft: number | null;
}

const REDRAW_EVERY_MS = 100;
const BAR_COLUMNS = 24;
const ERASE_LINE = '\r\x1b[2K';

/** A status line on a terminal; on any other stream it does nothing. */
export function createProgressLine(stream: WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let lastDrawnAt = 0;
  let isShown = false;
  return {
    show(progress, measures = { ratePerSecond: null, secondsLeft: null }) {
      const now = Date.now();
      if (now - lastDrawnAt < REDRAW_EVERY_MS) return;
      lastDrawnAt = now;
      isShown = true;
      stream.write(ERASE_LINE + fitTo(progressText(progress, measures), (stream.columns || 80) - 1));
    },
    clear() {
      if (isShown) stream.write(ERASE_LINE);
      isShown = false;
    },
  };
}

/** "Reading photos  ██████░░░░░░  120/1,000  41/s  21 s left" */
export function progressText(progress: Progress, { ratePerSecond, secondsLeft }: ProgressMeasures): string {
  const { done, total, note } = progress;
  const words = note?.english ?? 'Starting';
  const parts = [words];
  // "Training, epoch 16" has said it already.
  if (total === null && done > 0 && !words.endsWith(` ${done}`)) parts.push(count(done));
  if (total !== null && total > 0) parts.push(bar(done / total), `${count(done)}/${count(total)}`);
  if (ratePerSecond !== null && ratePerSecond > 0)
    parts.push(`${ratePerSecond < 10 ? ratePerSecond.toFixed(1) : count(Math.round(ratePerSecond))}/s`);
  if (secondsLeft !== null && done !== total) parts.push(`${duration(Math.max(1, secondsLeft))} left`);
  return parts.join('  ');
}

function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_COLUMNS);
  return '█'.repeat(filled) + '░'.repeat(BAR_COLUMNS - filled);
}
