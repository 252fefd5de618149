/** Auto-tag: choose, try dry, run, report, undo. */

import { formatCount, formatDateTime } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;
const sidecars = (count: number) => `${formatCount(count)} XMP ${count === 1 ? 'sidecar' : 'sidecars'}`;

export const autoTag = {
  heading: 'Auto-tag',
  intro: 'The active model tags photos. What you have said of a photo is never overruled.',
  noModelTitle: 'No model yet',
  noModel: 'Auto-tag needs a trained model. Tag some photos and train one first.',
  toTrain: 'Train a model',
  what: {
    heading: 'Which photos',
    library: 'The whole library',
    libraryHint: (count: number) => `${photos(count)}; fully tagged ones are left out`,
    selected: (count: number) =>
      count === 1 ? 'The selected photo' : `The ${formatCount(count)} selected photos`,
    found: (count: number, search: string) =>
      count === 1
        ? `The one photo of the search “${search}”`
        : `The ${photos(count)} of the search “${search}”`,
    pickedHint: 'As shown in the library; fully tagged ones are left out.',
    chosen: 'These folders and files',
    chosenHint: 'New photos among them are imported by the run; the dry run only reads them.',
    addFolders: 'Add folders …',
    addFiles: 'Add files …',
    remove: (path: string) => `Remove ${path}`,
    list: 'Chosen folders and files',
    nothing: 'Nothing is chosen yet.',
  },
  labels: {
    heading: 'Which labels',
    all: 'All labels of the model',
    some: 'Only these',
    nothing: 'Choose at least one label.',
  },
  write: {
    heading: 'What to write',
    none: 'Only the library',
    noneHint: 'Photos and their folders stay untouched.',
    xmp: 'XMP sidecars',
    xmpHint: 'Beside each photo that gets a label; what a sidecar holds already stays.',
    csv: 'A CSV file',
    csvHint: 'One row per photo, with labels, suggestions and scores.',
    chooseCsv: 'Choose the file …',
    noCsv: 'No file is chosen yet.',
  },
  tryDry: 'Dry run',
  tryDryAgain: 'Dry run again',
  tryHint: 'A dry run says what would change, and changes nothing.',
  run: (tagged: number) => (tagged === 0 ? 'Tag now' : `Tag ${photos(tagged)} now`),
  progress: { dry: 'Dry run', real: 'Tagging', undo: 'Undoing the run' },
  stopped: 'It was stopped. The next run with the same choice goes on where it was.',
  stoppedDry: 'The dry run was stopped. Nothing was changed.',
  dry: {
    heading: 'What would change',
    summary: (looked: number, tagged: number, suggested: number) =>
      `Of ${photos(looked)}, ${formatCount(tagged)} would get labels and ${formatCount(suggested)} more only suggestions.`,
    sidecars: (count: number) => `${sidecars(count)} would be written.`,
    nothingChanged: 'Nothing has been changed yet.',
  },
  done: {
    heading: 'What was done',
    summary: (looked: number, tagged: number, suggested: number) =>
      `Of ${photos(looked)}, ${formatCount(tagged)} got labels and ${formatCount(suggested)} more only suggestions.`,
    sidecars: (count: number) => `${sidecars(count)} written.`,
    csv: (file: string) => `Written to ${file}`,
    undo: 'Undo this run',
    review: 'Review the suggestions',
  },
  chosen: {
    selected: (count: number) =>
      count === 1 ? 'Chosen: 1 selected photo.' : `Chosen: ${formatCount(count)} selected photos.`,
    found: (count: number, search: string) => `Chosen: ${photos(count)} of the search “${search}”.`,
    leftOut: (count: number) =>
      count === 1
        ? '1 of them was not looked at: it is fully tagged or not there.'
        : `${formatCount(count)} of them were not looked at: they are fully tagged or not there.`,
  },
  noPhotos: 'There is no photo to tag: all are fully tagged already, or nothing is there.',
  table: {
    caption: 'Per label',
    label: 'Label',
    applied: 'Applied',
    suggested: 'Suggested',
    nothing: 'No label is likely enough on any photo.',
  },
  problems: (count: number) => `${formatCount(count)} left out`,
  undone: {
    heading: 'Undone',
    summary: (predictions: number) =>
      predictions === 1
        ? '1 tag or suggestion was taken back.'
        : `${formatCount(predictions)} tags and suggestions were taken back.`,
    restored: (count: number) => `${sidecars(count)} put back as before.`,
    conflicts: (count: number) =>
      `${sidecars(count)} ${count === 1 ? 'was' : 'were'} changed since the run and left as ${count === 1 ? 'it is' : 'they are'}:`,
  },
  runs: {
    heading: 'Past runs',
    none: 'No run yet.',
    started: formatDateTime,
    photos,
    model: (id: number | null) => (id === null ? 'deleted model' : `model ${id}`),
    writes: { none: 'library only', xmp: 'XMP sidecars', csv: 'CSV' },
    states: { running: 'not finished', done: 'done', cancelled: 'stopped', undone: 'undone' },
    undo: 'Undo',
    undoLabel: (id: number) => `Undo run ${id}`,
  },
};
