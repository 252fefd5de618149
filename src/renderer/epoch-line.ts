/** The geometry of the small line of validation mAP. */

import type { EpochRecord } from '../shared/model.ts';

export interface EpochLine {
  /** an SVG polyline's points */
  points: string;
  /** where the best epoch stands; in the same units */
  best: { x: number; y: number; epoch: number; value: number };
  latest: { epoch: number; value: number };
}

/**
 * Places the epochs' validation mAP in a box; the lowest value lies on its floor, the highest under its ceiling.
 *
 * returns null while no epoch has a value
 */
export function layOutEpochs(
  epochs: readonly EpochRecord[],
  width: number,
  height: number,
): EpochLine | null {
  const measured = epochs.flatMap(({ epoch, validationMAP }) =>
    validationMAP === null ? [] : [{ epoch, value: validationMAP }],
  );
  const first = measured[0];
  const latest = measured.at(-1);
  if (!first || !latest) return null;
  const values = measured.map(({ value }) => value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const margin = 4;
  const place = (index: number, value: number): { x: number; y: number } => ({
    x: measured.length === 1 ? width / 2 : margin + (index / (measured.length - 1)) * (width - 2 * margin),
    y: height - margin - ((value - low) / span) * (height - 2 * margin),
  });
  const bestIndex = values.indexOf(Math.max(...values));
  const best = measured[bestIndex] ?? first;
  return {
    points: measured
      .map(({ value }, index) => place(index, value))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' '),
    best: { ...place(bestIndex, best.value), ...best },
    latest,
  };
}
