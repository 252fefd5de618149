/** The bridge between the window and main: one way to ask, one way to listen, and nothing else. */

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

contextBridge.exposeInMainWorld('tagwright', {
  request: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('request', name, input),
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
