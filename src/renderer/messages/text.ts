/** Every word of the window: text().library.empty, in the language of the window. */

import { autoTag as germanAutoTag } from './de/auto-tag.ts';
import { library as germanLibrary } from './de/library.ts';
import { review as germanReview } from './de/review.ts';
import { reliability as germanReliability } from './de/reliability.ts';
import { report as germanReport, sample as germanSample } from './de/sample.ts';
import { session as germanSession } from './de/session.ts';
import { settings as germanSettings } from './de/settings.ts';
import { shell as germanShell } from './de/shell.ts';
import { suspicious as germanSuspicious } from './de/suspicious.ts';
import { starterLabels as germanStarterLabels } from './de/starter-labels.ts';
import { tagging as germanTagging } from './de/tagging.ts';
import { thresholds as germanThresholds } from './de/thresholds.ts';
import { train as germanTrain } from './de/train.ts';
import { autoTag } from './en/auto-tag.ts';
import { library } from './en/library.ts';
import { review } from './en/review.ts';
import { reliability } from './en/reliability.ts';
import { report, sample } from './en/sample.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { suspicious } from './en/suspicious.ts';
import { starterLabels } from './en/starter-labels.ts';
import { tagging } from './en/tagging.ts';
import { thresholds } from './en/thresholds.ts';
import { train } from './en/train.ts';
import type { Language } from '../../shared/language.ts';
import { language } from './language.ts';
import type { Translation } from '../../shared/translation.ts';

const english = {
  shell,
  sample,
  report,
  library,
  starterLabels,
  tagging,
  session,
  train,
  thresholds,
  reliability,
  review,
  suspicious,
  autoTag,
  settings,
};
type Messages = Translation<typeof english>;

const german: Messages = {
  shell: germanShell,
  sample: germanSample,
  report: germanReport,
  library: germanLibrary,
  starterLabels: germanStarterLabels,
  tagging: germanTagging,
  session: germanSession,
  train: germanTrain,
  thresholds: germanThresholds,
  reliability: germanReliability,
  review: germanReview,
  suspicious: germanSuspicious,
  autoTag: germanAutoTag,
  settings: germanSettings,
};

const messages: Record<Language, Messages> = { en: english, de: german };

/** The words in the language of the window; a component that calls it follows a change of the language. */
export function text(): Messages {
  return messages[language()];
}
