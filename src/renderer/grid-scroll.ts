/** Scrolling through more content than a browser's box can be high: the box is shorter, and its bar scaled. */

/** Chromium stops laying out boxes somewhat above this many device pixels. */
const highestBoxDevicePx = 15_000_000;

export interface GridScroll {
  /** of the scrolled box, px */
  boxHeight: number;
  /** the furthest the content can be scrolled, px */
  lastOffset: number;
  /** content px per px of the scroll bar; 1 unless the content is too high */
  scale: number;
}

/**
 * How a box of limited height stands for the whole content.
 *
 * contentHeight, viewportHeight  px
 * devicePixelRatio               the limit is one of device pixels
 */
export function scaleScroll(
  contentHeight: number,
  viewportHeight: number,
  devicePixelRatio: number,
): GridScroll {
  const boxHeight = Math.min(contentHeight, highestBoxDevicePx / Math.max(1, devicePixelRatio));
  const lastOffset = Math.max(0, contentHeight - viewportHeight);
  const lastScrollTop = Math.max(0, boxHeight - viewportHeight);
  return { boxHeight, lastOffset, scale: lastScrollTop > 0 ? lastOffset / lastScrollTop : 1 };
}

/** The content's offset for a position of the scroll bar, both px. */
export function offsetAt(scroll: GridScroll, scrollTop: number): number {
  return Math.min(scroll.lastOffset, Math.max(0, scrollTop * scroll.scale));
}

/** The position of the scroll bar for an offset of the content, both px. */
export function scrollTopAt(scroll: GridScroll, offset: number): number {
  return Math.min(scroll.lastOffset, Math.max(0, offset)) / scroll.scale;
}
