import { formatCount, formatDuration, formatRate } from '../../format.ts';
import type { shell as english } from '../en/shell.ts';
import type { Translation } from '../../../shared/translation.ts';

export const shell: Translation<typeof english> = {
  appName: 'Tagwright',
  opening: 'Die Bibliothek wird geöffnet …',
  views: {
    label: 'Ansichten',
    library: 'Bibliothek',
    session: 'Taggen',
    train: 'Trainieren',
    thresholds: 'Schwellen',
    review: 'Prüfen',
    'auto-tag': 'Auto-Tags',
    settings: 'Einstellungen',
  },
  close: 'Schließen',
  cancel: 'Abbrechen',
  ok: 'OK',
  done: 'Fertig',
  failures: {
    heading: 'Das hat nicht geklappt',
    unexpected: 'In Tagwright ist etwas schiefgegangen.',
    unexpectedAdvice: 'Starten Sie es neu. Wenn es wieder geschieht, sagt „Hilfe → Protokoll zeigen“ mehr.',
  },
  firstRun: {
    heading: 'Holen Sie Ihre Fotos herein',
    explanation:
      'Ziehen Sie einen Ordner oder Fotos irgendwo in dieses Fenster. Sie bleiben, wo sie sind; nichts wird kopiert oder verändert.',
    chooseFolder: 'Ordner wählen …',
    chooseFiles: 'Fotos wählen …',
    labels: 'Gibt es schon Labels?',
    labelsExplanation: 'Eine CSV-Datei, die Fotos und ihre Labels nennt, kann mitkommen.',
    chooseLabels: 'Label-Datei wählen …',
    removeLabels: 'Ohne diese Label-Datei',
    dropHere: 'Zum Importieren loslassen',
    dropDetail: 'Fotos, Ordner, eine Label-CSV oder eine .tagwright-Bibliothek',
  },
  sampleBanner: {
    label: 'Beispielfotos',
    words: 'Das sind Beispielfotos, nicht Ihre eigenen.',
    showPhotos: 'Fotos ansehen',
    showReport: 'Bericht zeigen',
  },
  libraryMenu: {
    label: (name) => `Bibliothek: ${name}`,
    importFolder: 'Ordner importieren …',
    importFiles: 'Fotos importieren …',
    importLabels: 'Label-Datei importieren …',
    create: 'Neue Bibliothek …',
    open: 'Bibliothek öffnen …',
    backup: 'Sichern …',
    backedUp: (folder) => `Gesichert in ${folder}`,
  },
  keyNames: {
    Ctrl: 'Strg',
    Shift: 'Umschalt',
    Backspace: 'Rücktaste',
    Delete: 'Entf',
    Home: 'Pos1',
    End: 'Ende',
    PageUp: 'Bild auf',
    PageDown: 'Bild ab',
  },
  keys: {
    heading: 'Tastatur',
    description: 'Jede Taste lässt sich in den Einstellungen ändern.',
    change: 'Tasten ändern …',
  },
  jobs: {
    showProblems: 'Zeigen',
    percentDone: (title, percent) => `${title}: ${percent} Prozent`,
    label: 'Laufende Aufgabe',
    progressLabel: (title) => `Fortschritt: ${title}`,
    waiting: 'Wartet, bis sie an der Reihe ist',
    cancelling: 'Wird angehalten …',
    doneOfTotal: (done, total) =>
      total === null
        ? done === 0
          ? ''
          : formatCount(done)
        : `${formatCount(done)} von ${formatCount(total)}`,
    rate: (perSecond) => `${formatRate(perSecond)} pro Sekunde`,
    timeLeft: (seconds) => `noch etwa ${formatDuration(seconds)}`,
    problems: (count) => `${formatCount(count)} ${count === 1 ? 'Problem' : 'Probleme'}`,
    problemsHeading: 'Was ausgelassen wurde, und warum',
    warning: 'Warnung',
    finished: (title) => `${title}: fertig`,
    failed: (title) => `${title}: hat nicht geklappt`,
    cancelled: (title) => `${title}: angehalten`,
    dismiss: 'Ausblenden',
  },
  imported: {
    nothingFound: 'Dort wurden keine Fotos gefunden.',
    nothingNew: (files) =>
      files === 1
        ? 'Nichts Neues: 1 Datei ist schon in der Bibliothek.'
        : `Nichts Neues: ${formatCount(files)} Dateien sind schon in der Bibliothek.`,
    foundAgain: (files) =>
      files === 1
        ? '1 Datei wurde an ihrem neuen Ort wiedergefunden.'
        : `${formatCount(files)} Dateien wurden an ihrem neuen Ort wiedergefunden.`,
  },
};
