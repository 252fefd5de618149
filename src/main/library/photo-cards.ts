/** What the cells of the grid show beside their thumbnails. */

import { basename } from 'node:path';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { PhotoCard } from '../../shared/photo-set.ts';
import type { Library } from './library.ts';
import { openPredictions } from './open-predictions.ts';

/**
 * Cards in the order of `photoIds`; ids that do not exist are left out.
 *
 * photoIds  up to some thousand
 */
export function photoCards(library: Library, photoIds: readonly PhotoId[]): PhotoCard[] {
  const present = new Map<PhotoId, LabelId[]>();
  for (const { photoId, labelId, value } of library.annotations.ofPhotos(photoIds))
    if (value === 'present') present.set(photoId, [...(present.get(photoId) ?? []), labelId]);
  const open = openPredictions(library, photoIds);
  const states = library.photos.fileStates(photoIds);
  return library.photos.get(photoIds).map((photo) => {
    const state = states.get(photo.id);
    return {
      id: photo.id,
      name: basename(state?.path ?? photo.files[0] ?? ''),
      contentHash: photo.contentHash,
      labelIds: present.get(photo.id) ?? [],
      appliedLabelIds: open.get(photo.id)?.applied ?? [],
      suggestionCount: open.get(photo.id)?.suggested.length ?? 0,
      isFullyTagged: photo.isFullyTagged,
      isMissing: state?.isMissing ?? true,
      hasWarning: state !== undefined && state.warning !== null,
    };
  });
}
