import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from '../../../src/main/library/formula-escape.ts';

const cell = fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@\t\r＝a]{0,5}$/));

test('no cell begins as a formula, and every cell comes back', () => {
  fc.assert(
    fc.property(cell, (text) => {
      const escaped = escapeFormula(text);
      expect(escaped).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      expect(unescapeFormula(escaped)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
