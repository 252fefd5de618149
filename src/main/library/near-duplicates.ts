/** Groups of near-duplicates: found by a job, kept with the library until it is looked for again. */

import { z } from 'zod';
import type { PhotoId } from '../../shared/ids.ts';
import type { LibraryPhotos } from '../engine/engine.ts';
import type { TaskContext } from '../task-context.ts';
import type { Library } from './library.ts';
import { comparedPhotos } from './similar-photos.ts';

/**
 * From this cosine on two photos are taken for near-duplicates: photos of different moments stay below 0.83, one
 * cropped, shifted or saved again is mostly between 0.87 and 0.98 (docs/decisions/0005-splits.md).
 */
export const NEAR_DUPLICATE_COSINE = 0.9;

const SETTING = 'near-duplicates';

const stored = z.object({
  leastCosine: z.number(),
  /** of the photos that were compared */
  fingerprint: z.string(),
  groups: z.array(z.array(z.number().transform((id) => id as PhotoId))),
});
export type NearDuplicates = z.infer<typeof stored>;

export interface DuplicatesReport {
  leastCosine: number;
  /** compared: those that the network in use has seen */
  photos: number;
  /** each with its oldest photo first */
  groups: PhotoId[][];
}

/**
 * Finds the near-duplicates of the whole library and keeps them.
 *
 * leastCosine  0..1: how similar a photo must be to the oldest of its group
 * Throws AppError 'cancelled'; what was kept before stays.
 */
export async function findDuplicates(
  library: Library,
  leastCosine: number,
  context: TaskContext,
): Promise<DuplicatesReport> {
  const photos = comparedPhotos(library);
  const found = await library.engine.findNearDuplicates({ ...photos, leastCosine }, context);
  const groups = found.map((photoIds) => [...photoIds] as PhotoId[]);
  const value: NearDuplicates = { leastCosine, fingerprint: fingerprintOf(photos), groups };
  library.settings.set(SETTING, value);
  return { leastCosine, photos: library.embeddings.count(photos.backbone), groups };
}

/** The groups found last; null when nobody has looked for any yet. They may name photos that are gone. */
export function keptDuplicates(library: Library): NearDuplicates | null {
  const value = library.settings.get(SETTING);
  if (value === undefined) return null;
  const parsed = stored.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** True when the groups kept are those of the photos of today, at this cosine. */
export function areDuplicatesCurrent(library: Library, leastCosine: number): boolean {
  const known = keptDuplicates(library);
  if (known?.leastCosine !== leastCosine) return false;
  return known.fingerprint === fingerprintOf(comparedPhotos(library));
}

/** The same for the same photos in any order. */
function fingerprintOf({ photoIds, stamps, backbone }: LibraryPhotos): string {
  let sum = 0;
  for (const stamp of stamps) sum += stamp % 2 ** 32;
  return `${backbone} ${photoIds.length} ${sum}`;
}
