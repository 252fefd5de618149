/** Which network to try next, said after a training: by the command line and by the window. */

import { DEFAULT_BACKBONE, type ComposedBackboneId, type ModelSummary } from './model.ts';

/** Up to so many tagged photos it was measured to help on both sets: docs/accuracy.md, "How many tagged photos it takes". */
export const FEW_PHOTOS = 400;

/**
 * The network for whom another one would help: few tagged photos, and the default network as it is. On both photo sets
 * measured two networks brought 1 to 2 points of mAP (1.0 to 2.4) with 100 to 400 tagged photos.
 *
 * returns  null where nothing is known to be better
 */
export function adviseNetwork({
  settings,
  photoCounts,
}: Pick<ModelSummary, 'settings' | 'photoCounts'>): ComposedBackboneId | null {
  if (photoCounts.train > FEW_PHOTOS) return null;
  if (settings.backbone !== DEFAULT_BACKBONE || settings.fineTune !== 'head') return null;
  return 'two-networks';
}
