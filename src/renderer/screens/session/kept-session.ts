import type { AppState } from '../../state/app-state.svelte.ts';
import type { LabelingSession } from './labeling-session.svelte.ts';

const kept = new WeakMap<AppState, { folder: string | null; session: LabelingSession | null }>();

/** Keeps the session while another view is shown; null forgets it. */
export function keepSession(app: AppState, session: LabelingSession | null): void {
  kept.set(app, { folder: app.library.folder, session });
}

/** The session that was left; null when there is none, or another library is shown now. */
export function keptSession(app: AppState): LabelingSession | null {
  const found = kept.get(app);
  return found && found.folder === app.library.folder ? found.session : null;
}
