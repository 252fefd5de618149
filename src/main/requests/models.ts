import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about models. */
export function modelHandlers(
  session: DesktopSession,
): Pick<Handlers, 'models.list' | 'models.show' | 'models.activate' | 'models.delete' | 'models.moved'> {
  return {
    'models.list': () => session.listModels(),
    'models.show': (id) => session.getModel(id),
    'models.activate': () => notYet('models.activate'),
    'models.delete': () => notYet('models.delete'),
    'models.moved': () => notYet('models.moved'),
  };
}
