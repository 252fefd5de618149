/** Remembers where the window was. */

import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';

export interface WindowState {
  /** pixels of the desktop; x and y are absent before the first run */
  bounds: Partial<Rectangle> & { width: number; height: number };
  isMaximized: boolean;
}

export const FIRST_STATE: WindowState = { bounds: { width: 1320, height: 880 }, isMaximized: false };

/**
 * What was remembered, when it is readable and still on one of the screens; else the first state.
 *
 * screens  the work areas of the displays of today
 */
export function readWindowState(file: string, screens: Rectangle[]): WindowState {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return FIRST_STATE;
  }
  const state = stored as Partial<{ bounds: Partial<Rectangle>; isMaximized: boolean }> | null;
  const { x, y, width, height } = state?.bounds ?? {};
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return FIRST_STATE;
  const bounds = { x, y, width, height };
  if (width < 300 || height < 200 || !screens.some((screen) => overlapsEnough(bounds, screen)))
    return FIRST_STATE;
  return { bounds, isMaximized: state?.isMaximized === true };
}

/** Writes the window's place to the file when it closes. A folder that cannot be written to is not worth a complaint. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {
      return;
    }
  });
}

/** True when enough of the title bar can be seen to move the window. */
function overlapsEnough(bounds: Rectangle, screen: Rectangle): boolean {
  const overlap = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  return overlap >= 100 && bounds.y >= screen.y - 20 && bounds.y <= screen.y + screen.height - 50;
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}
