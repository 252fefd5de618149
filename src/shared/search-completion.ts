/** What the search box offers while somebody types. */

import { labelStandings, photoStates, quote, quoteWord, textFields } from './search-query.ts';

export interface SearchSources {
  /** in the order to offer them */
  labels: readonly string[];
  folders: readonly string[];
  cameras: readonly string[];
  /** of which the pretrained network saw something, in the language to offer them in */
  starterWords: readonly string[];
}

export interface SearchOption {
  kind: 'label' | 'folder' | 'camera' | 'starter' | 'bound' | 'state' | 'key';
  /** what is shown: a name, a comparison with its number, or the key with its colon or parenthesis */
  title: string;
  /** the whole text with the option in it */
  text: string;
  /** where the cursor stands then */
  cursor: number;
}

const MOST_OPTIONS = 8;
const keys = ['p(', ...[...textFields, 'taken', ...labelStandings].map((key) => `${key}:`), 'imagenet('];
/** What a probability is asked to be above or below, the likeliest first; what is less sure is not kept of ImageNet. */
const bounds = ['0.5', '0.8', '0.9', '0.2'];

/**
 * Offers what could be meant by the word that the cursor stands in.
 *
 * cursor   0 to text.length; only what stands before it counts
 * returns  at most 8: those that begin with what was typed, then those with a word that does, then the others that
 *          contain it; empty at an empty word
 */
export function completeSearch(text: string, cursor: number, sources: SearchSources): SearchOption[] {
  const start = startOfWord(text, cursor);
  const end = cursor + /^\S*/.exec(text.slice(cursor))![0].length;
  const options = optionsFor(text.slice(start, cursor), sources);
  return options.slice(0, MOST_OPTIONS).map(({ kind, title, word, isComplete }) => {
    const rest = text.slice(end).replace(/^\s+/, '');
    const before = text.slice(0, start) + word + (isComplete ? ' ' : '');
    return { kind, title, text: before + rest, cursor: before.length };
  });
}

/** A quote or a parenthesis that is open before the cursor belongs to the word with its spaces. */
function startOfWord(text: string, cursor: number): number {
  let start = 0;
  let isQuoted = false;
  let isInside = false;
  for (let index = 0; index < cursor; index++) {
    const character = text[index]!;
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '(' && /^[-+]?(p|imagenet)$/i.test(text.slice(start, index))) isInside = true;
    else if (character === ')') isInside = false;
    else if (/\s/.test(character) && !isInside) start = index + 1;
  }
  return start;
}

interface Candidate {
  kind: SearchOption['kind'];
  title: string;
  /** what replaces the word */
  word: string;
  /** false: something has to follow */
  isComplete: boolean;
}

function optionsFor(typed: string, sources: SearchSources): Candidate[] {
  const sign = /^[-+]/.exec(typed)?.[0] ?? '';
  const body = typed.slice(sign.length);
  const called = /^(p|imagenet)\((.*)$/is.exec(body);
  if (called) return calledOptions(sign, called[1]!, called[2]!, sources);
  const keyed = /^(\p{L}{2,}):"?(.*)$/su.exec(body);
  if (keyed) return keyedOptions(sign, keyed[1]!.toLowerCase(), keyed[2]!, sources);
  const fragment = body.replace(/^"/, '');
  if (fragment === '') return [];
  const labels = rank(fragment, sources.labels).map((label): Candidate => {
    const word = sign + (sign === '+' ? quote(label) : quoteWord(label));
    return { kind: 'label', title: label, word, isComplete: true };
  });
  if (body.startsWith('"') || sign === '+') return labels;
  const states = photoStates.filter((state) => state.startsWith(fragment.toLowerCase()));
  const offeredKeys = keys.filter((key) => key.startsWith(fragment.toLowerCase()) && hasValues(key, sources));
  return [
    ...labels.slice(0, MOST_OPTIONS - Math.min(states.length + offeredKeys.length, MOST_OPTIONS / 2)),
    ...states.map((state): Candidate => ({
      kind: 'state',
      title: state,
      word: sign + state,
      isComplete: true,
    })),
    ...offeredKeys.map((key): Candidate => ({
      kind: 'key',
      title: key,
      word: sign + key,
      isComplete: false,
    })),
  ];
}

/** Nothing can follow `p(` without labels, nor `imagenet(` before anybody has let it look. */
function hasValues(key: string, { labels, starterWords }: SearchSources): boolean {
  return key === 'p(' ? labels.length > 0 : key === 'imagenet(' ? starterWords.length > 0 : true;
}

/** who  `p` or `imagenet`; rest  what stands behind its parenthesis: a name, then what it is compared with */
function calledOptions(sign: string, who: string, rest: string, sources: SearchSources): Candidate[] {
  const closed = /^(?:"(?:[^"]|"")*[^"\s](?:[^"]|"")*"|[^")]*[^")\s][^")]*)\)/s.exec(rest)?.[0];
  if (closed !== undefined) return boundOptions(`${sign}${who}(${closed}`, rest.slice(closed.length));
  const isStarter = who.toLowerCase() === 'imagenet';
  return rank(rest.replace(/^"/, ''), isStarter ? sources.starterWords : sources.labels).map((name) => ({
    kind: isStarter ? 'starter' : 'label',
    title: name,
    word: `${sign}${who}(${/[")]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name})>`,
    isComplete: false,
  }));
}

/** call  `p(dog)`; typed  what follows it so far, `>0.` */
function boundOptions(call: string, typed: string): Candidate[] {
  const [, comparison, number] = /^(>=|<=|>|<|)(.*)$/s.exec(typed)!;
  return bounds
    .filter((bound) => bound.startsWith(number!))
    .map((bound) => {
      const title = `${comparison || '>'}${bound}`;
      return { kind: 'bound', title, word: call + title, isComplete: true };
    });
}

function keyedOptions(sign: string, key: string, fragment: string, sources: SearchSources): Candidate[] {
  const offer = (kind: 'label' | 'folder' | 'camera', names: readonly string[]): Candidate[] =>
    rank(fragment, names).map((name) => ({
      kind,
      title: name,
      word: `${sign}${key}:${quote(name)}`,
      isComplete: true,
    }));
  if (key === 'folder') return offer('folder', sources.folders);
  if (key === 'camera') return offer('camera', sources.cameras);
  if (labelStandings.some((standing) => standing === key)) return offer('label', sources.labels);
  return [];
}

/** Those that contain the fragment, the likelier ones first, otherwise in their order. */
function rank(fragment: string, names: readonly string[]): string[] {
  const wanted = fragment.normalize('NFC').toLowerCase();
  const begin: string[] = [];
  const wordBegins: string[] = [];
  const contain: string[] = [];
  for (const name of names) {
    const at = name.normalize('NFC').toLowerCase().indexOf(wanted);
    if (at === 0) begin.push(name);
    else if (at > 0 && /[^\p{L}\p{N}]/u.test(name[at - 1]!)) wordBegins.push(name);
    else if (at > 0) contain.push(name);
  }
  return [...begin, ...wordBegins, ...contain];
}
