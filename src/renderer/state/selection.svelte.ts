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
  /** selected, and not shown by a search that is still being typed */
  #hidden: ReadonlySet<PhotoId> = new Set();
  /** where the keyboard stood before such a search hid that photo */
  #hiddenFocus: PhotoId | null = null;

  /** shown  the photos in the order shown, which ranges follow */
  constructor(shown: { readonly set: { readonly ids: Int32Array } | null }) {
    this.#shown = shown;
  }

  /** Selects one photo only. */
  select(id: PhotoId): void {
    this.#begin(id, new Set());
    this.#choose(new Set([id]));
  }

  /** Adds a photo, or takes it out. */
  toggle(id: PhotoId): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.#begin(id, ids);
    this.#choose(ids);
  }

  /** Moves the keyboard's place without selecting. */
  focus(id: PhotoId): void {
    this.focused = id;
    this.#hiddenFocus = null;
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
    this.#choose(next);
    this.#anchor ??= id;
    this.focus(id);
  }

  /** Selects exactly these. */
  replace(ids: Iterable<PhotoId>): void {
    this.#choose(new Set(ids));
  }

  /** Selects every photo shown. */
  selectAll(): void {
    this.#choose(new Set((this.#shown.set?.ids ?? []) as Iterable<PhotoId>));
  }

  /** Selects nothing; the keyboard stays where it is. */
  clear(): void {
    this.#choose(new Set());
    this.#kept = this.ids;
  }

  /**
   * After other photos are shown: those that are not among them are selected no more, the keyboard stays near its place.
   *
   * isTyping  the search is still being typed: what it hides comes back with the photos it shows next, until the person
   *           selects anew, or leaves a search that finds something
   */
  keepShown(isTyping = false): void {
    const ids = this.#shown.set?.ids;
    if (!ids) return;
    // As file managers do, never keep unseen photos selected: tags would be given to them. Half a word is no wish to let go.
    this.#showAgain(ids);
    const isSettled = !isTyping && ids.length > 0;
    if (isSettled) this.#hidden = new Set();
    const wanted = this.#hiddenFocus ?? this.focused;
    if (wanted === null) return;
    const index = this.#indexOf(wanted);
    if (index >= 0) this.focus(wanted);
    else {
      this.focused = (ids[Math.min(this.#focusedIndex, ids.length - 1)] as PhotoId | undefined) ?? null;
      this.#hiddenFocus = isSettled ? null : wanted;
      if (isSettled) this.#anchor = this.focused;
    }
  }

  #showAgain(ids: Int32Array): void {
    if (this.ids.size + this.#hidden.size === 0) return;
    const shown = new Set(ids as unknown as Iterable<PhotoId>);
    const all = [...this.ids, ...this.#hidden];
    const kept = all.filter((id) => shown.has(id));
    const isSame = kept.length === this.ids.size && kept.every((id) => this.ids.has(id));
    if (!isSame) this.ids = new Set(kept);
    this.#hidden = new Set(all.filter((id) => !shown.has(id)));
  }

  #choose(ids: ReadonlySet<PhotoId>): void {
    this.ids = ids;
    this.#hidden = new Set();
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
