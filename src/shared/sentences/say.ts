/** How main and the engine say something: say('images.empty', { name }). */

import { database } from './en/database.ts';
import { fineTuning } from './en/fine-tuning.ts';
import { fileKinds, images } from './en/images.ts';
import { jobs, jobTitles, notes } from './en/jobs.ts';
import { labels } from './en/labels.ts';
import { labelsCsv, library } from './en/library.ts';
import { backendReasons, installation, models, trainingSettings } from './en/models.ts';
import { requests } from './en/requests.ts';
import { samples, sidecars } from './en/sidecars.ts';
import { tagging } from './en/tagging.ts';
import { thresholds } from './en/thresholds.ts';
import type { Sentence, SentenceValue } from './sentence.ts';

/** One message file per room; the same names in every language. */
export const english = {
  backendReasons,
  database,
  fileKinds,
  fineTuning,
  images,
  installation,
  jobs,
  jobTitles,
  labels,
  labelsCsv,
  library,
  models,
  notes,
  requests,
  samples,
  sidecars,
  tagging,
  thresholds,
  trainingSettings,
};

type Rooms = typeof english;

/** "room.name" */
export type SentenceKey = {
  [Room in keyof Rooms & string]: `${Room}.${keyof Rooms[Room] & string}`;
}[keyof Rooms & string];

type WordsOf<Key extends SentenceKey> = Key extends `${infer Room}.${infer Name}`
  ? Room extends keyof Rooms
    ? Name extends keyof Rooms[Room]
      ? Rooms[Room][Name]
      : never
    : never
  : never;

/** A sentence may stand where words are wanted. */
type Said<Values> = {
  [Name in keyof Values]: string extends Values[Name] ? Values[Name] | Sentence : Values[Name];
};

type InputOf<Key extends SentenceKey> =
  WordsOf<Key> extends (values: infer Values) => string ? [values: Said<Values>] : [];

/**
 * A sentence of the message files, with what is to stand in it.
 *
 * key      "room.name"
 * values   what the sentence's function takes; none for a sentence that is always the same
 * returns  data: see sentenceIn for its words
 */
export function say<Key extends SentenceKey>(key: Key, ...[values]: InputOf<Key>): Sentence {
  const said = values as Readonly<Record<string, SentenceValue>> | undefined;
  return {
    english: wordsOf(english, key, said, (inner) => inner.english) ?? key,
    key,
    ...(said && { values: said }),
  };
}

type AnyRooms = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Looks a key up and fills its values in.
 *
 * rooms    the message files of one language
 * read     how a sentence inside the sentence is worded
 * returns  null when the rooms do not know the key, as in a library written by another version
 * throws   RangeError when a value is missing
 */
export function wordsOf(
  rooms: AnyRooms,
  key: string,
  values: Readonly<Record<string, SentenceValue>> = {},
  read: (inner: Sentence) => string,
): string | null {
  const [room = '', name = ''] = key.split('.');
  const known = Object.hasOwn(rooms, room) && Object.hasOwn(rooms[room]!, name) ? rooms[room]![name] : null;
  if (typeof known === 'string') return known;
  if (typeof known !== 'function') return null;
  return (known as (values: object) => string)(new Proxy(values, { get: (_, wanted) => valueOf(wanted) }));

  function valueOf(wanted: string | symbol): unknown {
    if (typeof wanted !== 'string' || !Object.hasOwn(values, wanted))
      throw new RangeError(`${key} is said without ${String(wanted)}`);
    const value = values[wanted]!;
    return isSentence(value) ? read(value) : value;
  }
}

function isSentence(value: SentenceValue): value is Sentence {
  return typeof value === 'object' && value !== null && 'english' in value;
}
