/** Ob Wahrscheinlichkeiten stimmen: im Bericht eines Trainings, und je Label neben seiner Schwelle. */

import type { Translation } from '../../../shared/translation.ts';
import { formatCount, formatPercent } from '../../format.ts';
import type { reliability as english } from '../en/reliability.ts';

export const reliability: Translation<typeof english> = {
  heading: 'Stimmen die Wahrscheinlichkeiten?',
  headingOf: (label) => `Stimmen die Wahrscheinlichkeiten von „${label}“?`,
  says: 'Das Modell sagt',
  isSo: 'So ist es',
  answers: 'Antworten je Zehntel',
  error: (after) => `Erwarteter Kalibrierungsfehler (ECE): ${after}`,
  errorBefore: (before) => `${before} vor der Kalibrierung`,
  tooMuch: (points) => `Im Mittel sagt es ${points} Prozentpunkte zu viel.`,
  tooLittle: (points) => `Im Mittel sagt es ${points} Prozentpunkte zu wenig.`,
  balanced: 'Im Mittel sagt es weder zu viel noch zu wenig.',
  hint: 'Auf der gestrichelten Diagonale stimmen von den Tags, die zu 70 % wahrscheinlich heißen, sieben von zehn. Die Striche zeigen, wo der wahre Anteil in 95 von 100 Fällen liegt; Ringe beruhen auf weniger als zehn Antworten. Die gepunktete Linie ist der Stand vor der Kalibrierung.',
  crossFitted: 'Jedes Foto wurde nach einer Kalibrierung beurteilt, die ohne dieses Foto bestimmt wurde.',
  inSample:
    'Dieses Modell wurde an denselben Fotos kalibriert; das lässt den Fehler kleiner aussehen. Trainieren Sie neu, um den wahren zu sehen.',
  few: (present, absent) =>
    `Zu wenige Antworten, um darauf zu bauen: ${formatCount(present)} ja, ${formatCount(absent)} nein. Der Fehler ist vor allem Zufall.`,
  none: 'Für kein Foto, an dem sich das prüfen ließe, ist die Antwort bekannt.',
  picture: (after, before) =>
    `Anteil richtiger Tags nach genannter Wahrscheinlichkeit: erwarteter Kalibrierungsfehler ${after}, vor der Kalibrierung ${before}. Die Zahlen stehen in der Tabelle darunter.`,
  bin: (said, share, count) => `Genannt ${said}, so ist es bei ${share}, von ${formatCount(count)} Antworten`,
  table: {
    open: 'Zahlen als Tabelle',
    caption: 'Zuverlässigkeit nach und vor der Kalibrierung',
    range: 'Genannt',
    rangeOf: (low, high) => `${formatPercent(low)} bis ${formatPercent(high)}`,
    stage: 'Kalibrierung',
    after: 'nachher',
    before: 'vorher',
    count: 'Antworten',
    mean: 'Genannt, Mittel',
    share: 'So ist es',
    interval: 'in 95 von 100 Fällen',
    intervalOf: (low, high) => `${low} bis ${high}`,
    sparse: 'wenige',
  },
};
