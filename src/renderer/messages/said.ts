/** What main says, in the language of the window. */

import { sentenceIn } from '../../shared/sentences/sentence-in.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { language } from './language.ts';

/** The words of a sentence of main; a component that calls it follows a change of the language. */
export function said(sentence: Sentence): string {
  return sentenceIn(language(), sentence);
}
