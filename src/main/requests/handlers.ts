/** The whole table of answers; a request without one does not compile. */

import type { Handlers } from '../../shared/contract.ts';
import { appHandlers } from './app.ts';
import type { DesktopSession } from './desktop-session.ts';
import { jobHandlers } from './jobs.ts';
import { labelErrorHandlers } from './label-errors.ts';
import { labelHandlers } from './labels.ts';
import { libraryHandlers } from './library.ts';
import { modelHandlers } from './models.ts';
import { settingsHandlers } from './settings.ts';
import { problemHandlers } from './problems.ts';
import { photoHandlers } from './photos.ts';
import { tagHandlers } from './tags.ts';
import { trainingHandlers } from './training.ts';
import { thresholdHandlers } from './thresholds.ts';
import { reviewHandlers } from './review.ts';
import { autoTagHandlers } from './auto-tag.ts';
import { sampleHandlers } from './sample.ts';

/** Answers every request of the contract from one open session. */
export function createHandlers(session: DesktopSession): Handlers {
  return {
    ...appHandlers(session),
    ...libraryHandlers(session),
    ...labelHandlers(session),
    ...labelErrorHandlers(session),
    ...modelHandlers(session),
    ...jobHandlers(session),
    ...settingsHandlers(session),
    ...problemHandlers(session),
    ...photoHandlers(session),
    ...tagHandlers(session),
    ...trainingHandlers(session),
    ...thresholdHandlers(session),
    ...reviewHandlers(session),
    ...autoTagHandlers(session),
    ...sampleHandlers(session),
  };
}
