/** Photos of the library that a person picked for auto-tag: by hand, or by a search. */

import { z } from 'zod';
import type { PhotoId } from './ids.ts';

export interface ChosenPhotos {
  /** as they were when the choice was made; a run broken off goes on with the very same */
  photoIds: PhotoId[];
  /** the search that found them, in the language of search-query.ts; null: picked by hand */
  search: string | null;
}

/** What a report says of such a choice. */
export interface ChoiceSummary {
  /** how many were chosen, those left out later included */
  photos: number;
  search: string | null;
}

const photoId = z
  .number()
  .int()
  .positive()
  .transform((id) => id as PhotoId);

export const chosenPhotosSchema: z.ZodType<ChosenPhotos> = z.object({
  photoIds: z.array(photoId).min(1).max(1_000_000),
  search: z.string().max(1000).nullable(),
});
