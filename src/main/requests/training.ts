import type { Handlers } from '../../shared/contract.ts';
import { resolveTrainingSettings } from '../../shared/training-settings.ts';
import { previewTraining } from '../training/training-preview.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about training. */
export function trainingHandlers(
  session: DesktopSession,
): Pick<Handlers, 'training.preview' | 'training.start'> {
  return {
    'training.preview': () => previewTraining(session.app().library),
    'training.start': (chosen) =>
      session.app().jobs.start('train', 'Train a model', resolveTrainingSettings(chosen)).id,
  };
}
