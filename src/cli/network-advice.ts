/** Which network to try next, said after a training. */

import { DEFAULT_BACKBONE, type Model } from '../shared/model.ts';

/** Up to so many tagged photos were compared: docs/accuracy.md, "How many tagged photos it takes". */
const FEW_PHOTOS = 400;

/**
 * A line for whom two networks would help: few tagged photos, and the default network as it is. On both photo sets
 * measured they brought 1 to 3 points of mAP with 100 to 400 tagged photos.
 *
 * returns  null where nothing is known to be better
 */
export function networkAdvice({
  settings,
  photoCounts,
}: Pick<Model, 'settings' | 'photoCounts'>): string | null {
  if (photoCounts.train > FEW_PHOTOS) return null;
  if (settings.backbone !== DEFAULT_BACKBONE || settings.fineTune !== 'head') return null;
  return 'From so few photos two networks usually learn more: tagwright train --backbone two-networks, at twice the work per photo.';
}
