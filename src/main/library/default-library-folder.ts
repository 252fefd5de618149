/** Where Tagwright keeps its things when nobody says otherwise. */

import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for libraries, logs and the sample photos.
 *
 * TAGWRIGHT_DATA_FOLDER wins; else the system's place for application data: %APPDATA%\Tagwright,
 * ~/Library/Application Support/Tagwright, or $XDG_DATA_HOME/tagwright (~/.local/share/tagwright).
 */
export function defaultDataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.TAGWRIGHT_DATA_FOLDER) return environment.TAGWRIGHT_DATA_FOLDER;
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Tagwright');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tagwright');
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'tagwright');
}

/** The library that is opened when none is named: TAGWRIGHT_LIBRARY, else "My photos" among the application data. */
export function defaultLibraryFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.TAGWRIGHT_LIBRARY ?? join(defaultDataFolder(environment), 'My photos.tagwright');
}
