/** Selecting photos of a grid by a rectangle: from where the pointer was pressed, in the content, to where it is. */

import type { PhotoId } from '../../shared/ids.ts';
import { edgeScroll, isDrag, rectangleBetween, type GridPoint } from '../grid-band.ts';
import { photosInRectangle, type GridRectangle } from '../grid-layout.ts';
import { gridInset, type GridView } from './grid-view.svelte.ts';

export class RubberBand {
  /** in the content; null while none is drawn */
  rectangle = $state.raw<GridRectangle | null>(null);
  /** the press that is being clicked has drawn one */
  wasDrawn = false;

  #view: GridView;
  #onband: (ids: Set<PhotoId>) => void;
  #pressedAt: GridPoint | null = null;
  /** in the view */
  #pointer: GridPoint = { x: 0, y: 0 };
  #kept: ReadonlySet<PhotoId> = new Set();

  /** onband  what is selected now, at every change */
  constructor(view: GridView, onband: (ids: Set<PhotoId>) => void) {
    this.#view = view;
    this.#onband = onband;
  }

  /** True from a press that may draw one to its end. */
  get isPressed(): boolean {
    return this.#pressedAt !== null;
  }

  /** Forgets the press before. */
  reset(): void {
    this.wasDrawn = false;
    this.#pressedAt = null;
  }

  /** kept  stays selected, whatever the rectangle holds */
  press(event: PointerEvent, kept: ReadonlySet<PhotoId>): void {
    this.#pointer = this.#pointIn(event);
    this.#pressedAt = this.#inContent(this.#pointer);
    this.#kept = kept;
  }

  move(event: PointerEvent): void {
    if (!this.#pressedAt) return;
    this.#pointer = this.#pointIn(event);
    if (!this.rectangle) {
      if (!isDrag(this.#pressedAt, this.#inContent(this.#pointer))) return;
      this.#view.scroller!.setPointerCapture(event.pointerId);
      requestAnimationFrame(() => this.#scrollAtEdge());
    }
    this.#draw(this.#pressedAt);
  }

  /** The content has moved below the pointer. */
  stretch(): void {
    if (this.rectangle && this.#pressedAt) this.#draw(this.#pressedAt);
  }

  end(): void {
    this.wasDrawn = this.rectangle !== null;
    this.#pressedAt = null;
    this.rectangle = null;
  }

  #draw(from: GridPoint): void {
    this.rectangle = rectangleBetween(from, this.#inContent(this.#pointer));
    const ids = new Set(this.#kept);
    for (const index of photosInRectangle(this.#view.layout, this.rectangle)) ids.add(this.#view.idAt(index));
    this.#onband(ids);
  }

  #scrollAtEdge(): void {
    if (!this.rectangle) return;
    const distance = edgeScroll(this.#pointer.y, this.#view.height);
    if (distance !== 0) {
      this.#view.goTo(this.#view.offset + distance);
      this.stretch();
    }
    requestAnimationFrame(() => this.#scrollAtEdge());
  }

  #pointIn(event: PointerEvent): GridPoint {
    const box = this.#view.scroller!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #inContent({ x, y }: GridPoint): GridPoint {
    return { x: x - gridInset.left, y: y + this.#view.offset - gridInset.top };
  }
}
