/**
 * The search language: terms that must all hold. `beach -sunset folder:2024 p(dog)>0.8 untagged`
 * `imagenet(dog)>0.5` asks the network that was pretrained on other people's pictures, not a model of the library.
 * A backslash means nothing special; inside quotes a quote is written twice.
 */

export const comparisons = ['>=', '<=', '>', '<'] as const;
export type Comparison = (typeof comparisons)[number];

export const photoStates = ['untagged', 'tagged', 'full', 'suggested', 'problem', 'missing'] as const;
/** full: fully tagged; suggested: has open suggestions; problem: with a warning, or missing */
export type PhotoState = (typeof photoStates)[number];

export const textFields = ['folder', 'camera', 'name'] as const;
export type TextField = (typeof textFields)[number];

/**
 * How a label must stand, each written as a key but two: `label:beach` shown (a person said so, or the active model
 * applied it and nobody answered), `+beach` present by a person's word, `absent:`, `unknown:` nobody said anything,
 * `suggested:` an open suggestion.
 */
export const labelStandings = ['label', 'present', 'absent', 'unknown', 'suggested'] as const;
export type LabelStanding = (typeof labelStandings)[number];

export type SearchCondition =
  /** a label of this name that is shown; without such a label, words in the file's path */
  | { kind: 'word'; text: string }
  | { kind: 'label'; standing: LabelStanding; label: string }
  | { kind: 'state'; state: PhotoState }
  /** contained in it, without regard to case */
  | { kind: 'text'; field: TextField; text: string }
  /** ISO dates "2024", "2024-05" or "2024-05-17", both ends within; null: open; both null: no date is known */
  | { kind: 'taken'; from: string | null; to: string | null }
  | { kind: 'probability'; label: string; comparison: Comparison; bound: number }
  /** how sure the pretrained network is of a starter word, in any language */
  | { kind: 'starter'; label: string; comparison: Comparison; bound: number }
  /** the photos most like these, `similar:12` or `similar:12,57`; never negated */
  | { kind: 'similar'; photoIds: number[] };

export type SearchTerm = SearchCondition & { isNegated: boolean };

export interface PlacedTerm {
  term: SearchTerm;
  /** in the text: [start, end) */
  start: number;
  end: number;
}

export type SearchErrorCode =
  | 'unknown-key'
  | 'missing-value'
  | 'open-quote'
  | 'wrong-date'
  | 'wrong-number'
  | 'wrong-probability'
  | 'wrong-photos';

/** A part of the text that was not understood; the rest is searched all the same. */
export interface SearchError {
  code: SearchErrorCode;
  start: number;
  end: number;
  /** what was written there */
  text: string;
}

export interface ParsedSearch {
  terms: PlacedTerm[];
  errors: SearchError[];
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const PROBABILITY = /^(p|imagenet)\(\s*("(?:[^"]|"")*"|[^")]*)\s*\)\s*(>=|<=|>|<)\s*(\S*)/i;
const KEY = /^(\p{L}{2,}):/u;
const QUOTED = /^"((?:[^"]|"")*)"/;

/**
 * Understands a search; never throws.
 *
 * returns  the terms in order, and what was not understood with its place
 */
export function parseSearch(text: string): ParsedSearch {
  const terms: PlacedTerm[] = [];
  const errors: SearchError[] = [];
  let position = 0;
  for (;;) {
    while (position < text.length && /\s/.test(text[position]!)) position++;
    if (position >= text.length) return { terms, errors };
    const start = position;
    const { length, result } = readTerm(text.slice(start));
    position = start + length;
    if (typeof result === 'string')
      errors.push({ code: result, start, end: position, text: text.slice(start, position) });
    else terms.push({ term: result, start, end: position });
  }
}

interface Reading {
  /** characters taken, at least one */
  length: number;
  result: SearchTerm | SearchErrorCode;
}

function readTerm(rest: string): Reading {
  const sign = /^[-+](?=\S)/.exec(rest)?.[0] ?? '';
  const body = rest.slice(sign.length);
  const { length, result } = readCondition(body, sign === '+');
  if (sign === '-' && typeof result !== 'string' && result.kind === 'similar')
    return { length: sign.length + length, result: 'wrong-photos' };
  return {
    length: sign.length + length,
    result: typeof result === 'string' ? result : { ...result, isNegated: sign === '-' },
  };
}

interface ConditionReading {
  length: number;
  result: SearchCondition | SearchErrorCode;
}

