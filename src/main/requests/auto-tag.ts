import type { Handlers } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { JobId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { DesktopSession } from './desktop-session.ts';
import { wordsIn } from './words.ts';

/** Answers to what is asked about auto-tag. */
export function autoTagHandlers(
  session: DesktopSession,
): Pick<Handlers, 'autoTag.start' | 'autoTag.chooseCsvFile' | 'autoTag.runs' | 'autoTag.undo'> {
  const tellWhenFinished = ({ id, finished }: { id: JobId; finished: Promise<unknown> }): JobId => {
    void finished.then(() => session.emit('photos.changed', { photoIds: null }));
    return id;
  };
  return {
    'autoTag.start': (request) => {
      const { jobs } = session.app();
      if (request.isDryRun) return jobs.start('auto-tag', 'Auto-tag, dry run', request).id;
      return tellWhenFinished(jobs.start('auto-tag', 'Auto-tag', request));
    },
    'autoTag.chooseCsvFile': () =>
      session.platform.chooseSaveFile({
        title: wordsIn(session.language()).dialogs.csvFile,
        defaultPath: 'auto-tag.csv',
        extensions: ['csv'],
      }),
    'autoTag.runs': () => {
      const { runs } = session.app().library;
      const photos = runs.photoCounts();
      return runs.listRuns().map(({ id, modelId, state, writeMode, startedAt }) => ({
        id,
        modelId,
        state,
        writeMode,
        startedAt,
        photos: photos.get(id) ?? 0,
      }));
    },
    'autoTag.undo': () => {
      const { jobs, library } = session.app();
      if (library.runs.latestUndoableRun() === null)
        throw new AppError('not-found', say('tagging.noRunToUndo'));
      return tellWhenFinished(jobs.start('undo', 'Undo the newest auto-tag run', null));
    },
  };
}
