/** The libraries that were opened last, newest first; kept in one small file. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const LIMIT = 10;
const stored = z.array(z.string().min(1)).max(100);

export interface RecentLibraries {
  /** those that are still there, absolute folders, newest first */
  list(): string[];
  /** puts a library in front */
  add(folder: string): void;
  /** hears of every library that is put in front */
  onAdd(listener: () => void): void;
}

/** The list kept in a file; a damaged or missing file is an empty list. */
export function openRecentLibraries(file: string, onFailure: (error: unknown) => void): RecentLibraries {
  const read = (): string[] => {
    try {
      return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return [];
    }
  };
  const listeners: (() => void)[] = [];
  return {
    list: () => read().filter(isLibrary),
    onAdd: (listener) => void listeners.push(listener),
    add: (folder) => {
      const folders = [folder, ...read().filter((other) => other !== folder)].slice(0, LIMIT);
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.tmp`, JSON.stringify(folders));
        renameSync(`${file}.tmp`, file);
      } catch (error) {
        onFailure(error);
      }
      listeners.forEach((tell) => tell());
    },
  };
}

/** Where the list lies among the application data. */
export function recentLibrariesFile(dataFolder: string): string {
  return join(dataFolder, 'window', 'recent-libraries.json');
}

function isLibrary(folder: string): boolean {
  return existsSync(join(folder, 'library.sqlite'));
}
