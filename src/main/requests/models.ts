import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about models. */
export function modelHandlers(session: DesktopSession): Pick<Handlers, 'models.list' | 'models.show'> {
  return {
    'models.list': () => session.listModels(),
    'models.show': (id) => session.getModel(id),
  };
}
