/** How far a photo grid is scrolled, and which of its rows are drawn. */

import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoGrouping, PhotoSet } from '../../shared/photo-set.ts';
import {
  cellOf,
  layOutGrid,
  rowAtOffset,
  rowOfPhoto,
  rowsBetween,
  startsGroup,
  type GridLayout,
  type GridLayoutKind,
} from '../grid-layout.ts';
import { offsetAt, scaleScroll, scrollTopAt, type GridScroll } from '../grid-scroll.ts';

/** Around all photos, px. */
export const gridInset = { left: 14, right: 6, top: 6, bottom: 28 };

const gap = 5;
/** drawn above and below the view, so that a fast scroll seldom outruns it, px */
const overscan = 420;
/** this long after the last leap, cells are filled again */
const landingMs = 120;

/** What the grid is to show. */
export interface GridContent {
  set: PhotoSet;
  grouping: PhotoGrouping;
  layoutKind: GridLayoutKind;
  size: number;
  /** when it changes, the grid starts at its top again */
  question: string;
  /** what is at the top at first */
  startAt: PhotoId | null;
  /** photos are selected: none of them moves because others came in above */
  isBusy: boolean;
  /** more photos may come in: going to the top for each of them would make all cells blink */
  isFilling: boolean;
}

export class GridView {
  /** what scrolls */
  scroller = $state<HTMLDivElement>();
  /** of what scrolls, px */
  width = $state(0);
  height = $state(0);
  /** of the content, px */
  offset = $state(0);
  /** rows fly by faster than anyone can look: cells stay empty, and nothing is fetched for them */
  isFlying = $state(false);

