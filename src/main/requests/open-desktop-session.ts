/** What is open in the desktop app: the person's library, and the sample library once the try-out was begun. */

import type { AppDescription, ShownLibrary } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { languageFor, type Language } from '../../shared/language.ts';
import { say } from '../../shared/sentences/say.ts';
import { createApp, type App, type AppOptions } from '../app.ts';
import { hasUnscored } from '../training/score-library.ts';
import type { DesktopSession, Emit, Platform } from './desktop-session.ts';
import { libraryFolderAt } from '../library/library-folder.ts';
import { createJobSignals } from './job-signals.ts';
import { openRecentLibraries, recentLibrariesFile } from './recent-libraries.ts';
import { openWindowSettings, windowSettingsFile } from './window-settings-store.ts';
import { hasSampleLibrary, openSampleLibrary, type SampleLibrary } from './sample-library.ts';

export interface DesktopSessionOptions {
  libraryFolder: string;
  /** for the sample library and its photos */
  dataFolder: string;
  sampleCount: number;
  engine: AppOptions['engine'];
  versions: Omit<AppDescription, 'engine'>;
  emit: Emit;
  platform: Platform;
  /** the system's languages, most wanted first: "de-AT"; default: English */
  systemLanguages?: readonly string[];
  /** bugs, for the log */
  onUnexpected(error: unknown): void;
}

/** The window's counts follow a running job at this pace: counting a large library takes some milliseconds. */
const SUMMARY_INTERVAL_MS = 1000;

/**
 * Opens the person's library, resumes what was broken off, and shows the sample library if its try-out was.
 * Only the library that is shown sends events.
 *
 * Throws AppError 'no-access', 'damaged', 'newer-library'.
 */
export function openDesktopSession(options: DesktopSessionOptions): DesktopSession {
  const { engine, emit, onUnexpected } = options;
  let summaryDueAt = 0;
  const settings = openWindowSettings(windowSettingsFile(options.dataFolder), onUnexpected);
  const recent = openRecentLibraries(recentLibrariesFile(options.dataFolder), onUnexpected);
  const language = (): Language => languageFor(settings.current().language, options.systemLanguages ?? []);
  const signal = createJobSignals(options.platform, language);

  const reporting = (
    isShown: () => boolean,
  ): Pick<AppOptions, 'onJobChange' | 'onEpoch'> & Required<Pick<AppOptions, 'onJobChange' | 'onEpoch'>> => ({
    onJobChange: (job) => {
      if (!isShown()) return;
      emit('job.changed', job);
      signal(job);
      const isOver = job.state !== 'running' && job.state !== 'queued';
      if (!isOver && performance.now() < summaryDueAt) return;
      summaryDueAt = performance.now() + SUMMARY_INTERVAL_MS;
      if (isOver && job.kind !== 'evaluate') emit('photos.changed', { photoIds: null });
      emit('library.changed', summary());
    },
    onEpoch: (epoch) => {
      if (isShown()) emit('training.epoch', epoch);
    },
  });

  const openOwn = (folder: string, mayCreate: boolean): App => {
    const app: App = createApp({
      folder,
      mayCreate,
      engine,
      onUnexpected,
      ...reporting(() => shown === app),
    });
    recent.add(app.library.paths.folder);
    return app;
  };
  let own = openOwn(options.libraryFolder, true);
  let sample: SampleLibrary | null = null;
  let shown = own;

  const openSample = (): SampleLibrary =>
    (sample ??= openSampleLibrary(options.dataFolder, {
      engine,
      onUnexpected,
      ...reporting(() => shown === sample?.app),
    }));

  const summary = (): ShownLibrary => ({ ...shown.summary(), isSample: shown !== own });

  const show = (app: App): void => {
    shown = app;
    // The end of a job in the library shown before is not told any more.
    options.platform.setProgress(null);
    emit('library.changed', summary());
  };

  resumeWork(own);
  if (hasSampleLibrary(options.dataFolder)) {
    try {
      const { app } = openSample();
      if (app.jobs.resumeInterrupted().length > 0) shown = app;
    } catch (error) {
      // A damaged sample library is no reason to keep people from their own; the next try-out says what is wrong.
      onUnexpected(error);
    }
  }

  return {
    app: () => shown,
    platform: options.platform,
    settings,
    recent,
    language,
    emit,
    describe: async () => ({ ...options.versions, engine: await engine.describe() }),
    summary,
    listLabels: () => shown.listLabels(),
    listModels: () => shown.listModels(),
    getModel: (id) => shown.getModel(id),
    listJobs: () => shown.listJobs(),
    cancelJob: (id) => shown.jobs.cancel(id),
    startSample: () => {
      const library = openSample();
      if (library.app.listJobs().some((job) => job.state === 'running' || job.state === 'queued'))
        throw new AppError('conflict', say('requests.sampleRunning'));
      show(library.app);
      return library.start(options.sampleCount);
    },
    openLibrary: async (folder, mayCreate) => {
      const { folder: wanted } = libraryFolderAt(folder);
      const former = own;
      if (wanted !== former.library.paths.folder) {
        own = openOwn(wanted, mayCreate);
        show(own);
        resumeWork(own);
        await former.close();
      } else if (shown !== own) show(own);
      return summary();
    },
    leaveSample: () => show(own),
    sampleReport: () => sample?.report() ?? null,
    close: async () => {
      await Promise.all([own.close(), sample?.app.close()]);
      await engine.close();
    },
  };
}

/** Goes on with what was broken off; photos without scores (a scoring cut short, an older library) are scored. */
function resumeWork({ jobs, library }: App): void {
  const resumed = jobs.resumeInterrupted();
  if (resumed.length > 0 || !hasUnscored(library)) return;
  try {
    jobs.start('score', 'Score the photos', null);
  } catch (error) {
    // Another Tagwright is at work on this library; the scores can wait.
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}
