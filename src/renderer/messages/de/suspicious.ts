import { formatCount, formatPercent } from '../../format.ts';
import type { suspicious as english } from '../en/suspicious.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const suspicious: typeof english = {
  modes: {
    label: 'Was geprüft wird',
    suggestions: 'Vorschläge',
    suspicious: 'Verdächtige Labels',
    starter: 'ImageNet meint',
  },
  open: (count) => `${formatCount(count)} anzusehen`,
  question: {
    present: (label) => `Mit „${label}“ getaggt. Stimmt das?`,
    absent: (label) => `Nicht mit „${label}“ getaggt. Stimmt das?`,
  },
  scoreLine: (probability, apply) =>
    `Ohne aus diesem Foto gelernt zu haben, sagt das Modell ${formatPercent(probability)}; es vergibt das Label ab ${formatPercent(apply)}`,
  likelyWrong: 'Wahrscheinlich falsch',
  right: 'Ja, stimmt',
  wrong: { present: 'Nein, entfernen', absent: 'Nein, vergeben' },
  unsure: 'Unklar',
  undo: 'Rückgängig',
  next: 'Als Nächstes',
  said: {
    right: 'Bestätigt.',
    wrong: { present: (label) => `${label} entfernt.`, absent: (label) => `${label} vergeben.` },
    unsure: 'Jetzt unbekannt.',
    skipped: 'Übersprungen.',
    undone: 'Wieder da.',
  },
  about: {
    heading: 'Ein zweiter Blick',
    likelyWrong: (count) => (count === 1 ? 'ist wahrscheinlich falsch' : 'sind wahrscheinlich falsch'),
    how: (count) =>
      `Verglichen wurde alles, was über ${photos(count)} bekannt ist, mit dem, was das Modell sagt, ohne aus dem jeweiligen Foto gelernt zu haben.`,
    done: 'In dieser Runde',
    fixed: (count) => `${formatCount(count)} berichtigt`,
    confirmed: (count) => `${formatCount(count)} bestätigt: danach wird nicht mehr gefragt`,
    unsure: (count) => `${formatCount(count)} jetzt unbekannt`,
  },
  empty: {
    title: 'Nichts sieht falsch aus',
    words: 'Was über die Fotos bekannt ist, passt zu dem, was das Modell sagt, oder Sie haben es bestätigt.',
    forLabel: (label) => `Bei „${label}“ sieht nichts falsch aus.`,
    skippedLeft: (count) =>
      count === 1
        ? 'Ein übersprungenes ist noch übrig.'
        : `${formatCount(count)} übersprungene sind noch übrig.`,
    askSkipped: 'Noch einmal fragen',
    allLabels: 'Alle Labels zeigen',
    loading: 'Was bekannt ist, wird mit dem verglichen, was das Modell sagt …',
  },
};
