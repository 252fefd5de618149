/** The native menu: what every app has, and the way to the log. */

import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';

/** Sets the app's menu. logFolder: opened by "Show log". */
export function setMenu(logFolder: string): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (!app.isPackaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' }] },
    { role: 'editMenu' },
    { label: '&View', submenu: view },
    {
      role: 'help',
      submenu: [{ label: 'Show &log', click: () => void shell.openPath(logFolder) }],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
