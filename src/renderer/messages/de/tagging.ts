import type { EditSummary } from '../../../shared/edits.ts';
import { formatCount } from '../../format.ts';
import type { tagging as english } from '../en/tagging.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const tagging: typeof english = {
  panel: 'Tags',
  heading: (count) => photos(count),
  nothingSelected: 'Wählen Sie Fotos aus, um sie zu taggen.',
  nothingSelectedHow: 'Klicken Sie eines an, oder drücken Sie Strg+A für alle.',
  noLabels: 'Noch keine Tags. Tippen Sie oben eines ein, oder drücken Sie seine Taste.',
  states: { present: 'vorhanden', absent: 'nicht vorhanden', unknown: 'unbekannt', mixed: 'verschieden' },
  someOf: (count, total) => `${formatCount(count)} von ${formatCount(total)}`,
  chip: (label, state) => `${label}: ${state}`,
  chipHint: 'Klicken schaltet weiter: vorhanden, nicht vorhanden, unbekannt',
  remove: (label) => `${label} wieder auf unbekannt setzen`,
  add: 'Label hinzufügen',
  addPlaceholder: 'Label hinzufügen …',
  create: (name) => `Neues Label „${name}“`,
  keyHint: (key) => `Taste ${key}`,
  suggestions: 'Vom Modell vorgeschlagen',
  applied: 'Von Auto-Tags vergeben',
  accept: (label) => `${label} annehmen`,
  reject: (label) => `${label} ablehnen`,
  acceptAll: 'Alle annehmen',
  acceptFor: (label, count) => `${label} für ${photos(count)} annehmen`,
  rejectFor: (label, count) => `${label} für ${photos(count)} ablehnen`,
  quick: 'Tasten der Labels',
  fullyTagged: 'Vollständig getaggt',
  fullyTaggedHint: 'Was nicht gesagt ist, gilt beim Lernen als nicht vorhanden.',
  fullyTaggedSome: (count, total) => `Vollständig getaggt: ${formatCount(count)} von ${formatCount(total)}`,
  sameAsPrevious: 'Wie das Foto davor',
  noPrevious: 'Vor diesem Foto ist keines, dessen Labels man übernehmen könnte.',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  undoOf: (what) => `Rückgängig: ${what}`,
  redoOf: (what) => `Wiederholen: ${what}`,
  undone: (what) => `Rückgängig gemacht: ${what}`,
  redone: (what) => `Wiederholt: ${what}`,
  changed: (what) => what,
  edit: ({ kind, label, value, photos: count }: EditSummary): string => {
    const name = label ?? 'mehrere Labels';
    const where = photos(count);
    if (kind === 'fully-tagged')
      return value === 'present' ? `vollständig getaggt, ${where}` : `nicht vollständig getaggt, ${where}`;
    if (kind === 'same-as') return `gleiche Labels, ${where}`;
    if (kind === 'confirm') return `${name} bestätigt, ${where}`;
    if (kind === 'answer')
      return value === 'absent'
        ? `${name} abgelehnt, ${where}`
        : value === 'present'
          ? `${name} angenommen, ${where}`
          : `Vorschläge beantwortet, ${where}`;
    if (value === 'present') return `+ ${name}, ${where}`;
    return value === 'absent' ? `− ${name}, ${where}` : `? ${name}, ${where}`;
  },
};
