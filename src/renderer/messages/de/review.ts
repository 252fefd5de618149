import { formatCount, formatPercent } from '../../format.ts';
import type { review as english } from '../en/review.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const review: typeof english = {
  heading: 'Prüfen',
  open: (count) => `${formatCount(count)} offen`,
  label: 'Label',
  allLabels: 'Alle Labels',
  labelWithCount: (label, open) => `${label} (${formatCount(open)})`,
  order: 'Reihenfolge',
  orders: {
    teaches: 'Lehrt am meisten',
    uncertain: 'Unsicherste zuerst',
    rare: 'Seltene Labels zuerst',
    confident: 'Sicherste zuerst',
  },
  orderHints: {
    teaches:
      'Fotos, bei denen das Modell unsicher ist und die den bekannten nicht gleichen; alle Fragen zu einem Foto zusammen.',
    uncertain: 'Was der Schwelle eines Labels am nächsten liegt, kommt zuerst.',
    rare: 'Labels mit den wenigsten Beispielen kommen zuerst, von jedem die wahrscheinlichsten Fotos.',
    confident: 'Wobei das Modell am sichersten ist, kommt zuerst.',
  },
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
    gain: (label, examples, counterexamples) => {
      const gained = [
        examples > 0 ? `${formatCount(examples)} ${examples === 1 ? 'Beispiel' : 'Beispiele'}` : '',
        counterexamples > 0
          ? `${formatCount(counterexamples)} ${counterexamples === 1 ? 'Gegenbeispiel' : 'Gegenbeispiele'}`
          : '',
      ];
      return `${label} gewinnt ${gained.filter(Boolean).join(' und ')}`;
    },
    noGains: 'Ihre Antworten werden beim nächsten Training zu Beispielen.',
    train: 'Neu trainieren',
  },
  along: {
    heading: 'Mitlernen',
    toggle: 'Von selbst aus meinen Antworten lernen',
    how: (answers) =>
      `Nach je ${formatCount(answers)} Antworten lernt ein neues Modell daraus, und die Fragen richten sich danach.`,
    fineTuned:
      'Ein Modell mit nachtrainiertem Netz bräuchte zum Mitlernen zu lange. Trainiere neu, um aus deinen Antworten zu lernen.',
    learning: 'Lernt aus deinen Antworten …',
    follows: (id, first) =>
      `Es fragt Modell ${formatCount(id)}, das im Anschluss an Modell ${formatCount(first)} mitgelernt hat.`,
    back: (first) => `Zurück zu Modell ${formatCount(first)}`,
  },
  bulk: {
    open: 'Viele beantworten …',
    title: (label) => `Viele für „${label}“ beantworten`,
    description: 'Sagt zu jedem offenen Vorschlag ab einem Wert Ja, oder darunter Nein.',
    answer: 'Antwort',
    choices: { present: 'Ab einem Wert annehmen', absent: 'Unter einem Wert ablehnen' },
    sliders: { present: 'Ab diesem Wert', absent: 'Unter diesem Wert' },
    count: (count, total) => `${formatCount(count)} von ${formatCount(total)} offenen Vorschlägen`,
    nearest: { present: 'Die unsichersten davon', absent: 'Die wahrscheinlichsten davon' },
    none: {
      present: 'Kein offener Vorschlag erreicht diesen Wert.',
      absent: 'Kein offener Vorschlag liegt unter diesem Wert.',
    },
    confirm: {
      present: (count, score) => `Alle ${formatCount(count)} ab ${formatPercent(score)} annehmen`,
      absent: (count, score) => `Alle ${formatCount(count)} unter ${formatPercent(score)} ablehnen`,
    },
    cancel: 'Abbrechen',
    done: {
      present: (label, count) => `„${label}“ für ${photos(count)} angenommen`,
      absent: (label, count) => `„${label}“ für ${photos(count)} abgelehnt`,
    },
    thumbnail: (score) => `Foto mit einem Wert von ${formatPercent(score, 1)}`,
  },
  empty: {
    noModelTitle: 'Noch nichts zu prüfen',
    noModel:
      'Sobald ein Modell trainiert ist, wird hier nach seinen Vorschlägen gefragt, die nützlichsten zuerst.',
    toTrain: 'Modell trainieren',
    doneTitle: 'Alle Fragen sind beantwortet',
    done: 'Kein Vorschlag des Modells ist mehr offen. Trainieren Sie neu, um aus Ihren Antworten zu lernen.',
    doneForLabel: (label) => `Für „${label}“ ist kein Vorschlag mehr offen.`,
    allLabels: 'Alle Labels zeigen',
    skippedLeft: (count) =>
      `${formatCount(count)} übersprungene ${count === 1 ? 'Frage ist' : 'Fragen sind'} noch offen.`,
    askSkipped: 'Noch einmal fragen',
    loading: 'Die nützlichsten Fragen werden gesucht …',
  },
};
