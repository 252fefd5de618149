import { formatCount, formatDuration, formatRate } from '../../format.ts';
import type { shell as english } from '../en/shell.ts';
import type { Translation } from '../translation.ts';

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
  jobs: {
    label: 'Laufende Aufgabe',
    progressLabel: (title) => `Fortschritt: ${title}`,
    waiting: 'Wartet, bis sie an der Reihe ist',
    cancelling: 'Wird angehalten …',
    doneOfTotal: (done, total) =>
      total === null ? formatCount(done) : `${formatCount(done)} von ${formatCount(total)}`,
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
};
