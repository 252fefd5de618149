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
  firstRun: {
    heading: 'Bring in your photos',
    explanation:
      'Drop a folder or photos anywhere in this window. They stay where they are; nothing is copied or changed.',
    chooseFolder: 'Choose a folder …',
    chooseFiles: 'Choose photos …',
    labels: 'Have labels already?',
    labelsExplanation: 'A CSV file that names photos and their labels can come along.',
    chooseLabels: 'Choose a labels file …',
    removeLabels: 'Without this labels file',
    dropHere: 'Drop to import',
    dropDetail: 'Photos, folders, a labels CSV, or a .tagwright library',
  },
  sampleBanner: {
    label: 'Sample photos',
    words: 'These are sample photos, not your own.',
    showPhotos: 'Look at the photos',
    showReport: 'Show the report',
  },
  libraryMenu: {
    label: (name: string) => `Library: ${name}`,
    importFolder: 'Import a folder …',
    importFiles: 'Import photos …',
    importLabels: 'Import a labels file …',
    create: 'New library …',
    open: 'Open library …',
    backup: 'Back up …',
    backedUp: (folder: string) => `Backed up to ${folder}`,
  },
  keyNames: {
    Ctrl: 'Ctrl',
    Shift: 'Shift',
    Backspace: 'Backspace',
    Delete: 'Delete',
    Home: 'Home',
    End: 'End',
    PageUp: 'Page Up',
    PageDown: 'Page Down',
  },
  keys: {
    heading: 'Keyboard',
    description: 'Every key can be changed in Settings.',
    change: 'Change keys …',
  },
  jobs: {
    showProblems: 'Show',
    percentDone: (title: string, percent: number) => `${title}: ${percent}%`,
    label: 'Running job',
    progressLabel: (title: string) => `Progress: ${title}`,
    waiting: 'Waiting for its turn',
    cancelling: 'Stopping …',
    doneOfTotal: (done: number, total: number | null) =>
      total === null
        ? done === 0
          ? ''
          : formatCount(done)
        : `${formatCount(done)} of ${formatCount(total)}`,
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
  imported: {
    nothingFound: 'No photos were found there.',
    nothingNew: (files: number) =>
      `Nothing new: ${formatCount(files)} ${files === 1 ? 'file is' : 'files are'} in the library already.`,
    foundAgain: (files: number) =>
      files === 1
        ? '1 file was found again at its new place.'
        : `${formatCount(files)} files were found again at their new place.`,
  },
};
