/** What a general-purpose network sees in a library: a stranger's opinion, never an annotation until a person takes it. */

import { z } from 'zod';
import type { SuggestionAnswer } from './edits.ts';
import type { PhotoId } from './ids.ts';
import type { Language } from './language.ts';

/** Opinions below this are not kept. */
export const LEAST_STARTER_CONFIDENCE = 0.2;

/** Chosen at first: nine of ten photos offered have the label (docs/accuracy.md, starter labels). */
export const DEFAULT_STARTER_CONFIDENCE = 0.5;

const starterLabelSchema = z.object({
  en: z.string(),
  de: z.string(),
  /** the surest first */
  photoIds: z.array(z.number().transform((id) => id as PhotoId)),
  /** as long as photoIds, LEAST_STARTER_CONFIDENCE to 1 */
  probabilities: z.array(z.number()),
});
export type StarterLabel = z.infer<typeof starterLabelSchema>;

/** The result of the job that looks. */
export const starterOpinionSchema = z.object({
  /** looked at */
  photos: z.number(),
  /** those of which any photo shows something, the one with the most sure photos first */
  labels: z.array(starterLabelSchema),
});
export type StarterOpinion = z.infer<typeof starterOpinionSchema>;

/** How many photos of a label are at least this sure. */
export function photosAtLeast({ probabilities }: StarterLabel, confidence: number): number {
  const end = probabilities.findIndex((probability) => probability < confidence);
  return end < 0 ? probabilities.length : end;
}

export interface StarterChoice {
  label: StarterLabel;
  /** what it is to be called in the library */
  name: string;
}

export interface StarterReport {
  /** photos that were given at least one label */
  photos: number;
  /** names, with the photos newly tagged */
  labels: { name: string; photos: number }[];
}

/** What is asked when a stranger's opinion is reviewed photo by photo. */
export interface StarterQuery {
  /** in English, which tells words apart; null: the first with open questions */
  word: string | null;
  /** labels that words stand for, by the words in English; those not named stand for their own in `language` */
  names: Record<string, string>;
  language: Language;
  /** photos at least this sure */
  confidence: number;
  limit: number;
}

export interface StarterItem {
  photoId: PhotoId;
  contentHash: string;
  /** how sure the network is, LEAST_STARTER_CONFIDENCE to 1 */
  probability: number;
}

export interface StarterQueue {
  /** looked at; null: nobody has looked yet */
  photos: number | null;
  /** that the questions are about, in English; null when nothing is seen */
  word: string | null;
  /** with their open questions, as the opinion has them */
  words: { en: string; de: string; open: number }[];
  /** the surest first */
  items: StarterItem[];
  /** open questions about this word */
  total: number;
}

/** Answers about one label, which is added when it is new. */
export interface StarterAnswers {
  name: string;
  answers: Omit<SuggestionAnswer, 'labelId'>[];
}
