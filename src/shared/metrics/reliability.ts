/** Do probabilities mean what they say? Of the pairs said to be 70% likely, seven in ten should be present. */

import { PRESENT, UNKNOWN } from '../label.ts';
import type { CalibrationEffect, Reliability } from '../evaluation.ts';

const BINS = 10;

/**
 * Groups predictions by their probability, in ten equal bins, and compares mean probability and share of positives.
 *
 * probabilities  any shape, 0..1
 * targets        the same shape: PRESENT, ABSENT, or UNKNOWN, which is left out
 * returns        bins that hold something, rising, and the expected calibration error Σ n/N · |mean − share| (Naeini et
 *                al. 2015), 0..1, null without a known pair
 * throws         RangeError when the lengths differ
 */
export function measureReliability(probabilities: Float32Array, targets: Int8Array): Reliability {
  if (probabilities.length !== targets.length)
    throw new RangeError(`${probabilities.length} probabilities do not fit ${targets.length} targets.`);
  const counts = new Float64Array(BINS);
  const sums = new Float64Array(BINS);
  const positives = new Float64Array(BINS);
  for (const [place, target] of targets.entries()) {
    if (target === UNKNOWN) continue;
    const probability = probabilities[place]!;
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
    counts[bin]!++;
    sums[bin]! += probability;
    if (target === PRESENT) positives[bin]!++;
  }
  const known = counts.reduce((sum, count) => sum + count, 0);
  const bins = Array.from(counts.keys())
    .filter((bin) => counts[bin]! > 0)
    .map((bin) => ({
      low: bin / BINS,
      high: (bin + 1) / BINS,
      count: counts[bin]!,
      meanProbability: sums[bin]! / counts[bin]!,
      share: positives[bin]! / counts[bin]!,
    }));
  const error = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.meanProbability - bin.share), 0);
  return { bins, error: known === 0 ? null : error / known };
}

/**
 * Reliability before and after calibration.
 *
 * before, after, targets  of one shape, as measureReliability takes them
 * isCrossFitted           the photos took no part in fitting what `after` was calibrated with
 */
export function measureCalibration(
  before: Float32Array,
  after: Float32Array,
  targets: Int8Array,
  isCrossFitted: boolean,
): CalibrationEffect {
  return {
    before: measureReliability(before, targets),
    after: measureReliability(after, targets),
    isCrossFitted,
  };
}
