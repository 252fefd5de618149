/** How a fine-tuning uses the tagged photos. */

import type { FineTunePart } from './model.ts';

/** So many tagged photos are all learned from: docs/accuracy.md, fine-tuning-few. */
const FEW_PHOTOS = 200;

/**
 * Whether a fine-tuning learns from all tagged photos and is cross-validated, five fine-tunings more, instead of holding
 * some photos out.
 *
 * part         trained; the whole network takes too long for that
 * photos       tagged
 * hasSetAside  some of them are set aside for validation: then these are held out
 */
export function isCrossValidated(part: FineTunePart, photos: number, hasSetAside: boolean): boolean {
  return part === 'top' && photos <= FEW_PHOTOS && !hasSetAside;
}
