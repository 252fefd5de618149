/** Takes key presses and menu items to whoever answers the action now. */

import {
  belongsToTextField,
  keyMapOf,
  keyOfPress,
  type KeyAction,
  type KeyPress,
} from '../../shared/key-map.ts';

/** Returns false to leave the key to the page. */
export type ActionHandler = () => boolean | void;

export class Keyboard {
  readonly #handlers = new Map<KeyAction, ActionHandler[]>();
  readonly #chosenKeys: () => Readonly<Record<string, string>>;

  /** chosenKeys: action → key where it differs from the default */
  constructor(chosenKeys: () => Readonly<Record<string, string>>) {
    this.#chosenKeys = chosenKeys;
  }

  /** Answers an action until the returned function is called; the newest handler goes first. */
  on(action: KeyAction, handler: ActionHandler): () => void {
    this.#handlers.set(action, [handler, ...(this.#handlers.get(action) ?? [])]);
    return () => {
      const left = (this.#handlers.get(action) ?? []).filter((other) => other !== handler);
      this.#handlers.set(action, left);
    };
  }

  /** Answers several actions at once; made for $effect. */
  onAll(handlers: Partial<Record<KeyAction, ActionHandler>>): () => void {
    const stops = (Object.keys(handlers) as KeyAction[]).map((action) => this.on(action, handlers[action]!));
    return () => stops.forEach((stop) => stop());
  }

  /** The key of an action now, for tooltips and menus; '' when it has none. */
  keyOf(action: KeyAction): string {
    return keyMapOf(this.#chosenKeys())[action];
  }

  /** Does the action; false when nobody answers it now. */
  perform(action: KeyAction): boolean {
    for (const handler of this.#handlers.get(action) ?? []) if (handler() !== false) return true;
    return false;
  }

  /** Does what the pressed key stands for; false when it stands for nothing here. */
  press(press: KeyPress, isInTextField: boolean): boolean {
    const key = keyOfPress(press);
    if (key === null || (isInTextField && belongsToTextField(key))) return false;
    const map = keyMapOf(this.#chosenKeys());
    return (Object.keys(map) as KeyAction[]).some((action) => map[action] === key && this.perform(action));
  }
}
