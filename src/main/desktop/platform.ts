/** Electron's answers to what the requests ask of the desktop. */

import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Platform } from '../requests/desktop-session.ts';
import { dragIcon } from './drag-icon.ts';
import { showNotification } from './notification.ts';

/** currentWindow: dialogs belong to it; null before it is open */
export function createPlatform(currentWindow: () => BrowserWindow | null): Platform {
  const open = async (options: OpenDialogOptions): Promise<string[]> => {
    const window = currentWindow();
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return filePaths;
  };
  return {
    choosePhotos: (kind) =>
      open({ properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'] }),
    chooseFile: async ({ title, extensions }) =>
      (await open({ title, properties: ['openFile'], filters: [{ name: title, extensions }] }))[0] ?? null,
    chooseFolder: async ({ title, mayCreate }) =>
      (
        await open({
          title,
          properties: ['openDirectory', ...(mayCreate ? (['createDirectory'] as const) : [])],
        })
      )[0] ?? null,
    chooseSaveFile: async ({ title, defaultPath, extensions }) => {
      const options = { title, defaultPath, filters: [{ name: title, extensions }] };
      const window = currentWindow();
      const { filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      return filePath || null;
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    dragFiles: (files, thumbnail) =>
      currentWindow()?.webContents.startDrag({ file: files[0]!, files, icon: dragIcon(thumbnail) }),
    notify: (title, body) => showNotification(title, body, currentWindow()),
    setProgress: (share) => currentWindow()?.setProgressBar(share ?? -1),
  };
}
