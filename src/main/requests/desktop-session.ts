/** What the requests need: everything but `describe` is about the library that is shown. */

import type { App } from '../app.ts';
import type { AppDescription, EventName, Events, ShownLibrary } from '../../shared/contract.ts';
import type { JobId, ModelId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { LabelCount } from '../../shared/label.ts';
import type { Language } from '../../shared/language.ts';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import type { Model, ModelSummary } from '../../shared/model.ts';
import type { RecentLibraries } from './recent-libraries.ts';
import type { WindowSettingsStore } from './window-settings-store.ts';

/** What only the desktop can do; tests put in their own. */
export interface Platform {
  /** the person's choice, absolute paths; empty when nothing was chosen */
  choosePhotos(kind: 'files' | 'folders'): Promise<string[]>;
  chooseFile(options: { title: string; extensions: string[] }): Promise<string | null>;
  chooseFolder(options: { title: string; mayCreate: boolean }): Promise<string | null>;
  chooseSaveFile(options: {
    title: string;
    defaultPath: string;
    extensions: string[];
  }): Promise<string | null>;
  showInFolder(path: string): void;
  /** lets the person's pointer carry files out of the window; thumbnail: what is seen of them, a JPEG file, or null */
  dragFiles(files: string[], thumbnail: string | null): void;
  /** a system notification, only while the window is not in front */
  notify(title: string, body: string): void;
  /** the taskbar's progress, 0..1; null takes it away */
  setProgress(share: number | null): void;
}

export interface DesktopSession {
  /** the library that is shown, with its jobs */
  app(): App;
  platform: Platform;
  settings: WindowSettingsStore;
  recent: RecentLibraries;
  /** of dialogs, menus and notifications: the chosen one, or the system's */
  language(): Language;
  /** tells the window of a new state */
  emit: Emit;
  describe(): Promise<AppDescription>;
  summary(): ShownLibrary;
  listLabels(): LabelCount[];
  listModels(): ModelSummary[];
  /** throws AppError 'not-found' */
  getModel(id: ModelId): Model;
  listJobs(): Job[];
  cancelJob(id: JobId): void;
  /** shows the sample library and starts the main job on it; throws AppError 'conflict' while one runs */
  startSample(): JobId;
  /**
   * Shows another library in place of the person's present one, which is closed in order: its running job goes on when
   * it is opened again. Throws AppError 'not-found', 'no-access', 'damaged', 'newer-library'; the present one stays then.
   */
  openLibrary(folder: string, mayCreate: boolean): Promise<ShownLibrary>;
  /** shows the person's own library again */
  leaveSample(): void;
  /** of the last sample job that was done; null before the first */
  sampleReport(): MainJobReport | null;
  /** stops what runs so that it can be resumed, and closes the library and the engine */
  close(): Promise<void>;
}

/** Tells the window of a new state. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;
