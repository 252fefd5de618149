/** Which photos are selected, and which one the keyboard stands on: as a file manager does it. */

// Sets are replaced whole, never changed: a signal for each of 100,000 photos would be slow.

import type { PhotoId } from '../../shared/ids.ts';

export class Selection {
  ids = $state.raw<ReadonlySet<PhotoId>>(new Set());
  focused = $state.raw<PhotoId | null>(null);

  readonly #shown: { readonly set: { readonly ids: Int32Array } | null };
  /** where a range begins: the photo selected last without Shift */
  #anchor: PhotoId | null = null;
  /** what was selected when the range began */
  #kept: ReadonlySet<PhotoId> = new Set();
  #focusedIndex = 0;

  /** shown  the photos in the order shown, which ranges follow */
  constructor(shown: { readonly set: { readonly ids: Int32Array } | null }) {
    this.#shown = shown;
  }

  /** Selects one photo only. */
  select(id: PhotoId): void {
    this.#begin(id, new Set());
    this.ids = new Set([id]);
  }

  /** Adds a photo, or takes it out. */
  toggle(id: PhotoId): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.#begin(id, ids);
    this.ids = ids;
  }

  /** Moves the keyboard's place without selecting. */
  focus(id: PhotoId): void {
    this.focused = id;
    this.#focusedIndex = Math.max(0, this.#indexOf(id));
  }

  /** Selects from where the range began to this photo, in place of the range's former end. */
  extendTo(id: PhotoId, keepsOthers = false): void {
    const ids = this.#shown.set?.ids;
    const from = this.#indexOf(this.#anchor ?? id);
    const to = this.#indexOf(id);
    if (!ids || to < 0) return;
    const start = from < 0 ? to : from;
    const range = ids.subarray(Math.min(start, to), Math.max(start, to) + 1) as unknown as Iterable<PhotoId>;
    const next = new Set(keepsOthers ? this.#kept : []);
    for (const photo of range) next.add(photo);
    this.ids = next;
    this.#anchor ??= id;
    this.focus(id);
  }

  /** Selects exactly these. */
  replace(ids: Iterable<PhotoId>): void {
    this.ids = new Set(ids);
  }

  /** Selects every photo shown. */
  selectAll(): void {
    this.ids = new Set((this.#shown.set?.ids ?? []) as Iterable<PhotoId>);
  }

  /** Selects nothing; the keyboard stays where it is. */
  clear(): void {
    this.ids = new Set();
    this.#kept = this.ids;
  }

  /** After other photos are shown: forgets those that are not among them; the keyboard stays near its place. */
  keepShown(): void {
    const ids = this.#shown.set?.ids;
    if (!ids) return;
    if (this.ids.size > 0) {
      const shown = new Set(ids as unknown as Iterable<PhotoId>);
      const kept = [...this.ids].filter((id) => shown.has(id));
      if (kept.length < this.ids.size) this.ids = new Set(kept);
    }
    if (this.focused === null) return;
    const index = this.#indexOf(this.focused);
    if (index >= 0) this.#focusedIndex = index;
    else {
      this.focused = (ids[Math.min(this.#focusedIndex, ids.length - 1)] as PhotoId | undefined) ?? null;
      this.#anchor = this.focused;
    }
  }

  #begin(id: PhotoId, kept: ReadonlySet<PhotoId>): void {
    this.#anchor = id;
    this.#kept = kept;
    this.focus(id);
  }

  #indexOf(id: PhotoId): number {
    return this.#shown.set?.ids.indexOf(id) ?? -1;
  }
}
