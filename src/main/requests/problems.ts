import { existsSync } from 'node:fs';
import type { Handlers } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about files that could not be read. */
export function problemHandlers(session: DesktopSession): Pick<Handlers, 'problems.list' | 'problems.retry'> {
  return {
    'problems.list': () => {
      const { photos } = session.app().library;
      return [
        ...photos.listProblems().map(({ path, message }) => ({ path, message, isWarning: false })),
        ...photos.listWarnings().map(({ path, warning }) => ({ path, message: warning, isWarning: true })),
      ];
    },
    'problems.retry': () => {
      const { library, jobs } = session.app();
      const paths: string[] = [];
      for (const { path } of library.photos.listProblems()) {
        if (existsSync(path)) paths.push(path);
        // A file that was taken away is no problem any more.
        else library.photos.clearProblem(path);
      }
      if (paths.length === 0) {
        session.emit('library.changed', session.summary());
        throw new AppError('not-found', say('library.noProblemFileLeft'));
      }
      return jobs.start('import', 'Reading problem files again', {
        paths,
        labelsFile: null,
        triesProblemsAgain: true,
      }).id;
    },
  };
}
