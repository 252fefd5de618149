/** Libraries that the system asks to be opened: double-clicked on a Mac, at any time, even before the app is ready. */

import { app } from 'electron';

export interface OpenedLibraries {
  /** the one that was asked for before the app was ready; null without one */
  first(): string | null;
  /** hears of all that come from now on */
  follow(open: (folder: string) => void): void;
}

/** Must be called before Electron is ready. */
export function collectOpenedLibraries(): OpenedLibraries {
  let first: string | null = null;
  let open = (folder: string): void => {
    first = folder;
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
  return {
    first: () => first,
    follow: (listener) => {
      open = listener;
    },
  };
}
