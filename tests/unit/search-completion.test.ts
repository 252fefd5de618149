import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeSearch } from '../../src/shared/search-completion.ts';
import { parseSearch } from '../../src/shared/search-query.ts';

const sources = {
  labels: ['tree', 'street', 'apple tree', 'tagged', 'hot dog', 'see (winter)'],
  folders: ['/photos/2024', '/photos/my trips'],
  cameras: ['Canon EOS R5', 'FUJIFILM X-T3'],
};
const offered = (text: string, cursor = text.length) =>
  completeSearch(text, cursor, sources).map((option) => option.text);

describe('completeSearch', () => {
  test('offers names that begin so, then words of names, then the rest', () => {
    expect(offered('tre')).toEqual(['tree ', '"apple tree" ', 'street ']);
  });

  test('quotes what would mean something else', () => {
    expect(offered('-tag')).toEqual(['-"tagged" ', '-tagged ']);
    expect(offered('hot')).toEqual(['"hot dog" ']);
    expect(offered('"hot d')).toEqual(['"hot dog" ']);
  });

  test('offers keys, and the values of each', () => {
    expect(offered('fo')).toEqual(['folder:']);
    expect(offered('folder:my')).toEqual(['folder:"/photos/my trips" ']);
    expect(offered('-camera:fuji')).toEqual(['-camera:"FUJIFILM X-T3" ']);
    expect(offered('absent:hot')).toEqual(['absent:"hot dog" ']);
    expect(offered('p(hot d')).toEqual(['p(hot dog)>']);
    expect(offered('p(see')).toEqual(['p("see (winter)")>']);
  });

  test('changes the word at the cursor and leaves the others', () => {
    const [first] = completeSearch('beach stre untagged', 10, sources);
    expect(first).toMatchObject({ text: 'beach street untagged', cursor: 13 });
    expect(offered('beach stre-x untagged', 10)).toEqual(['beach street untagged']);
  });

  test('has nothing to offer for an empty word', () => {
    expect(offered('')).toEqual([]);
    expect(offered('beach ')).toEqual([]);
  });

  test('offers only searches that can be understood once they are complete', () => {
    const anyText = fc
      .array(fc.constantFrom('-', '+', '"', 'p(', ')', ' ', 'e', 'fo', 'folder:', 'hot dog', 'tag', 'x'), {
        maxLength: 6,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        for (const option of completeSearch(text, text.length, sources)) {
          expect(option.cursor).toBe(option.text.length);
          if (option.kind === 'key' || option.text.endsWith(')>')) continue;
          const before = parseSearch(text.slice(0, text.lastIndexOf(' ') + 1)).errors.length;
          if (before === 0) expect(parseSearch(option.text).errors).toEqual([]);
        }
      }),
    );
  });
});