function readCondition(body: string, isByPerson: boolean): ConditionReading {
  const probability = PROBABILITY.exec(body);
  if (probability) return { length: probability[0].length, result: probabilityOf(probability) };
  if (/^(p|imagenet)\(/i.test(body)) return { length: wordLength(body), result: 'wrong-probability' };
  const key = KEY.exec(body);
  const value = readValue(body.slice(key?.[0].length ?? 0));
  const length = (key?.[0].length ?? 0) + value.length;
  if (value.text === null) return { length, result: 'open-quote' };
  if (key) return { length, result: keyedCondition(key[1]!.toLowerCase(), value.text) };
  if (value.isQuoted && value.text.trim() === '') return { length, result: 'missing-value' };
  if (isByPerson) return { length, result: { kind: 'label', standing: 'present', label: value.text } };
  const state = photoStates.find((each) => each === value.text!.toLowerCase());
  if (state && !value.isQuoted) return { length, result: { kind: 'state', state } };
  return { length, result: { kind: 'word', text: value.text } };
}

interface Value {
  length: number;
  /** null: a quote that is never closed */
  text: string | null;
  isQuoted: boolean;
}

function readValue(rest: string): Value {
  if (!rest.startsWith('"')) {
    const length = wordLength(rest);
    return { length, text: rest.slice(0, length), isQuoted: false };
  }
  const quoted = QUOTED.exec(rest);
  if (quoted === null) return { length: rest.length, text: null, isQuoted: true };
  return { length: quoted[0].length, text: quoted[1]!.replaceAll('""', '"'), isQuoted: true };
}

function wordLength(rest: string): number {
  return /^\S*/.exec(rest)![0].length;
}

function keyedCondition(key: string, value: string): SearchCondition | SearchErrorCode {
  const field = textFields.find((each) => each === key);
  const standing = labelStandings.find((each) => each === key);
  if (!field && !standing && key !== 'taken' && key !== 'similar') return 'unknown-key';
  if (value.trim() === '') return 'missing-value';
  if (key === 'similar') return similarCondition(value);
  if (field) return { kind: 'text', field, text: value };
  if (standing) return { kind: 'label', standing, label: value };
  return takenCondition(value);
}

function similarCondition(value: string): SearchCondition | SearchErrorCode {
  if (!/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/.test(value)) return 'wrong-photos';
  return { kind: 'similar', photoIds: value.split(',').map(Number) };
}

function takenCondition(value: string): SearchCondition | SearchErrorCode {
  if (value.toLowerCase() === 'never') return { kind: 'taken', from: null, to: null };
  const ends = value.split('..');
  if (ends.length > 2 || ends.every((end) => end === '')) return 'wrong-date';
  if (ends.some((end) => end !== '' && !DATE.test(end))) return 'wrong-date';
  const from = ends[0] || null;
  const to = ends.length === 1 ? from : ends[1] || null;
  return { kind: 'taken', from, to };
}

function probabilityOf(match: RegExpExecArray): SearchCondition | SearchErrorCode {
  const [, who, name, comparison, number] = match;
  const quoted = QUOTED.exec(name!);
  const label = (quoted ? quoted[1]!.replaceAll('""', '"') : name!).trim();
  if (label === '') return 'missing-value';
  if (!/^(\d+(\.\d*)?|\.\d+)(e-?\d+)?%?$/i.test(number!)) return 'wrong-number';
  const bound = number!.endsWith('%') ? Number(number!.slice(0, -1)) / 100 : Number(number);
  if (!(bound >= 0 && bound <= 1)) return 'wrong-number';
  const kind = who!.toLowerCase() === 'p' ? 'probability' : 'starter';
  return { kind, label, comparison: comparison as Comparison, bound };
}

/** Writes terms so that parseSearch reads the same again. */
export function printSearch(terms: readonly SearchTerm[]): string {
  return terms.map(printTerm).join(' ');
}

/** Writes one term; see printSearch. */
export function printTerm(term: SearchTerm): string {
  return (term.isNegated ? '-' : '') + printCondition(term);
}

function printCondition(term: SearchTerm): string {
  switch (term.kind) {
    case 'word':
      return quoteWord(term.text);
    case 'label':
      // "-+beach" would be read as a word
      if (term.standing === 'present' && !term.isNegated && !/^(p|imagenet)\(|^\p{L}{2,}:/iu.test(term.label))
        return `+${quote(term.label)}`;
      return `${term.standing}:${quote(term.label)}`;
    case 'state':
      return term.state;
    case 'text':
      return `${term.field}:${quote(term.text)}`;
    case 'taken':
      return `taken:${printRange(term.from, term.to)}`;
    case 'similar':
      return `similar:${term.photoIds.join(',')}`;
    case 'probability':
      return `p(${callName(term.label)})${term.comparison}${term.bound}`;
    case 'starter':
      return `imagenet(${callName(term.label)})${term.comparison}${term.bound}`;
  }
}

/** A name in parentheses. */
function callName(name: string): string {
  return /[")]|^\s|\s$/.test(name) ? quoteAlways(name) : name;
}

function printRange(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'never';
  return from === to ? from! : `${from ?? ''}..${to ?? ''}`;
}

/** A word as it is typed: in quotes when it would mean something else without them. */
export function quoteWord(text: string): string {
  const isSpecial =
    /^[-+]|^(p|imagenet)\(/i.test(text) ||
    KEY.test(text) ||
    photoStates.some((each) => each === text.toLowerCase());
  return isSpecial ? quoteAlways(text) : quote(text);
}

/** A value behind its key: in quotes when it has spaces or begins with a quote. */
export function quote(text: string): string {
  return text === '' || /\s|^"/.test(text) ? quoteAlways(text) : text;
}

function quoteAlways(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
