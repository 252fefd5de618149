/** Every measure against values computed by scikit-learn (tests/fixtures/metrics/make-fixtures.py). */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { countConfusion, fBeta } from '../../../src/shared/metrics/confusion.ts';
import { evaluate } from '../../../src/shared/metrics/evaluate.ts';
import { meanAveragePrecision, precisionRecallCurve } from '../../../src/shared/metrics/ranking.ts';

const measure = z.number().nullable();
const fixture = z.object({
  photos: z.number(),
  labelCount: z.number(),
  thresholds: z.array(z.number()),
  scores: z.array(z.number()),
  targets: z.array(z.number()),
  labels: z.array(
    z.object({
      support: z.number(),
      known: z.number(),
      averagePrecision: measure,
      rocAuc: measure,
      bce: measure,
      precision: measure,
      recall: measure,
      f1: measure,
      f2: measure,
      curve: z
        .object({
          thresholds: z.array(z.number()),
          precision: z.array(z.number()),
          recall: z.array(z.number()),
        })
        .nullable(),
    }),
  ),
  mAP: measure,
  overall: z
    .object({ microF1: measure, macroF1: measure, samplesF1: measure, hammingLoss: measure, bce: measure })
    .nullable(),
});

function load(name: string) {
  const file = join(import.meta.dirname, '../../fixtures/metrics', `${name}.json`);
  const data = fixture.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { ...data, scores: Float32Array.from(data.scores), targets: Int8Array.from(data.targets) };
}

function expectSame(ours: number | null, theirs: number | null, what: string) {
  if (theirs === null || ours === null) expect(ours, what).toBe(theirs);
  else expect(Math.abs(ours - theirs), what).toBeLessThan(1e-9);
}

function column<Values extends Float32Array | Int8Array>(values: Values, labelCount: number, label: number) {
  return values.filter((_, index) => index % labelCount === label) as Values;
}

/** Where no photo is known not to have a label, scikit-learn calls every tag right; here nothing is measured. */
const comparisons = ['averagePrecision', 'precision', 'f1'];

describe.each(['random', 'ties', 'all-equal', 'rare', 'degenerate', 'unknown'])(
  'scikit-learn: %s',
  (name) => {
    const data = load(name);
    const labels = data.thresholds.map((_, index) => `label ${index}`);
    const evaluation = evaluate({
      labels,
      probabilities: data.scores,
      targets: data.targets,
      thresholds: labels.map((label, index) => ({ label, apply: data.thresholds[index]! })),
      bootstrapRounds: 0,
      seed: 1,
    });

    test('per label', () => {
      for (const [index, theirs] of data.labels.entries()) {
        const ours = evaluation.labels[index]!;
        expect([ours.support, ours.known]).toEqual([theirs.support, theirs.known]);
        for (const key of ['averagePrecision', 'rocAuc', 'bce', 'precision', 'recall', 'f1'] as const)
          if (theirs.support === theirs.known && comparisons.includes(key)) expect(ours[key], key).toBeNull();
          else expectSame(ours[key], theirs[key], `${key} of label ${index}`);
        const confusion = countConfusion(
          column(data.scores, data.labelCount, index),
          column(data.targets, data.labelCount, index),
          data.thresholds[index]!,
        );
        expectSame(fBeta(confusion, 2), theirs.f2, `F2 of label ${index}`);
      }
    });

    test('precision-recall curve', () => {
      for (const [index, theirs] of data.labels.entries()) {
        const ours = precisionRecallCurve(
          column(data.scores, data.labelCount, index),
          column(data.targets, data.labelCount, index),
        );
        if (theirs.curve === null) {
          expect(ours).toBeNull();
          continue;
        }
        expect([...ours!.thresholds]).toEqual(theirs.curve.thresholds);
        for (const key of ['precision', 'recall'] as const)
          for (const [point, value] of theirs.curve[key].entries())
            expectSame(ours![key][point]!, value, `${key} at point ${point}`);
      }
    });

    test('all labels together', () => {
      const compared = data.labels.filter((label) => label.support < label.known);
      const defined = compared.map((label) => label.averagePrecision).filter((value) => value !== null);
      const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length;
      expectSame(evaluation.mAP, defined.length > 0 ? mean : null, 'mAP');
      expectSame(meanAveragePrecision(data.scores, data.targets, data.labelCount), data.mAP, 'mAP alone');
      const all = compared.length === data.labels.length;
      for (const key of ['microF1', 'macroF1', 'samplesF1', 'hammingLoss', 'bce'] as const)
        if (data.overall !== null && (all || !['microF1', 'macroF1'].includes(key)))
          expectSame(evaluation[key], data.overall[key], key);
    });
  },
);
