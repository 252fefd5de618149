/** A desktop that chooses nothing and shows nothing, unless a test says otherwise. */

import type { Platform } from '../../src/main/requests/desktop-session.ts';

export function fakePlatform(answers: Partial<Platform> = {}): Platform {
  return {
    choosePhotos: () => Promise.resolve([]),
    chooseFile: () => Promise.resolve(null),
    chooseFolder: () => Promise.resolve(null),
    chooseSaveFile: () => Promise.resolve(null),
    showInFolder: () => {},
    dragFiles: () => {},
    notify: () => {},
    setProgress: () => {},
    ...answers,
  };
}
