/** The library to start with, when nobody named one: the newest that can be opened. */

export interface OpenedFirst<Session> {
  session: Session;
  /** the newest one, when it could not be opened */
  failed: { folder: string; error: unknown } | null;
}

/**
 * Opens the first folder that can be opened.
 *
 * folders  the one wanted most comes first; at least one
 * Throws what the first folder threw when none can be opened.
 */
export function openFirst<Session>(
  folders: readonly string[],
  open: (folder: string) => Session,
): OpenedFirst<Session> {
  let failed: OpenedFirst<Session>['failed'] = null;
  for (const folder of new Set(folders))
    try {
      return { session: open(folder), failed };
    } catch (error) {
      failed ??= { folder, error };
    }
  throw failed?.error;
}
