import type { Interval } from '../../../shared/evaluation.ts';
import { formatCount, formatPercent } from '../../format.ts';
import type { thresholds as english } from '../en/thresholds.ts';
import type { Translation } from '../../../shared/translation.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;
const range = ({ low, high }: Interval) => `${formatPercent(low)} bis ${formatPercent(high)}`;

export const thresholds: Translation<typeof english> = {
  heading: 'Schwellen',
  loading: 'Die Werte werden gelesen …',
  empty: {
    heading: 'Noch kein Modell, also noch nichts einzustellen',
    explanation:
      'Ein Modell gibt jedem Foto einen Wert je Label. Hier legen Sie fest, ab welchem Wert ein Label vergeben und ab welchem es vorgeschlagen wird, und sehen sofort, welche Fotos das betrifft.',
    train: 'Ein Modell trainieren',
  },
  list: {
    heading: 'Labels des Modells',
    label: 'Label',
    threshold: 'Ab',
    f1: 'F1',
    photos: 'Fotos',
    option: (label, threshold, f1, count) =>
      `${label}: vergeben ab ${threshold}, F1 ${f1}${count === null ? '' : `, ${photos(count)}`}`,
    notTuned: 'Nicht angepasst: zu wenige Fotos zum Prüfen',
    withNote: 'Mit Hinweis',
    byHand: 'Von Hand gesetzt',
  },
  source: {
    manual: 'Von Hand gesetzt',
    default: 'Nicht angepasst',
    f1: 'Auf bestes F1 angepasst',
    precision: (atLeast) => `Auf mindestens ${atLeast} Präzision angepasst`,
    recall: (atLeast) => `Auf mindestens ${atLeast} Trefferquote angepasst`,
  },
  basis: {
    validation: (positives, negatives) =>
      `Gemessen an ${formatCount(positives + negatives)} Fotos, aus denen das Modell nicht gelernt hat: ${formatCount(positives)} mit dem Label, ${formatCount(negatives)} ohne.`,
    'cross-validation': (positives, negatives) =>
      `Gemessen an ${formatCount(positives + negatives)} Fotos durch Kreuzvalidierung: ${formatCount(positives)} mit dem Label, ${formatCount(negatives)} ohne.`,
  },
  figures: {
    heading: 'Was diese Schwellen bewirken',
    precision: 'Präzision',
    precisionHint: 'der Fotos, die es bekommen, haben es wirklich',
    recall: 'Trefferquote',
    recallHint: 'der Fotos, die es haben, bekommen es',
    f1: 'F1',
    f1Hint: 'Präzision und Trefferquote in einem',
    interval: (low, high) => `95 %: ${low} bis ${high}`,
    applied: 'Bekämen es',
    appliedHint: (total) => `von ${formatCount(total)} Fotos ohne Ihre Antwort`,
    suggested: 'Als Vorschlag',
    suggestedHint: 'zwischen den beiden Linien',
    change: (difference) => `${difference > 0 ? '+' : '−'}${formatCount(Math.abs(difference))}`,
    changeHint: 'verglichen mit dem Gespeicherten',
  },
  handles: {
    apply: 'Vergeben',
    suggest: 'Vorschlagen',
    applyOf: (label) => `„${label}“ ab diesem Wert vergeben`,
    suggestOf: (label) => `„${label}“ ab diesem Wert vorschlagen`,
    applyText: (value, precision, recall) => `${value}: Präzision ${precision}, Trefferquote ${recall}`,
    suggestText: (value, suggested) => `${value}: für ${photos(suggested)} vorgeschlagen`,
    keys: 'Ziehen Sie eine Linie, oder wählen Sie sie mit Tab und nehmen Sie die Pfeiltasten: 0,01 je Schritt, 0,1 mit Umschalt, Pos1 und Ende. Eingabe speichert sofort, Esc nimmt es zurück.',
  },
  histogram: {
    heading: 'Werte der Fotos zum Prüfen',
    positives: (count) => `Mit Label (${formatCount(count)}), über der Achse`,
    negatives: (count) => `Ohne Label (${formatCount(count)}), unter der Achse`,
    scale: 'Die Höhen sind Quadratwurzeln, damit wenige Fotos sichtbar bleiben.',
    description: (positives, negatives) =>
      `Häufigkeit der Werte von ${photos(positives)} mit dem Label und ${photos(negatives)} ohne`,
  },
  curve: {
    heading: 'Präzision und Trefferquote',
    precision: 'Präzision',
    recall: 'Trefferquote',
    description: (precision, recall) =>
      `Kurve von Präzision und Trefferquote; jetzt Präzision ${precision}, Trefferquote ${recall}`,
    none: 'Kein Foto zum Prüfen hat dieses Label.',
  },
  strips: {
    above: 'Knapp über der Linie: bekämen es',
    below: 'Knapp unter der Linie: bekämen es nicht',
    noneAbove: 'Kein Foto liegt über der Linie.',
    noneBelow: 'Kein Foto liegt unter der Linie.',
    none: 'Sie haben dieses Label für jedes Foto beantwortet, oder es ist noch kein Foto bewertet.',
    photo: (name, score) => `${name}, Wert ${score}`,
    unnamed: 'Foto',
  },
  goal: {
    heading: 'Nach einem Ziel wählen',
    kind: 'Ziel',
    f1: 'Bestes F1',
    precision: 'Mindestens diese Präzision',
    recall: 'Mindestens diese Trefferquote',
    atLeast: 'Mindestens, Prozent',
    forLabel: (label) => `Auf „${label}“ anwenden`,
    forAll: 'Auf alle Labels anwenden',
    reset: 'Zurück auf bestes F1',
    done: (label, apply) => `„${label}“ wird jetzt ab ${apply} vergeben.`,
    doneAll: (count) =>
      `Die Schwellen von ${formatCount(count)} ${count === 1 ? 'Label' : 'Labels'} sind gesetzt.`,
    refusedAll: (count, names) =>
      `Für ${formatCount(count)} ${count === 1 ? 'Label' : 'Labels'} lässt sich das Ziel nicht belegen; dort gilt das beste F1: ${names}.`,
    working: 'Wird gewählt …',
  },
  undo: 'Rückgängig',
  undone: 'Die letzte Änderung der Schwellen ist zurückgenommen.',
  saved: (label, apply, suggest) =>
    `Gespeichert: „${label}“ wird ab ${apply} vergeben und ab ${suggest} vorgeschlagen.`,
  notSaved: 'Noch nicht gespeichert',
  warning: 'Hinweis',
  fewToTrust: (positives, negatives, precision, recall) => {
    const ranges = [
      precision && `die wahre Präzision kann irgendwo von ${range(precision)} liegen`,
      recall &&
        `die wahre Trefferquote ${precision ? '' : 'kann '}irgendwo von ${range(recall)}${precision ? '' : ' liegen'}`,
    ].filter((part) => part !== null);
    const start = `Geprüft an nur ${photos(positives)} mit diesem Label und ${formatCount(negatives)} ohne`;
    return `${[start, ranges.join(', ')].filter(Boolean).join(': ')}. Taggen Sie mehr davon, damit die Zahlen verlässlich werden.`;
  },
};
