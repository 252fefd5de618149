/**
 * The bridge between the window and main: one way to ask, one way to listen, where a dropped file lies, and nothing
 * else.
 */

import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

type Listener = (payload: unknown) => void;
const listeners = new Map<unknown, Set<Listener>>();

// One receiver for all: Electron's own event object stays here, since through it a page would reach the channel itself.
ipcRenderer.on('event', (_event: IpcRendererEvent, name: unknown, payload: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload);
});

contextBridge.exposeInMainWorld('tagwright', {
  request: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('request', name, input),
  // Only a file that a person dropped or chose has a path; for one that a script made up, Electron answers ''.
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  on: (name: unknown, listener: Listener): (() => void) => {
    const own = listeners.get(name) ?? new Set();
    listeners.set(name, own.add(listener));
    return () => {
      own.delete(listener);
    };
  },
});
