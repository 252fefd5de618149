/** What jobs say of themselves, and what they are doing at the moment. */

import { count } from './numbers.ts';

export const jobs = {
  cancelled: 'It was cancelled.',
  interrupted: 'Tagwright was closed; it goes on at the next start.',
  closing: 'Tagwright is closing and takes no more jobs.',
  notUnderstood: ({ kind }: { kind: string }) => `What this job (${kind}) was asked to do is not understood.`,
  libraryBusy: 'Another Tagwright is at work on this library. Wait until it is done, or cancel it there.',
  libraryBusyWith: ({ job }: { job: string }) =>
    `Another Tagwright is at work on this library (${job}). Wait until it is done, or cancel it there.`,
  noSuchJob: ({ id }: { id: number }) => `There is no job with the number ${id}.`,
  endedTooOften: ({ times }: { times: number }) =>
    `Tagwright ended unexpectedly ${times} times while this job ran, so it was not resumed. Start it again to try once more.`,
  engineClosing: 'Tagwright is closing.',
  engineStopped:
    'The part of Tagwright that reads photos and learns stopped unexpectedly. What was finished is kept; start again to go on.',
};

/** Progress notes: what is happening now, in a few words. */
export const notes = {
  checkingDatabase: 'Checking the database',
  comparingPhotos: 'Comparing photos',
  copyingDatabase: 'Copying the database',
  copyingModels: 'Copying models',
  crossValidating: ({ part, parts }: { part: number; parts: number }) =>
    `Cross-validating, part ${count(part)} of ${count(parts)}`,
  drawingSamples: 'Drawing sample photos',
  learning: ({ epoch }: { epoch: number }) => `Training, epoch ${count(epoch)}`,
  lookingForFiles: 'Looking for files',
  lookingForPhotos: 'Looking for photos',
  readingEmbeddings: 'Reading what photos look like',
  readingPhotos: 'Reading photos',
  restoringSidecars: 'Restoring sidecars',
  scoringPhotos: 'Scoring photos',
  taggingPhotos: 'Tagging photos',
};

/** By the kind of the job. */
export const jobTitles = {
  import: 'Importing photos',
  embed: 'Reading photos',
  train: 'Training',
  'follow-up': 'Learning from your answers',
  evaluate: 'Measuring a model',
  'auto-tag': 'Auto-tagging',
  undo: 'Undoing auto-tags',
  sample: 'Trying it with sample photos',
  score: 'Scoring photos',
  duplicates: 'Finding near-duplicates',
  'starter-labels': 'Looking for starter labels',
};
