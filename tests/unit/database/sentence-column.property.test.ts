import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSentenceColumn, toSentenceColumn } from '../../../src/main/database/sentence-column.ts';
import { say } from '../../../src/shared/sentences/say.ts';

describe('a kept sentence', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.integer(), (file, line, first) => {
        const said = say('labelsCsv.twice', { line, file, first });
        expect(fromSentenceColumn(toSentenceColumn(said))).toEqual(said);
      }),
    );
  });

  test('of an older Tagwright is shown as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        fc.pre(!text.startsWith('{"english":'));
        expect(fromSentenceColumn(text)).toEqual({ english: text });
        expect(toSentenceColumn({ english: text })).toBe(text);
      }),
    );
  });

  test('that was cut short is shown as it is', () => {
    expect(fromSentenceColumn('{"english":"The e')).toEqual({ english: '{"english":"The e' });
    expect(fromSentenceColumn('{"english":7}')).toEqual({ english: '{"english":7}' });
  });
});
