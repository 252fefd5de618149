import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where studies keep what costs minutes: a folder in the user's cache, which may not be there yet. */
export function accuracyCacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tagwright', 'accuracy');
}