  headingHeight = $derived.by(() => (this.#content().grouping === 'none' ? 0 : 46));
  // One by one: the settings they come from change with every label used, and 100,000 photos are not laid out for that.
  #set = $derived.by(() => this.#content().set);
  #kind = $derived.by(() => this.#content().layoutKind);
  #size = $derived.by(() => this.#content().size);
  layout: GridLayout = $derived.by(() =>
    layOutGrid({
      kind: this.#kind,
      aspects: this.#set.aspects,
      groupStarts: this.#set.groups.map((group) => group.start),
      width: Math.max(60, this.width - gridInset.left - gridInset.right),
      size: this.#size,
      gap,
      headingHeight: this.headingHeight,
    }),
  );
  scroll: GridScroll = $derived.by(() =>
    scaleScroll(this.layout.height + gridInset.top + gridInset.bottom, this.height, window.devicePixelRatio),
  );
  /** where the content lies in the box, which is shorter when the content is too high for a box, px */
  shift = $derived.by(() => gridInset.top + (this.scroll.scale === 1 ? 0 : this.#scrollTop - this.offset));
  /** the rows that are drawn: from `first` to before `end` */
  first = $derived.by(() => this.#drawn.first);
  end = $derived.by(() => this.#drawn.end);

  #content: () => GridContent;
  #scrollTop = $state(0);
  #drawn = $derived.by(() => {
    const margin = this.isFlying ? 0 : overscan;
    const top = this.offset - gridInset.top;
    return rowsBetween(this.layout, top - margin, top + this.height + margin);
  });
  #landing: ReturnType<typeof setTimeout> | undefined;
  /** what is at the top, to find it again when the layout or the photos change */
  #anchor: { id: PhotoId; into: number } | null = null;
  #question: string | null = null;
  /** the person is at the top, or was until photos came in above */
  #isAtTop = true;

  constructor(content: () => GridContent) {
    this.#content = content;
  }

  get topPhoto(): PhotoId | null {
    return this.#anchor?.id ?? null;
  }

  idAt(index: number): PhotoId {
    return this.#content().set.ids[index] as PhotoId;
  }

  /** The first photo of the row in view from which the keyboard starts. */
  firstInView(): PhotoId {
    return this.idAt(this.layout.rowStarts[rowAtOffset(this.layout, this.offset + overscan / 8)] ?? 0);
  }

  /** The photos of the rows that are drawn. */
  drawnPhotos(): PhotoId[] {
    const { rowStarts, rowTops } = this.layout;
    const ids: PhotoId[] = [];
    const last = rowStarts[Math.min(this.end, rowTops.length)] ?? 0;
    for (let index = rowStarts[this.first] ?? 0; index < last; index += 1) ids.push(this.idAt(index));
    return ids;
  }

  /** offset  of the content, px; kept within it */
  goTo(offset: number): void {
    this.#moveTo(offset);
    this.#isAtTop = this.offset === 0;
  }

  #moveTo(offset: number): void {
    if (!this.scroller) return;
    this.offset = Math.min(this.scroll.lastOffset, Math.max(0, offset));
    this.scroller.scrollTop = scrollTopAt(this.scroll, this.offset);
    this.#scrollTop = this.scroller.scrollTop;
    this.#remember();
  }

  /** Follows what the person scrolled; false when nothing has moved. */
  followScroller(): boolean {
    if (!this.scroller || Math.abs(this.scroller.scrollTop - this.#scrollTop) < 1) return false;
    this.#scrollTop = this.scroller.scrollTop;
    const before = this.offset;
    this.offset = offsetAt(this.scroll, this.#scrollTop);
    if (Math.abs(this.offset - before) > this.height) this.#fly();
    this.#isAtTop = this.offset === 0;
    this.#remember();
    return true;
  }

  /** After a change of the layout or the photos: the photo at the top stays there; another question starts anew. */
  restore(): void {
    if (this.width === 0) return;
    const { question, startAt, set, isBusy, isFilling } = this.#content();
    const isFirst = this.#question === null;
    const isAnother = !isFirst && this.#question !== question;
    this.#question = question;
    if (isFirst && startAt !== null) this.#anchor = { id: startAt, into: 0 };
    if (isBusy) this.#isAtTop = false;
    // Whoever was at the top and is busy with no photo sees what came in above.
    if (!isFirst && this.#isAtTop && !isFilling) return this.#moveTo(0);
    const index = isAnother || !this.#anchor ? -1 : set.ids.indexOf(this.#anchor.id);
    if (isAnother) return this.goTo(0);
    if (index < 0) return this.#moveTo(this.offset);
    const { top, height } = cellOf(this.layout, index);
    const { into } = this.#anchor!;
    this.#moveTo(index === 0 && into <= 0 ? 0 : top + gridInset.top + into * height);
    if (isFirst) this.#isAtTop = this.offset === 0;
  }

  /** Scrolls as little as it takes to see a photo wholly. */
  reveal(id: PhotoId): void {
    const index = this.#content().set.ids.indexOf(id);
    if (index < 0) return;
    const { top, height } = cellOf(this.layout, index);
    const above = startsGroup(this.layout, rowOfPhoto(this.layout, index)) ? this.headingHeight : gap;
    const from = top + gridInset.top - above;
    const to = top + gridInset.top + height + gap;
    if (from < this.offset) this.goTo(from <= gridInset.top ? 0 : from);
    else if (to > this.offset + this.height) this.goTo(to - this.height);
  }

  /** The grid goes away: nothing of it is left to happen. */
  stop(): void {
    clearTimeout(this.#landing);
  }

  #fly(): void {
    this.isFlying = true;
    clearTimeout(this.#landing);
    this.#landing = setTimeout(() => (this.isFlying = false), landingMs);
  }

  #remember(): void {
    const { rowTops, rowStarts, rowHeights } = this.layout;
    if (rowTops.length === 0) return;
    const top = this.offset - gridInset.top;
    const row = rowAtOffset(this.layout, top);
    this.#anchor = { id: this.idAt(rowStarts[row]!), into: (top - rowTops[row]!) / rowHeights[row]! };
  }
}
