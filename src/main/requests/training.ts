import type { Handlers } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { JobId } from '../../shared/ids.ts';
import { resolveTrainingSettings } from '../../shared/training-settings.ts';
import type { App } from '../app.ts';
import { timeLooking } from '../library/time-looking.ts';
import { estimateTraining } from '../training/estimate-training.ts';
import { previewTraining } from '../training/training-preview.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about training. */
export function trainingHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  'training.preview' | 'training.estimate' | 'training.lookingTime' | 'training.start' | 'training.followUp'
> {
  return {
    'training.preview': () => previewTraining(session.app().library),
    'training.estimate': (chosen) => estimateTraining(session.app().library, resolveTrainingSettings(chosen)),
    'training.lookingTime': (backbone) => timeLooking(session.app().library, backbone),
    'training.start': (chosen) => {
      const settings = resolveTrainingSettings(chosen);
      const app = session.app();
      cancelFollowUps(app);
      return app.jobs.start('train', 'Train a model', settings).id;
    },
    'training.followUp': () => startFollowUp(session.app()),
  };
}

const openJobs = ({ listJobs }: App) =>
  listJobs().filter(({ state }) => state === 'running' || state === 'queued');

/** A training that a person starts learns from the same answers, and need not wait. */
function cancelFollowUps(app: App): void {
  for (const { id, kind } of openJobs(app)) if (kind === 'follow-up') app.jobs.cancel(id);
}

/**
 * A follow-up that waits will learn from the newest answers by itself; one that runs does not know them, and is let
 * finish, because answers that come fast would keep every one of them from its end.
 *
 * returns  null when a training that a person started is under way, or another process is at work on the library
 */
function startFollowUp(app: App): JobId | null {
  const open = openJobs(app);
  if (open.some(({ kind }) => kind === 'train' || kind === 'sample')) return null;
  const waiting = open.find(({ kind, state }) => kind === 'follow-up' && state === 'queued');
  if (waiting !== undefined) return waiting.id;
  try {
    return app.jobs.start('follow-up', 'Learn from answers', null).id;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return null;
    throw error;
  }
}
