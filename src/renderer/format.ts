/** Numbers and dates as people read them, in the language of the window. */

import type { Language } from '../shared/language.ts';
import { language } from './messages/language.ts';

const whole: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),
  de: new Intl.NumberFormat('de', { maximumFractionDigits: 0 }),
};

/** 12345 → "12,345" */
export function formatCount(value: number): string {
  return whole[language()].format(Math.round(value));
}

/** A number with exactly so many digits after the point (or comma). */
export function formatFixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return language() === 'de' ? text.replace('.', ',') : text;
}

/** A measure of 0..1 with three digits; null (undefined) becomes a dash. */
export function formatMeasure(value: number | null): string {
  return value === null ? '–' : formatFixed(value, 3);
}

/** A share of 0..1 as "97%"; null (undefined) becomes a dash. */
export function formatPercent(share: number | null, digits = 0): string {
  if (share === null) return '–';
  return `${formatFixed(100 * share, digits)}${language() === 'de' ? '\u00a0' : ''}%`;
}

/** Units per second: whole above ten, one digit below. */
export function formatRate(perSecond: number): string {
  return perSecond >= 10 ? formatCount(perSecond) : formatFixed(perSecond, 1);
}

/** Seconds as "0.4 s", "12 s", "3 min", "3 min 20 s" or "1 h 5 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${formatFixed(Math.max(0, seconds), 1)} s`;
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return rounded % 60 === 0 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes as "820 kB" or "4.5 MB" (powers of 1000). */
export function formatSize(sizeBytes: number): string {
  // The space does not break: a number at a line's end without its unit says nothing.
  if (sizeBytes < 1e6) return `${formatCount(Math.ceil(sizeBytes / 1e3))}\u00a0kB`;
  if (sizeBytes < 1e9) return `${formatFixed(sizeBytes / 1e6, 1)}\u00a0MB`;
  return `${formatFixed(sizeBytes / 1e9, 1)}\u00a0GB`;
}

/** A day and time, milliseconds since 1970, as "21 Nov 2026, 13:04". */
export function formatDateTime(at: number): string {
  return new Intl.DateTimeFormat(language() === 'de' ? 'de' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
}
