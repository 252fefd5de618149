/** Photos on their way out of the window, carried by the pointer. */

import type { PhotoId } from '../../shared/ids.ts';
import type { Api } from '../api.ts';

export class DragOff {
  /**
   * 'inside' until the pointer has left the window, 'outside' from then on, 'none' once the pointer is free again.
   * The page is not told of the end of such a drag, so 'outside' may last longer than the drag.
   */
  stage = $state.raw<'none' | 'inside' | 'outside'>('none');

  readonly #api: Api;
  readonly #attempt: (work: () => Promise<unknown>) => void;

  /** attempt  starts the work and tells of its failure */
  constructor(api: Api, attempt: (work: () => Promise<unknown>) => void) {
    this.#api = api;
    this.#attempt = attempt;
  }

  /** Hands photos to the pointer; the first one is under it. May name one twice. */
  start(photoIds: readonly PhotoId[]): void {
    this.stage = 'inside';
    this.#attempt(async () => {
      try {
        await this.#api.call('photos.drag', [...new Set(photoIds)]);
      } catch (error) {
        this.stage = 'none';
        throw error;
      }
    });
  }

  /** The pointer has left the window. */
  leave(): void {
    if (this.stage === 'inside') this.stage = 'outside';
  }

  /** The pointer is free: whatever was dragged has been dropped. */
  end(): void {
    this.stage = 'none';
  }

  /** Of dropped paths those that did not come from this window. */
  async foreign(paths: string[]): Promise<string[]> {
    return this.stage === 'none' ? paths : this.#api.call('photos.notDraggedOff', paths);
  }
}
