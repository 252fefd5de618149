/** Entry of the desktop app. */

import { join } from 'node:path';
import { app } from 'electron';
import { sessionWithEngineProcess } from './desktop/open-session.ts';
import { startDesktop } from './desktop/start-desktop.ts';

const root = join(import.meta.dirname, '..', '..');
// In a package this is the archive, which plain Node cannot read; the engine lies beside it.
const engineRoot = app.isPackaged ? join(process.resourcesPath, 'engine') : root;

startDesktop(
  {
    preloadFile: join(root, 'out', 'preload', 'index.cjs'),
    pageFolder: join(root, 'out', 'renderer'),
    iconFile: join(root, 'resources', 'icon.png'),
  },
  sessionWithEngineProcess(join(engineRoot, 'out', 'main', 'engine-process.js')),
);
