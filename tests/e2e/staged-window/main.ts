/** Entry of the staged window: the real window, preload and requests on a made-up session. */

import { join } from 'node:path';
import { startDesktop } from '../../../src/main/desktop/start-desktop.ts';
import { openStagedSession } from './staged-session.ts';

const root = join(import.meta.dirname, '..', '..', '..');

startDesktop(
  {
    preloadFile: join(root, 'out', 'preload', 'index.cjs'),
    pageFolder: join(root, 'out', 'renderer'),
    iconFile: join(root, 'resources', 'icon.png'),
  },
  ({ libraryFolder, emit }) => openStagedSession(process.env.TAGWRIGHT_STAGE ?? '', libraryFolder, emit),
);
