import type { Translation } from '../../translation.ts';
import type { jobs as english, jobTitles as englishTitles, notes as englishNotes } from '../en/jobs.ts';
import { count } from './numbers.ts';

export const jobs: Translation<typeof english> = {
  cancelled: 'Es wurde abgebrochen.',
  interrupted: 'Tagwright wurde beendet; beim nächsten Start geht es weiter.',
  closing: 'Tagwright wird gerade beendet und nimmt keine Aufgaben mehr an.',
  notUnderstood: ({ kind }) => `Was diese Aufgabe (${kind}) tun soll, ist nicht zu verstehen.`,
  libraryBusy:
    'Ein anderes Tagwright arbeitet gerade mit dieser Bibliothek. Warten Sie, bis es fertig ist, oder brechen Sie es dort ab.',
  libraryBusyWith: ({ job }) =>
    `Ein anderes Tagwright arbeitet gerade mit dieser Bibliothek (${job}). Warten Sie, bis es fertig ist, oder brechen Sie es dort ab.`,
  noSuchJob: ({ id }) => `Es gibt keine Aufgabe mit der Nummer ${id}.`,
  endedTooOften: ({ times }) =>
    `Tagwright wurde während dieser Aufgabe ${times}-mal unerwartet beendet; sie wurde deshalb nicht fortgesetzt. Starten Sie sie neu, um es noch einmal zu versuchen.`,
  engineClosing: 'Tagwright wird gerade beendet.',
  engineStopped:
    'Der Teil von Tagwright, der Fotos liest und lernt, wurde unerwartet beendet. Was fertig war, ist gespeichert; starten Sie noch einmal, um weiterzumachen.',
};

export const notes: Translation<typeof englishNotes> = {
  checkingDatabase: 'Prüft die Datenbank',
  comparingPhotos: 'Vergleicht Fotos',
  copyingDatabase: 'Kopiert die Datenbank',
  copyingModels: 'Kopiert Modelle',
  crossValidating: ({ part, parts }) => `Kreuzvalidierung, Teil ${count(part)} von ${count(parts)}`,
  drawingSamples: 'Zeichnet Beispielfotos',
  learning: ({ epoch }) => `Training, Epoche ${count(epoch)}`,
  lookingForFiles: 'Sucht Dateien',
  lookingForPhotos: 'Sucht Fotos',
  readingEmbeddings: 'Liest, wie Fotos aussehen',
  readingPhotos: 'Liest Fotos',
  restoringSidecars: 'Stellt Sidecars wieder her',
  scoringPhotos: 'Bewertet Fotos',
  taggingPhotos: 'Taggt Fotos',
};

export const jobTitles: Translation<typeof englishTitles> = {
  import: 'Fotos importieren',
  embed: 'Fotos lesen',
  train: 'Trainieren',
  'follow-up': 'Lernen aus deinen Antworten',
  evaluate: 'Modell messen',
  'auto-tag': 'Auto-Tags setzen',
  undo: 'Auto-Tags zurücknehmen',
  sample: 'Mit Beispielfotos ausprobieren',
  score: 'Fotos bewerten',
  duplicates: 'Fast gleiche Fotos suchen',
  'starter-labels': 'Labels für den Anfang suchen',
};
