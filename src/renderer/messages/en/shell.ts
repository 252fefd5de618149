/** The frame around the views: rail, jobs, first run, failures. */

import { formatCount, formatDuration, formatRate } from '../../format.ts';

export const shell = {
  appName: 'Tagwright',
  opening: 'Opening the library …',
  views: {
    label: 'Views',
    library: 'Library',
    session: 'Tagging',
    train: 'Train',
    thresholds: 'Thresholds',
    review: 'Review',
    'auto-tag': 'Auto-tag',
    settings: 'Settings',
  },
  close: 'Close',
  cancel: 'Cancel',
  ok: 'OK',
  done: 'Done',
  failures: {
    heading: 'That did not work',
    unexpected: 'Something in Tagwright went wrong.',
    unexpectedAdvice: 'Start it again. If it keeps happening, Help → Show log says more.',
  },
  jobs: {
    label: 'Running job',
    progressLabel: (title: string) => `Progress: ${title}`,
    waiting: 'Waiting for its turn',
    cancelling: 'Stopping …',
    doneOfTotal: (done: number, total: number | null) =>
      total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
    rate: (perSecond: number) => `${formatRate(perSecond)} per second`,
    timeLeft: (seconds: number) => `about ${formatDuration(seconds)} left`,
    problems: (count: number) => `${formatCount(count)} ${count === 1 ? 'problem' : 'problems'}`,
    problemsHeading: 'What was left out, and why',
    warning: 'Warning',
    finished: (title: string) => `${title}: done`,
    failed: (title: string) => `${title}: did not work`,
    cancelled: (title: string) => `${title}: stopped`,
    dismiss: 'Dismiss',
  },
};
