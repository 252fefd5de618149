/** Entry of the desktop app. */

import { join } from 'node:path';
import { sessionWithEngineProcess } from './desktop/open-session.ts';
import { startDesktop } from './desktop/start-desktop.ts';

const root = join(import.meta.dirname, '..', '..');

startDesktop(
  {
    preloadFile: join(root, 'out', 'preload', 'index.cjs'),
    pageFolder: join(root, 'out', 'renderer'),
    iconFile: join(root, 'resources', 'icon.png'),
  },
  sessionWithEngineProcess(join(root, 'out', 'main', 'engine-process.js')),
);
