/** Opens the session with the engine in a process of its own. */

import { app } from 'electron';
import { createRemoteEngine } from '../engine/remote-engine.ts';
import { defaultDataFolder } from '../library/default-library-folder.ts';
import { openDesktopSession } from '../requests/open-desktop-session.ts';
import { DEFAULT_SAMPLE_COUNT } from '../requests/sample-library.ts';
import { createPlatform } from './platform.ts';
import type { OpenSession } from './start-desktop.ts';
import { startEngineProcess } from './start-engine-process.ts';

/** engineFile: the built engine-process.js. TAGWRIGHT_SAMPLE_COUNT makes the try-out smaller, for tests. */
export function sessionWithEngineProcess(engineFile: string): OpenSession {
  return ({ libraryFolder, emit, log, window }) => {
    const sampleCount = Number(process.env.TAGWRIGHT_SAMPLE_COUNT);
    return openDesktopSession({
      libraryFolder,
      dataFolder: defaultDataFolder(),
      sampleCount: Number.isInteger(sampleCount) && sampleCount > 0 ? sampleCount : DEFAULT_SAMPLE_COUNT,
      engine: createRemoteEngine({ start: () => startEngineProcess(engineFile, log) }),
      versions: {
        version: app.getVersion(),
        node: process.versions.node,
        electron: process.versions.electron,
      },
      emit,
      platform: createPlatform(window),
      systemLanguages: app.getPreferredSystemLanguages(),
      onUnexpected: (error) => log.error({ err: error }, 'A job failed unexpectedly'),
    });
  };
}
