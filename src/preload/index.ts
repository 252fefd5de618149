/**
 * The bridge between the window and main: one way to ask, one way to listen, where a dropped file lies, and nothing
 * else.
 */

import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

contextBridge.exposeInMainWorld('tagwright', {
  request: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('request', name, input),
  // Only a file that a person dropped or chose has a path; for one that a script made up, Electron answers ''.
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  on: (name: unknown, listener: (payload: unknown) => void): (() => void) => {
    // Electron's own event object stays here: through it a page would reach the channel itself.
    const receive = (_event: IpcRendererEvent, eventName: unknown, payload: unknown): void => {
      if (eventName === name) listener(payload);
    };
    ipcRenderer.on('event', receive);
    return () => {
      ipcRenderer.off('event', receive);
    };
  },
});
