/** What the window remembers between starts: one JSON file, apart from libraries. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  windowSettingsChangeSchema,
  windowSettingsSchema,
  type WindowSettings,
} from '../../shared/window-settings.ts';

/** Where the settings lie, given the folder of Tagwright's own data. */
export function windowSettingsFile(dataFolder: string): string {
  return join(dataFolder, 'window', 'settings.json');
}

export interface WindowSettingsStore {
  current(): WindowSettings;
  /** Stores the change; returns all settings. A folder that cannot be written to costs only the memory of it. */
  change(change: Partial<WindowSettings>): WindowSettings;
  /** Hears of every change. */
  onChange(listener: (settings: WindowSettings) => void): void;
}

/**
 * Opens the settings kept in a file.
 *
 * file       need not exist; what is damaged in it falls back to the defaults, setting by setting
 * onFailure  told why the file could not be written
 */
export function openWindowSettings(file: string, onFailure: (error: unknown) => void): WindowSettingsStore {
  let current = readWindowSettings(file);
  const listeners: ((settings: WindowSettings) => void)[] = [];
  return {
    current: () => current,
    change: (change) => {
      current = { ...current, ...change };
      try {
        mkdirSync(dirname(file), { recursive: true });
        const temporary = `${file}.tmp`;
        writeFileSync(temporary, JSON.stringify(current, null, 2), { flush: true });
        renameSync(temporary, file);
      } catch (error) {
        onFailure(error);
      }
      for (const listener of listeners) listener(current);
      return current;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** The settings in the file; the default wherever it is missing or damaged. */
export function readWindowSettings(file: string): WindowSettings {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    stored = {};
  }
  const whole = windowSettingsSchema.safeParse(stored);
  if (whole.success) return whole.data;
  if (typeof stored !== 'object' || stored === null) return windowSettingsSchema.parse({});
  // One damaged setting is no reason to lose the others.
  const sound = Object.entries(stored).filter(
    ([name, value]) => windowSettingsChangeSchema.safeParse({ [name]: value }).success,
  );
  return windowSettingsSchema.parse(Object.fromEntries(sound));
}
