/** The words of a sentence, in the language of whoever reads it. */

import type { Language } from '../language.ts';
import type { Translation } from '../translation.ts';
import { database } from './de/database.ts';
import { fineTuning } from './de/fine-tuning.ts';
import { fileKinds, images } from './de/images.ts';
import { jobs, jobTitles, notes } from './de/jobs.ts';
import { labels } from './de/labels.ts';
import { labelsCsv, library } from './de/library.ts';
import { backendReasons, installation, models, trainingSettings } from './de/models.ts';
import { requests } from './de/requests.ts';
import { samples, sidecars } from './de/sidecars.ts';
import { tagging } from './de/tagging.ts';
import { thresholds } from './de/thresholds.ts';
import { english, wordsOf } from './say.ts';
import type { Sentence } from './sentence.ts';

const german: Translation<typeof english> = {
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

const rooms = { en: english, de: german };

/**
 * Words a sentence. One that this version does not know (its key, or a value in it) stays in the English it came with.
 *
 * sentence  from say, a process border or the database
 */
export function sentenceIn(language: Language, sentence: Sentence): string {
  const { key, values, english: fallback } = sentence;
  if (key === undefined) return fallback;
  try {
    return wordsOf(rooms[language], key, values, (inner) => sentenceIn(language, inner)) ?? fallback;
  } catch {
    return fallback;
  }
}
