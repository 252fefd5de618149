/** Something Tagwright says to a person, as data: it crosses processes, is kept, and is read in any language. */

/** JSON; a sentence may stand inside another one. */
export type SentenceValue = string | number | boolean | null | readonly string[] | Sentence;

export interface Sentence {
  /** for logs, the command line, and whoever does not know the key */
  readonly english: string;
  /** "room.name" in the message files; absent for words that are not ours (the system's, a bug's, an old row's) */
  readonly key?: string;
  readonly values?: Readonly<Record<string, SentenceValue>>;
}

/** Words that are in no message file: what the system or another program says, and text kept by an older Tagwright. */
export function verbatim(words: string): Sentence {
  return { english: words };
}
