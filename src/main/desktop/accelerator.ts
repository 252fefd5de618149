/** Keys as Electron's menus write them. */

const names: Record<string, string> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
  '+': 'Plus',
};

/** "Ctrl+Shift+ArrowLeft", as the key map has it, → "CmdOrCtrl+Shift+Left". */
export function acceleratorOf(key: string): string {
  return key
    .split(/\+(?!$)/)
    .map((part) => (part === 'Ctrl' ? 'CmdOrCtrl' : (names[part] ?? part)))
    .join('+');
}
