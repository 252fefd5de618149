/** Tells of an import that brought nothing new. */

import type { JobId } from '../shared/ids.ts';
import { importOutcomeSchema } from '../shared/import-outcome.ts';
import { importWords } from './import-words.ts';
import type { AppState } from './state/app-state.svelte.ts';

/** Waits for the import to end; says why nothing has changed, where nothing has. */
export async function tellImport(app: AppState, id: JobId): Promise<void> {
  const job = await app.jobs.whenFinished(id);
  if (job.state !== 'done') return;
  const words = importWords(importOutcomeSchema.parse(await app.api.call('jobs.result', id)));
  if (words !== null) app.notify(words);
}
