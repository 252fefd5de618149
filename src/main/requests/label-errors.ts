import type { Handlers } from '../../shared/contract.ts';
import type { Library } from '../library/library.ts';
import { explainPhoto } from '../training/explain-photo.ts';
import { createHeldOutReader, type HeldOutReader } from '../training/held-out-photos.ts';
import { suspiciousLabels } from '../training/suspicious-labels.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about photos that are hard for the model. */
export function labelErrorHandlers(
  session: DesktopSession,
): Pick<Handlers, 'photos.explain' | 'review.suspicious'> {
  const readers = new WeakMap<Library, HeldOutReader>();
  const shown = (): { library: Library; heldOutOf: HeldOutReader } => {
    const { library } = session.app();
    const heldOutOf = readers.get(library) ?? createHeldOutReader(library);
    readers.set(library, heldOutOf);
    return { library, heldOutOf };
  };

  return {
    'photos.explain': (photoId) => {
      const { library, heldOutOf } = shown();
      return explainPhoto(library, heldOutOf, photoId);
    },
    'review.suspicious': (query) => {
      const { library, heldOutOf } = shown();
      return suspiciousLabels(library, heldOutOf, query);
    },
  };
}
