/** Keys that stand for labels: the digits for the palette, and a character of each label's own. */

import type { LabelId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import { keyOfPress, type KeyPress } from '../../shared/key-map.ts';

export const PALETTE_SIZE = 20;

/** Of the palette's places in order: 1 … 9, 0, then the same with Shift. */
export const paletteKeys: readonly string[] = ['', 'Shift+'].flatMap((modifier) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `${modifier}${digit}`),
);

export interface LabelKeyPress extends KeyPress {
  /** the place on the keyboard: with Shift a digit's key gives another character */
  code: string;
}

interface LabelWithKey {
  id: LabelId;
  shortcut: string | null;
}

/** The key that stands for a label, for display; null when it has none. The label's own goes before the palette's. */
export function keyOfLabel(label: LabelWithKey, palette: readonly LabelId[]): string | null {
  if (label.shortcut !== null) return label.shortcut.toLocaleUpperCase();
  const place = palette.indexOf(label.id);
  return paletteKeys[place] ?? null;
}

/** What a pressed key says of a label: with Alt, that the photos have it not. null when the key is none's. */
export function labelOfPress(
  press: LabelKeyPress,
  labels: readonly LabelWithKey[],
  palette: readonly LabelId[],
): { labelId: LabelId; value: AnnotationValue } | null {
  if (press.ctrlKey || press.metaKey) return null;
  const value = press.altKey ? 'absent' : 'present';
  const character = press.key.toLocaleLowerCase();
  const own = labels.find((label) => label.shortcut?.toLocaleLowerCase() === character);
  if (own !== undefined && !press.shiftKey) return { labelId: own.id, value };
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1];
  if (digit === undefined) return null;
  const labelId = palette[paletteKeys.indexOf(`${press.shiftKey ? 'Shift+' : ''}${digit}`)];
  return labelId === undefined ? null : { labelId, value };
}

/** True when the character does something else already, so that it cannot be a label's. */
export function isTakenKey(character: string, actionKeys: readonly string[]): boolean {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const key = keyOfPress({ ...plain, key: character });
  return key === null || /^[0-9]$/.test(character) || actionKeys.includes(key);
}

/**
 * The chosen palette; before anything was chosen, the labels that are there longest: an order that does not change
 * while one tags, as that of the most used would. Labels that are gone are left out.
 */
export function paletteOf(chosen: readonly number[], labels: readonly { id: LabelId }[]): LabelId[] {
  const ids = labels.map((label) => label.id);
  if (chosen.length > 0) return (chosen as readonly LabelId[]).filter((id) => ids.includes(id));
  return ids.sort((a, b) => a - b).slice(0, PALETTE_SIZE);
}
