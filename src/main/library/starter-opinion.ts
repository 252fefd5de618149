/** What the pretrained network said of the library when it was last asked: a stranger's opinion, kept as a job's result. */

import type { JobId, PhotoId } from '../../shared/ids.ts';
import { starterOpinionSchema, type StarterLabel, type StarterOpinion } from '../../shared/starter-labels.ts';
import type { Library } from './library.ts';

export interface LatestStarterOpinion {
  /** the job that found it */
  jobId: JobId;
  opinion: StarterOpinion;
}

const parsed = new WeakMap<Library, LatestStarterOpinion>();

/** The newest opinion; null when nobody has looked yet. It may name photos that are gone. */
export function latestStarterOpinion(library: Library): LatestStarterOpinion | null {
  const jobId = library.jobs.latestDone('starter-labels');
  if (jobId === null) return null;
  const known = parsed.get(library);
  if (known?.jobId === jobId) return known;
  const { success, data } = starterOpinionSchema.safeParse(library.jobs.result(jobId));
  if (!success) return null;
  const latest = { jobId, opinion: data };
  parsed.set(library, latest);
  return latest;
}

/** What a starter word is said of, by its name in any language and without regard to case; null when it is not. */
export function starterLabelNamed(library: Library, name: string): StarterLabel | null {
  const wanted = name.normalize('NFC').toLowerCase();
  const labels = latestStarterOpinion(library)?.opinion.labels ?? [];
  return labels.find(({ en, de }) => [en, de].some((each) => each.toLowerCase() === wanted)) ?? null;
}

/** How sure the network is of a word, by photo; photos below LEAST_STARTER_CONFIDENCE have none. */
export function starterConfidences(library: Library, name: string): ReadonlyMap<PhotoId, number> {
  const label = starterLabelNamed(library, name);
  return new Map(label?.photoIds.map((photoId, place) => [photoId, label.probabilities[place]!]));
}
