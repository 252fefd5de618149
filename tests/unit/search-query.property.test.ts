import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  comparisons,
  labelStandings,
  parseSearch,
  photoStates,
  printSearch,
  textFields,
  type SearchTerm,
} from '../../src/shared/search-query.ts';

const terms = (text: string) => parseSearch(text).terms.map(({ term }) => term);

const pieces = [
  ...[
    '-',
    '+',
    '"',
    '""',
    ' ',
    'p(',
    'imagenet(',
    ')',
    '>=',
    '<',
    '0.5',
    '80%',
    ':',
    '..',
    '2024',
    '2024-05',
    '\\',
  ],
  ...['folder:', 'taken:', 'absent:', 'x:', 'beach', 'untagged', 'Ä', '\n'],
];
const messyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join('')),
);

const name = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  )
  .filter((text) => text.trim() !== '');
const date = fc.constantFrom('2024', '1999-12', '2024-02-29');
const condition = fc.oneof(
  fc.record({ kind: fc.constant('word' as const), text: name }),
  fc.record({
    kind: fc.constant('label' as const),
    standing: fc.constantFrom(...labelStandings),
    label: name,
  }),
  fc.record({ kind: fc.constant('state' as const), state: fc.constantFrom(...photoStates) }),
  fc.record({ kind: fc.constant('text' as const), field: fc.constantFrom(...textFields), text: name }),
  fc.record({
    kind: fc.constant('taken' as const),
    from: fc.option(date, { nil: null }),
    to: fc.option(date, { nil: null }),
  }),
  fc.record({
    kind: fc.constantFrom('probability' as const, 'starter' as const),
    label: name.map((text) => text.trim()),
    comparison: fc.constantFrom(...comparisons),
    bound: fc.double({ min: 0, max: 1, noNaN: true }).map((bound) => bound + 0),
  }),
);
const similar = fc.record({
  kind: fc.constant('similar' as const),
  photoIds: fc.array(fc.integer({ min: 1 }), { minLength: 1, maxLength: 4 }),
  isNegated: fc.constant(false),
});
const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(condition, fc.boolean()).map(([made, isNegated]) => ({ ...made, isNegated })),
  },
  { weight: 1, arbitrary: similar },
);

describe('parseSearch', () => {
  test('takes any text, and gives every part that is no space to exactly one term or error', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const { terms: placed, errors } = parseSearch(text);
        const parts = [...placed, ...errors].sort((a, b) => a.start - b.start);
        let end = 0;
        for (const part of parts) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, part.start).trim()).toBe('');
          expect(part.end).toBeGreaterThan(part.start);
          end = part.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('reads what it printed as the same terms', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 5 }), (made) => {
        const printed = printSearch(made);
        expect(parseSearch(printed).errors).toEqual([]);
        expect(terms(printed)).toEqual(made);
      }),
      { numRuns: 1000 },
    );
  });

  test('prints what it read so that it stays the same', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const read = terms(text);
        expect(terms(printSearch(read))).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the language', () => {
  test('is read as its documentation says', () => {
    expect(terms('beach -sunset folder:2024 p(dog)>0.8 untagged')).toEqual([
      { kind: 'word', text: 'beach', isNegated: false },
      { kind: 'word', text: 'sunset', isNegated: true },
      { kind: 'text', field: 'folder', text: '2024', isNegated: false },
      { kind: 'probability', label: 'dog', comparison: '>', bound: 0.8, isNegated: false },
      { kind: 'state', state: 'untagged', isNegated: false },
    ]);
  });

  test('takes spaces in quotes and in p(), percentages, and signs', () => {
    expect(terms('+"hot dog" p(hot dog) >= 80% -UNTAGGED')).toEqual([
      { kind: 'label', standing: 'present', label: 'hot dog', isNegated: false },
      { kind: 'probability', label: 'hot dog', comparison: '>=', bound: 0.8, isNegated: false },
      { kind: 'state', state: 'untagged', isNegated: true },
    ]);
  });

  test('reads dates and ranges', () => {
    const range = (text: string) =>
      terms(`taken:${text}`).map((each) => each.kind === 'taken' && [each.from, each.to]);
    expect(range('2024')).toEqual([['2024', '2024']]);
    expect(range('2024-01..2024-06')).toEqual([['2024-01', '2024-06']]);
    expect(range('..2023')).toEqual([[null, '2023']]);
    expect(range('2023-05-17..')).toEqual([['2023-05-17', null]]);
    expect(range('never')).toEqual([[null, null]]);
  });

  test('keeps backslashes as they are, and reads a doubled quote as one', () => {
    expect(terms('folder:"C:\\My ""x""\\"')).toEqual([
      { kind: 'text', field: 'folder', text: 'C:\\My "x"\\', isNegated: false },
    ]);
  });

  test('says what it did not understand, and where', () => {
    const errors = (text: string) =>
      parseSearch(text).errors.map(({ code, start, end }) => [code, start, end] as const);
    expect(errors('beach colour:red')).toEqual([['unknown-key', 6, 16]]);
    expect(errors('folder: x')).toEqual([['missing-value', 0, 7]]);
    expect(errors('a "b c')).toEqual([['open-quote', 2, 6]]);
    expect(errors('taken:2024-13')).toEqual([['wrong-date', 0, 13]]);
    expect(errors('p(dog)>2 a')).toEqual([['wrong-number', 0, 8]]);
    expect(errors('p(dog')).toEqual([['wrong-probability', 0, 5]]);
  });
});
