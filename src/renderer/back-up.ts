import { text } from './messages/text.ts';
import type { AppState } from './state/app-state.svelte.ts';

/** Backs the library up where the person says, and tells where that was. */
export async function backUp(app: AppState): Promise<void> {
  const folder = await app.api.call('library.backup');
  if (folder !== null) app.notify(text().shell.libraryMenu.backedUp(folder));
}
