/** Sentences in a TEXT column: words of their own as they are, those of the message files as JSON. */

import type { Sentence } from '../../shared/sentences/sentence.ts';

const JSON_START = '{"english":';

/** What is kept of a sentence. */
export function toSentenceColumn({ english, key, values }: Sentence): string {
  return key === undefined ? english : JSON.stringify({ english, key, values });
}

/** The sentence again; text that an older Tagwright kept comes back as its words. */
export function fromSentenceColumn(text: string): Sentence {
  if (!text.startsWith(JSON_START)) return { english: text };
  try {
    const kept = JSON.parse(text) as Sentence;
    return typeof kept.english === 'string' ? kept : { english: text };
  } catch {
    return { english: text };
  }
}
