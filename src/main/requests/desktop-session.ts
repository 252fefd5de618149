/** What the requests need: everything but `describe` is about the library that is shown. */

import type { AppDescription, EventName, Events, ShownLibrary } from '../../shared/contract.ts';
import type { JobId, ModelId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { LabelCount } from '../../shared/label.ts';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import type { Model, ModelSummary } from '../../shared/model.ts';

export interface DesktopSession {
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
  /** shows the person's own library again */
  leaveSample(): void;
  /** of the last sample job that was done; null before the first */
  sampleReport(): MainJobReport | null;
  /** stops what runs so that it can be resumed, and closes the library and the engine */
  close(): Promise<void>;
}

/** Tells the window of a new state. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;
