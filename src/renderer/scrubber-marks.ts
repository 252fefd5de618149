/** What is written along the scrubber: the years, or the groups. */

import type { PhotoGroup, PhotoGrouping } from '../shared/photo-set.ts';
import type { GridLayout } from './grid-layout.ts';

export interface ScrubberMark {
  /** px from the track's top */
  y: number;
  /** '' for a mere tick */
  label: string;
}

/** The closest that two marks come, px. */
const closest = { label: 24, tick: 7 };

/**
 * One mark per year (grouped by date) or per folder; where they would touch, the earlier one stays.
 *
 * trackHeight, contentHeight  px
 */
export function placeMarks(
  groups: readonly PhotoGroup[],
  grouping: PhotoGrouping,
  layout: GridLayout,
  contentHeight: number,
  trackHeight: number,
): ScrubberMark[] {
  const marks: ScrubberMark[] = [];
  if (grouping === 'none' || contentHeight <= 0) return marks;
  let lastLabel = -Infinity;
  let lastTick = -Infinity;
  let year: string | null = null;
  groups.forEach(({ key }, group) => {
    const row = layout.groupRows[group]!;
    const y = (layout.rowTops[row]! / contentHeight) * trackHeight;
    const label = grouping === 'date' && key.slice(0, 4) !== year ? key.slice(0, 4) : '';
    if (label !== '' && y - lastLabel >= closest.label && y <= trackHeight - closest.label / 2) {
      marks.push({ y, label });
      lastLabel = y;
      lastTick = y + 6;
      year = label;
    } else if (y - lastTick >= closest.tick) {
      marks.push({ y, label: '' });
      lastTick = y;
    }
  });
  return marks;
}
