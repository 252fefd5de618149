import { describe, expect, test } from 'vitest';
import type { LabelId } from '../../src/shared/ids.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import { explainLabels, isContradicted, type JudgedLabel } from '../../src/shared/photo-explanation.ts';

const judged = (labelId: number, target: number, probability: number): JudgedLabel => ({
  labelId: labelId as LabelId,
  target,
  probability,
  apply: 0.5,
  suggest: 0.25,
});

describe('what makes a photo hard', () => {
  test('is told by the binary cross-entropy of every label and its share of the sum', () => {
    const { loss, labels } = explainLabels([
      judged(1, PRESENT, 0.25),
      judged(2, ABSENT, 0.5),
      judged(3, UNKNOWN, 0.9),
    ]);
    // −ln 0.25 = 2·ln 2, −ln(1 − 0.5) = ln 2
    expect(labels.map(({ labelId }) => labelId)).toEqual([1, 2, 3]);
    expect(labels[0]!.loss).toBeCloseTo(2 * Math.LN2, 10);
    expect(labels[0]!.share).toBeCloseTo(2 / 3, 10);
    expect(labels[1]!.share).toBeCloseTo(1 / 3, 10);
    expect(loss).toBeCloseTo(1.5 * Math.LN2, 10);
    expect(labels.map(({ decision }) => decision)).toEqual(['suggest', 'apply', 'apply']);
  });

  test('names what the model would contradict: tags given wrongly and tags left out, nothing unknown', () => {
    const { labels } = explainLabels([
      judged(1, PRESENT, 0.49),
      judged(2, PRESENT, 0.5),
      judged(3, ABSENT, 0.5),
      judged(4, ABSENT, 0.49),
      judged(5, UNKNOWN, 0.9),
      judged(6, UNKNOWN, 0.1),
    ]);
    const wrong = labels.filter(isContradicted).map(({ labelId }) => Number(labelId));
    expect(wrong.sort()).toEqual([1, 3]);
  });

  test('has no loss where nothing is known', () => {
    const { loss, labels } = explainLabels([judged(1, UNKNOWN, 0.2), judged(2, UNKNOWN, 0.7)]);
    expect(loss).toBeNull();
    expect(labels.map(({ labelId, target, loss: own, share }) => [labelId, target, own, share])).toEqual([
      [2, 'unknown', null, null],
      [1, 'unknown', null, null],
    ]);
  });
});
