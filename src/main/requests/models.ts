import type { Handlers } from '../../shared/contract.ts';
import { crossValidatedMeasures } from '../training/cross-validated-measures.ts';
import { deleteModel } from '../training/manage-models.ts';
import { findMovedPhotos } from '../training/moved-photos.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about models. */
export function modelHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  | 'models.list'
  | 'models.show'
  | 'models.crossValidated'
  | 'models.activate'
  | 'models.delete'
  | 'models.moved'
> {
  return {
    'models.list': () => session.listModels(),
    'models.show': (id) => session.getModel(id),
    'models.crossValidated': (id) => crossValidatedMeasures(session.app().library, id),
    'models.activate': (id) => {
      const { library, jobs } = session.app();
      library.models.activate(id);
      session.emit('photos.changed', { photoIds: null });
      if (library.scores.missing(id).length > 0) jobs.start('score', 'Score the photos', null);
    },
    'models.delete': async (id) => {
      const { library } = session.app();
      const wasActive = library.models.get(id).isActive;
      await deleteModel(library, id);
      if (wasActive) session.emit('photos.changed', { photoIds: null });
    },
    'models.moved': ({ modelId, previousId }) => findMovedPhotos(session.app().library, modelId, previousId),
  };
}
