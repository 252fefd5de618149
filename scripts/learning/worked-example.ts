/** The photo that docs/learning.md computes with, and the numbers it quotes, all from the product's own functions. */

import {
  crossEntropyFromProbability,
  logit,
  meanCrossEntropyFromProbabilities,
  sigmoid,
} from '../../src/shared/metrics/cross-entropy.ts';

export const exampleLabels = ['beach', 'car', 'sunset', 'dog'];
export const exampleTargets = [1, 0, 1, 0];
export const exampleProbabilities = [0.9, 0.2, 0.8, 0.1];

/** The logits whose sigmoids are the example's probabilities. */
export const exampleLogits = exampleProbabilities.map(logit);

/** One loss per label. */
export const exampleLosses = exampleProbabilities.map((probability, label) =>
  crossEntropyFromProbability(probability, exampleTargets[label]!),
);

/**
 * Shares that add up to 1: e^z / Σ e^z, taken from the largest logit so that nothing overflows. Tagwright's heads do
 * not use it; it is here to be compared with.
 */
export function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The worked example as a Markdown table with the mean beneath. */
export function workedExample(): string {
  const mean = meanCrossEntropyFromProbabilities(
    Float32Array.from(exampleProbabilities),
    Int8Array.from(exampleTargets),
  )!;
  const rows = exampleLabels.map((label, index) => {
    const target = exampleTargets[index]!;
    const probability = exampleProbabilities[index]!;
    const formula = target === 1 ? `−ln(${probability})` : `−ln(1 − ${probability})`;
    return `| ${label} | ${target === 1 ? 'yes, 1' : 'no, 0'} | ${probability} | ${formula} | ${exampleLosses[index]!.toFixed(4)} |`;
  });
  return [
    '| label | truth | the model says | loss | |',
    '| --- | --- | ---: | --- | ---: |',
    ...rows,
    `| **mean** | | | | **${mean.toFixed(4)}** |`,
  ].join('\n');
}

/** The same logits through both functions, as a Markdown table. */
export function sigmoidAndSoftmax(): string {
  const shares = softmax(exampleLogits);
  return [
    '| label | logit | sigmoid | softmax |',
    '| --- | ---: | ---: | ---: |',
    ...exampleLabels.map(
      (label, index) =>
        `| ${label} | ${exampleLogits[index]!.toFixed(2)} | ${sigmoid(exampleLogits[index]!).toFixed(2)} | ${shares[index]!.toFixed(2)} |`,
    ),
    `| **sum** | | ${exampleLogits.reduce((sum, value) => sum + sigmoid(value), 0).toFixed(2)} | ${shares.reduce((sum, value) => sum + value, 0).toFixed(2)} |`,
  ].join('\n');
}
