/** The native menu. What it does to the window is told as an event; keys are the window's own, and only shown here. */

import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import { basename } from 'node:path';
import type { MenuAction } from '../../shared/contract.ts';
import { keyMapOf } from '../../shared/key-map.ts';
import type { DesktopWords } from '../requests/words.ts';
import { acceleratorOf } from './accelerator.ts';

export interface MenuOptions {
  words: DesktopWords['menu'];
  /** action → key, where it differs from the default */
  keys: Readonly<Record<string, string>>;
  /** folders, newest first */
  recent: readonly string[];
  logFolder: string;
  choose(action: MenuAction): void;
  openLibrary(folder: string): void;
  chooseLibrary(way: 'open' | 'create'): void;
  backup(): void;
}

/** Sets the app's menu; called again whenever language, keys or recent libraries change. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options, process.platform, app.isPackaged)));
}

/** The menu as Electron wants it described. */
export function menuTemplate(
  options: MenuOptions,
  platform: NodeJS.Platform,
  isPackaged: boolean,
): MenuItemConstructorOptions[] {
  const { words, recent } = options;
  const keys = keyMapOf(options.keys);
  const item = (action: MenuAction, label: string): MenuItemConstructorOptions => ({
    id: action,
    label,
    click: () => options.choose(action),
    ...(keys[action] === ''
      ? {}
      : // The window hears the key itself: it alone knows whether a text field needs it.
        { accelerator: acceleratorOf(keys[action]), registerAccelerator: false }),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const recentItems: MenuItemConstructorOptions[] = recent.map((folder) => ({
    label: basename(folder, '.tagwright').replaceAll('&', '&&'),
    toolTip: folder,
    click: () => options.openLibrary(folder),
  }));
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        item('import-folder', words.importFolder),
        item('import-files', words.importFiles),
        item('import-labels', words.importLabels),
        line,
        { label: words.newLibrary, click: () => options.chooseLibrary('create') },
        { label: words.openLibrary, click: () => options.chooseLibrary('open') },
        {
          label: words.openRecent,
          submenu: recentItems.length > 0 ? recentItems : [{ label: words.noRecent, enabled: false }],
        },
        { label: words.backup, click: () => options.backup() },
        line,
        platform === 'darwin' ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        item('undo', words.undo),
        item('redo', words.redo),
        line,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        line,
        item('select-all', words.selectAll),
        item('find', words.find),
      ],
    },
    {
      label: words.view,
      submenu: [
        item('show-library', words.library),
        item('show-session', words.session),
        item('show-train', words.train),
        item('show-thresholds', words.thresholds),
        item('show-review', words.review),
        item('show-auto-tag', words.autoTag),
        item('show-settings', words.settings),
        line,
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        line,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(isPackaged ? [] : [line, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        item('show-keys', words.keys),
        { label: words.log, click: () => void shell.openPath(options.logFolder) },
      ],
    },
  ];
}
