/** Values of options and arguments, checked as they are read. */

import { InvalidArgumentError } from 'commander';
import type { ModelId } from '../shared/ids.ts';
import type { ThresholdObjective } from '../shared/threshold.ts';

/** A whole number, 0 or more; its range is checked where it is used. */
export function parseWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError(`Expected a whole number, 0 or more, got “${text}”.`);
  return Number(text);
}

/** A whole number within bounds, both included. */
export function parseWholeWithin({ low, high }: { low: number; high: number }): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= low && value <= high))
      throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}, got “${text}”.`);
    return value;
  };
}

/** 0..1, written 0.35, .35 or 35%. */
export function parseShare(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const value = percent ? Number(percent[1]) / 100 : /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= 1))
    throw new InvalidArgumentError(`Expected a number from 0 to 1, such as 0.35, got “${text}”.`);
  return value;
}

/** f1, precision=0.9 or recall=0.8 */
export function parseObjective(text: string): ThresholdObjective {
  if (text === 'f1') return { kind: 'f1' };
  const [kind, value] = text.split('=');
  if ((kind === 'precision' || kind === 'recall') && value) return { kind, atLeast: parseShare(value) };
  throw new InvalidArgumentError(`Expected f1, precision=0.9 or recall=0.8, got “${text}”.`);
}

export function parseModelId(text: string): ModelId {
  const id = parseWhole(text.replace(/^#/, ''));
  if (id === 0) throw new InvalidArgumentError('Models are numbered from 1: see tagwright models list.');
  return id as ModelId;
}

/** For options that may be given several times. */
export function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}
