import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeSearch } from '../../src/shared/search-completion.ts';
import { parseSearch } from '../../src/shared/search-query.ts';

const sources = {
  labels: ['tree', 'street', 'apple tree', 'tagged', 'hot dog', 'see (winter)'],
  folders: ['/photos/2024', '/photos/my trips'],
  cameras: ['Canon EOS R5', 'FUJIFILM X-T3'],
  starterWords: ['sports car', 'hot dog', 'dog', 'lake (shore)'],
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

  test('offers what the pretrained network saw, and how sure it may be', () => {
    expect(offered('ima')).toEqual(['imagenet(']);
    expect(offered('imagenet(')).toEqual([
      'imagenet(sports car)>',
      'imagenet(hot dog)>',
      'imagenet(dog)>',
      'imagenet("lake (shore)")>',
    ]);
    expect(offered('tree -imagenet(do')).toEqual(['tree -imagenet(dog)>', 'tree -imagenet(hot dog)>']);
    expect(offered('imagenet(hot dog)>')).toEqual([
      'imagenet(hot dog)>0.5 ',
      'imagenet(hot dog)>0.8 ',
      'imagenet(hot dog)>0.9 ',
      'imagenet(hot dog)>0.2 ',
    ]);
    expect(offered('imagenet(dog)<=0.9')).toEqual(['imagenet(dog)<=0.9 ']);
    expect(offered('imagenet("lake (shore)")>0.8')).toEqual(['imagenet("lake (shore)")>0.8 ']);
    expect(offered('imagenet(dog)>0.65')).toEqual([]);
  });

  test('offers how sure the model may be, before and behind the comparison', () => {
    expect(offered('p(')[0]).toBe('p(tree)>');
    expect(offered('p(tree)')[0]).toBe('p(tree)>0.5 ');
    expect(completeSearch('p(tree)>0.8', 11, sources)).toMatchObject([{ kind: 'bound', title: '>0.8' }]);
    expect(offered('p()').concat(offered('p("")'))).not.toContain('p()>0.5 ');
    expect(offered('p( )>')).toEqual([]);
    expect(offered('-p(tree)<0.8 street', 12)).toEqual(['-p(tree)<0.8 street']);
  });

  test('offers no key that nothing could follow', () => {
    const nothing = { labels: [], folders: [], cameras: [], starterWords: [] };
    expect(completeSearch('p', 1, nothing).map(({ text }) => text)).toEqual(['problem ', 'present:']);
    expect(completeSearch('imagenet(', 9, nothing)).toEqual([]);
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
      .array(
        fc.constantFrom(
          '-',
          '+',
          '"',
          'p(',
          'imagenet(',
          ')',
          '>',
          '0.',
          ' ',
          'e',
          'fo',
          'folder:',
          'hot dog',
          'tag',
          'x',
        ),
        {
          maxLength: 6,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        for (const option of completeSearch(text, text.length, sources)) {
          expect(option.cursor).toBe(option.text.length);
          if (option.kind === 'key' || option.text.endsWith('>')) continue;
          const before = parseSearch(text.slice(0, text.lastIndexOf(' ') + 1)).errors.length;
          if (before === 0) expect(parseSearch(option.text).errors).toEqual([]);
        }
      }),
    );
  });
});
