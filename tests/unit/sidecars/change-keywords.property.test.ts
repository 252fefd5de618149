import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeKeywords } from '../../../src/main/sidecars/change-keywords.ts';
import { readKeywords } from '../../../src/main/sidecars/read-keywords.ts';

/** Names as labels can have them: any language, no "|", no control characters. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) =>
    text
      .replace(/[|\p{C}]/gu, '')
      .normalize('NFC')
      .trim(),
  )
  .filter((text) => text !== '');
const path = fc.record({ name, parents: fc.array(name, { maxLength: 2 }) });
const paths = fc.uniqueArray(path, { maxLength: 5, selector: (each) => each.name.toLowerCase() });
const key = (text: string) => text.normalize('NFC').toLowerCase();

const existing = fc.constantFrom(
  null,
  changeKeywords(null, { add: [{ name: 'zz old', parents: ['zz root'] }], remove: [] }),
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:k="urn:k">\n <rdf:Description rdf:about="" k:kept="1">\n  <k:also/>\n </rdf:Description>\n</rdf:RDF>',
);

test('what is added can be read, once, and adding it again changes nothing', () => {
  fc.assert(
    fc.property(existing, paths, (xml, add) => {
      const once = changeKeywords(xml, { add, remove: [] });
      const subjects = readKeywords(once).subjects.map(key);
      for (const each of add)
        expect(subjects.filter((subject) => subject === key(each.name))).toHaveLength(1);
      expect(changeKeywords(once, { add, remove: [] })).toBe(once);
    }),
    { numRuns: 150 },
  );
});

test.each(['\u2028', '\u2029', '\u00a0', '\uFFFD', '&#10;', ']]>'])(
  'a name with %j in it stays whole',
  (odd) => {
    const add = [{ name: `a${odd}b`, parents: [`c${odd}d`] }];
    const changed = changeKeywords(`<!--\u2029-->${changeKeywords(null, { add: [], remove: [] })}`, {
      add,
      remove: [],
    });
    expect(readKeywords(changed)).toMatchObject({
      subjects: [add[0]!.name],
      hierarchical: [`c${odd}d|a${odd}b`],
    });
    expect(changeKeywords(changed, { add, remove: [] })).toBe(changed);
  },
);

test('removing what was added brings the text back', () => {
  fc.assert(
    fc.property(existing, paths, (xml, change) => {
      fc.pre(xml !== null && change.every((each) => !each.name.toLowerCase().startsWith('zz')));
      const added = changeKeywords(xml, { add: change, remove: [] });
      expect(changeKeywords(added, { add: [], remove: change })).toBe(xml);
    }),
    { numRuns: 150 },
  );
});
