/** What can be done by a key, and by which key when nobody says otherwise. */

/** Keys are written "Ctrl+Shift+Z": modifiers in the order Ctrl, Alt, Shift; Ctrl is the Command key on a Mac. */
export const defaultKeys = {
  'show-library': 'Ctrl+1',
  'show-session': 'Ctrl+2',
  'show-train': 'Ctrl+3',
  'show-thresholds': 'Ctrl+4',
  'show-review': 'Ctrl+5',
  'show-auto-tag': 'Ctrl+6',
  'show-settings': 'Ctrl+7',
  'import-folder': 'Ctrl+I',
  'import-files': 'Ctrl+Shift+I',
  'import-labels': '',
  find: 'Ctrl+F',
  'select-all': 'Ctrl+A',
  undo: 'Ctrl+Z',
  redo: 'Ctrl+Shift+Z',
  'show-keys': '?',
  'add-label': 'L',
  'fully-tagged': 'F',
  'fully-tagged-and-next': 'Enter',
  'same-as-previous': 'S',
  'more-like-these': 'M',
  'auto-tag-these': 'Ctrl+T',
  'heat-map': 'H',
  'next-untagged': 'N',
  'next-photo': 'ArrowRight',
  'previous-photo': 'ArrowLeft',
  accept: 'Y',
  reject: 'X',
  skip: 'Space',
} as const;

export type KeyAction = keyof typeof defaultKeys;
export const keyActions = Object.keys(defaultKeys) as KeyAction[];

/** The key of each action: the chosen one where there is one, else the default. '' is no key. */
export type KeyMap = Record<KeyAction, string>;

/** Chosen keys over the defaults; what is not an action of today is passed over. */
export function keyMapOf(chosen: Readonly<Record<string, string>>): KeyMap {
  return Object.fromEntries(
    keyActions.map((action) => [
      action,
      Object.hasOwn(chosen, action) ? chosen[action]! : defaultKeys[action],
    ]),
  ) as KeyMap;
}

/** Actions that share a key with another one, by key; arrays of two or more. */
export function conflictsOf(map: KeyMap): Map<string, KeyAction[]> {
  const byKey = new Map<string, KeyAction[]>();
  for (const action of keyActions) {
    const key = map[action];
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), action]);
  }
  return new Map([...byKey].filter(([, actions]) => actions.length > 1));
}

/** What of a key press counts. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * A key press as it is written in the map; null for a modifier alone.
 *
 * Shift is named only where the character does not already tell it: "?" but "Shift+ArrowDown", "Ctrl+Shift+Z".
 */
export function keyOfPress(press: KeyPress): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'CapsLock'].includes(press.key)) return null;
  const isLetter = /^\p{L}$/u.test(press.key);
  const name = press.key === ' ' ? 'Space' : isLetter ? press.key.toUpperCase() : press.key;
  const isNamed = press.key.length > 1 || press.key === ' ' || isLetter;
  const modifiers = [
    press.ctrlKey || press.metaKey ? 'Ctrl+' : '',
    press.altKey ? 'Alt+' : '',
    press.shiftKey && isNamed ? 'Shift+' : '',
  ];
  return modifiers.join('') + name;
}

/** True for keys that a text field needs for itself: characters, and editing such as Ctrl+A and Ctrl+Z. */
export function belongsToTextField(key: string): boolean {
  if (/^Ctrl\+(Shift\+)?[ACVXYZ]$/.test(key)) return true;
  if (/(Arrow|Home|End|Backspace|Delete|Enter|Tab|Space)/.test(key)) return true;
  return !key.startsWith('Ctrl+') && !key.startsWith('Alt+') && !/^F\d+$/.test(key) && key !== 'Escape';
}

/** Chosen keys with one more change; a key that is the default again is not kept. */
export function withKey(
  chosen: Readonly<Record<string, string>>,
  action: KeyAction,
  key: string,
): Record<string, string> {
  const { [action]: _, ...others } = chosen;
  return key === defaultKeys[action] ? others : { ...others, [action]: key };
}
