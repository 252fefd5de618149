import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { parseModelId, parseObjective, parseShare, parseWhole } from '../../../src/cli/parse-values.ts';

describe('values of options', () => {
  test('shares', () => {
    expect(['0', '1', '0.35', '.5', '90%'].map(parseShare)).toEqual([0, 1, 0.35, 0.5, 0.9]);
    for (const text of ['', '-0.1', '1.01', '120%', '1e-3', 'half', 'NaN'])
      expect(() => parseShare(text)).toThrow(InvalidArgumentError);
  });

  test('objectives', () => {
    expect(parseObjective('f1')).toEqual({ kind: 'f1' });
    expect(parseObjective('precision=0.9')).toEqual({ kind: 'precision', atLeast: 0.9 });
    expect(parseObjective('recall=80%')).toEqual({ kind: 'recall', atLeast: 0.8 });
    for (const text of ['f2', 'precision', 'recall=', 'precision=2'])
      expect(() => parseObjective(text)).toThrow(InvalidArgumentError);
  });

  test('whole numbers and model numbers', () => {
    expect(parseWhole('42')).toBe(42);
    expect(parseModelId('#3')).toBe(3);
    for (const text of ['', '-1', '1.5', '1e3']) expect(() => parseWhole(text)).toThrow(InvalidArgumentError);
    expect(() => parseModelId('0')).toThrow(InvalidArgumentError);
  });
});
