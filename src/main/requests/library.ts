import { dirname, join } from 'node:path';
import type { Handlers } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { backupLibrary } from '../library/backup-library.ts';
import { LIBRARY_EXTENSION } from '../library/library-folder.ts';
import { folderSizeBytes } from '../library/library-size.ts';
import type { DesktopSession } from './desktop-session.ts';
import { wordsIn } from './words.ts';

type LibraryRequest = Extract<keyof Handlers, `library.${string}`>;

/** Answers to what is asked about the open library as a whole. */
export function libraryHandlers(session: DesktopSession): Pick<Handlers, LibraryRequest> {
  const { platform } = session;
  return {
    'library.summary': () => session.summary(),
    'library.choosePhotos': (kind) => platform.choosePhotos(kind),
    'library.chooseLabelsFile': () =>
      platform.chooseFile({ title: wordsIn(session.language()).dialogs.labelsFile, extensions: ['csv'] }),
    'library.import': (input) => {
      // The try-out's photos are not the person's: what they bring goes to their own library.
      if (session.summary().isSample) session.leaveSample();
      return session.app().jobs.start('import', 'Importing photos', input).id;
    },
    'library.recent': () => session.recent.list(),
    'library.open': (folder) => session.openLibrary(folder, false),
    'library.chooseAndOpen': async (way) => {
      const { dialogs } = wordsIn(session.language());
      if (way === 'create') {
        const file = await platform.chooseSaveFile({
          title: dialogs.createLibrary,
          defaultPath: join(
            dirname(session.summary().folder),
            `${dialogs.newLibraryName}${LIBRARY_EXTENSION}`,
          ),
          extensions: [LIBRARY_EXTENSION.slice(1)],
        });
        return file === null ? null : session.openLibrary(file, true);
      }
      const folder = await platform.chooseFolder({ title: dialogs.openLibrary, mayCreate: false });
      if (folder === null) return null;
      if (!folder.endsWith(LIBRARY_EXTENSION))
        throw new AppError(
          'invalid-input',
          say('library.notALibrary', { folder, ending: LIBRARY_EXTENSION }),
        );
      return session.openLibrary(folder, false);
    },
    'library.sizeBytes': () => folderSizeBytes(session.summary().folder),
    'library.backup': async () => {
      const target = await platform.chooseFolder({
        title: wordsIn(session.language()).dialogs.backup,
        mayCreate: true,
      });
      if (target === null) return null;
      const { folder } = await backupLibrary(session.app().library, target);
      return folder;
    },
  };
}
