/** What people read: tables, numbers, and file names that cannot play tricks on a terminal. */

import { styleText } from 'node:util';
import { displayWidth } from './display-width.ts';

export interface Column {
  title: string;
  /** numbers stand on the right, texts on the left */
  isNumber?: boolean;
}

/** Shown where a value is undefined. */
export const NOTHING = '–';

/**
 * Lays out a table.
 *
 * rows     one cell per column
 * returns  lines without ending: titles, then rows; columns two spaces apart
 */
export function table(columns: Column[], rows: string[][]): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (texts: string[]): string =>
    columns
      .map(({ isNumber }, index) => {
        const text = texts[index] ?? '';
        const padding = ' '.repeat(widths[index]! - displayWidth(text));
        return isNumber ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd();
  return [emphasize(line(columns.map(({ title }) => title))), ...cells.map(line)];
}

/** Names and values under each other, for a few facts. */
export function facts(pairs: [name: string, value: string][]): string[] {
  const width = Math.max(...pairs.map(([name]) => displayWidth(name)));
  return pairs.map(
    ([name, value]) => `${name}${' '.repeat(width - displayWidth(name))}  ${printable(value)}`,
  );
}

/** Bold on a terminal, plain in a file or a pipe. */
export function emphasize(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}

/** A file name may hold line breaks and escape sequences: they are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}

/** 12345 → "12,345" */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** 1, "photo" → "1 photo"; 1200, "photo" → "1,200 photos" */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A score, threshold or measure, 0..1, with three decimals; "–" when undefined. */
export function ratio(value: number | null): string {
  return value === null ? NOTHING : value.toFixed(3);
}

/** 2026-11-21 14:05, local time */
export function moment(timestamp: number): string {
  const date = new Date(timestamp);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 0.4 → "0.4 s", 12 → "12 s", 200 → "3 min 20 s", 4000 → "1 h 7 min" */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

/** 12345678 → "12.3 MB" */
export function megabytes(sizeBytes: number): string {
  return `${(sizeBytes / 1e6).toFixed(1)} MB`;
}
