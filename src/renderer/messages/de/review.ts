import { formatCount, formatPercent } from '../../format.ts';
import type { review as english } from '../en/review.ts';

export const review: typeof english = {
  heading: 'Prüfen',
  open: (count) => `${formatCount(count)} offen`,
  label: 'Label',
  allLabels: 'Alle Labels',
  labelWithCount: (label, open) => `${label} (${formatCount(open)})`,
  order: 'Reihenfolge',
  orders: { uncertain: 'Unsicherste zuerst', rare: 'Seltene Labels zuerst', confident: 'Sicherste zuerst' },
  question: (label) => `Ist das „${label}“?`,
  photo: 'Foto, um das es geht',
  scoreLine: (score, apply) =>
    `Das Modell sagt ${formatPercent(score)}; es vergibt das Label ab ${formatPercent(apply)}`,
  scoreBar: 'Wert und Schwelle',
  yes: 'Ja',
  no: 'Nein',
  skip: 'Überspringen',
  undo: 'Rückgängig',
  next: 'Nächste Fragen',
  answeredYes: (label) => `Ja, ${label}.`,
  answeredNo: (label) => `Nicht ${label}.`,
  skipped: 'Übersprungen.',
  undone: 'Wieder da.',
  effect: {
    heading: 'Was das lehrt',
    newAnswers: (count) =>
      `${formatCount(count)} ${count === 1 ? 'Antwort' : 'Antworten'} seit dem letzten Training`,
    newAnswersOne: 'neue Antwort seit dem letzten Training',
    newAnswersMany: 'neue Antworten seit dem letzten Training',
    gains: 'In dieser Runde beantwortet',
    gain: (label, examples, counterexamples) =>
      `${label} gewinnt ${formatCount(examples)} ${examples === 1 ? 'Beispiel' : 'Beispiele'}` +
      (counterexamples > 0
        ? ` und ${formatCount(counterexamples)} ${counterexamples === 1 ? 'Gegenbeispiel' : 'Gegenbeispiele'}`
        : ''),
    noGains: 'Deine Antworten werden beim nächsten Training zu Beispielen.',
    train: 'Neu trainieren',
  },
  bulk: {
    open: 'Viele annehmen …',
    title: (label) => `Viele für „${label}“ annehmen`,
    description:
      'Sagt Ja zu jedem offenen Vorschlag ab einem Wert. Sieh dir vorher die unsichersten davon an.',
    slider: 'Ab diesem Wert',
    count: (count, total) => `${formatCount(count)} von ${formatCount(total)} offenen Vorschlägen`,
    leastSure: 'Die unsichersten davon',
    none: 'Kein offener Vorschlag erreicht diesen Wert.',
    accept: (count, score) => `Alle ${formatCount(count)} ab ${formatPercent(score)} annehmen`,
    cancel: 'Abbrechen',
    done: (label, count) => `„${label}“ für ${formatCount(count)} Fotos angenommen`,
    thumbnail: (score) => `Foto mit einem Wert von ${formatPercent(score, 1)}`,
  },
  empty: {
    noModelTitle: 'Noch nichts zu prüfen',
    noModel:
      'Sobald ein Modell trainiert ist, wird hier nach seinen Vorschlägen gefragt, die nützlichsten zuerst.',
    toTrain: 'Modell trainieren',
    doneTitle: 'Alle Fragen sind beantwortet',
    done: 'Kein Vorschlag des Modells ist mehr offen. Trainiere neu, um aus deinen Antworten zu lernen.',
    doneForLabel: (label) => `Für „${label}“ ist kein Vorschlag mehr offen.`,
    allLabels: 'Alle Labels zeigen',
    skippedLeft: (count) =>
      `${formatCount(count)} übersprungene ${count === 1 ? 'Frage ist' : 'Fragen sind'} noch offen.`,
    askSkipped: 'Noch einmal fragen',
    loading: 'Die nützlichsten Fragen werden gesucht …',
  },
};
