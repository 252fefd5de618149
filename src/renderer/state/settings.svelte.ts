/** What the window remembers between starts. */

import type { WindowSettings } from '../../shared/window-settings.ts';
import type { Api } from '../api.ts';

export class Settings {
  current = $state.raw() as WindowSettings;

  readonly #api: Api;

  constructor(api: Api, stored: WindowSettings) {
    this.#api = api;
    this.current = stored;
  }

  /** Shows the change at once and stores it; resolves when main has it. */
  async change(change: Partial<WindowSettings>): Promise<void> {
    this.current = { ...this.current, ...change };
    await this.#api.call('settings.set', change);
  }
}
