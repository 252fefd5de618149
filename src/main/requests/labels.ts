import type { Handlers } from '../../shared/contract.ts';
import type { LabelId } from '../../shared/ids.ts';
import { editState } from '../tagging/undo-edits.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about labels. */
export function labelHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  'labels.list' | 'labels.add' | 'labels.rename' | 'labels.merge' | 'labels.delete' | 'labels.setLook'
> {
  const library = () => session.app().library;
  const labelsChanged = () => session.emit('library.changed', session.summary());

  /** Names and numbers of labels are part of what an edit says of itself. */
  const tagsChanged = () => {
    labelsChanged();
    session.emit('photos.changed', { photoIds: null });
    session.emit('edits.changed', editState(library()));
  };

  const counted = (labelId: LabelId) => session.listLabels().find((label) => label.id === labelId)!;

  return {
    'labels.list': () => session.listLabels(),
    'labels.add': (name) => {
      const added = counted(library().labels.add({ name }));
      labelsChanged();
      return added;
    },
    'labels.rename': ({ labelId, name }) => {
      library().labels.rename(labelId, name);
      labelsChanged();
      session.emit('edits.changed', editState(library()));
    },
    'labels.merge': ({ from, into }) => {
      library().labels.merge(from, into);
      tagsChanged();
    },
    'labels.delete': (labelId) => {
      library().labels.delete(labelId);
      tagsChanged();
    },
    'labels.setLook': ({ labelId, color, shortcut }) => {
      library().labels.setLook(labelId, { color, shortcut });
      labelsChanged();
    },
  };
}
