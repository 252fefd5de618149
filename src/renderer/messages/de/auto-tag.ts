import { formatCount, formatDateTime } from '../../format.ts';
import type { autoTag as english } from '../en/auto-tag.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;
const sidecars = (count: number) => `${formatCount(count)} XMP-${count === 1 ? 'Datei' : 'Dateien'}`;

export const autoTag: typeof english = {
  heading: 'Auto-Tags',
  intro: 'Das aktive Modell vergibt Labels. Was Sie über ein Foto gesagt haben, wird nie überstimmt.',
  noModelTitle: 'Noch kein Modell',
  noModel:
    'Auto-Tag braucht ein trainiertes Modell. Vergib Labels für einige Fotos und trainiere zuerst eines.',
  toTrain: 'Modell trainieren',
  what: {
    heading: 'Welche Fotos',
    library: 'Die ganze Bibliothek',
    libraryHint: (count) => `${photos(count)}; vollständig getaggte werden ausgelassen`,
    selected: (count) =>
      count === 1 ? 'Das ausgewählte Foto' : `Die ${formatCount(count)} ausgewählten Fotos`,
    found: (count, search) =>
      count === 1 ? `Das eine Foto der Suche „${search}“` : `Die ${photos(count)} der Suche „${search}“`,
    pickedHint: 'Wie in der Bibliothek gezeigt; vollständig getaggte werden ausgelassen.',
    chosen: 'Diese Ordner und Dateien',
    chosenHint: 'Neue Fotos darin importiert erst der Lauf; der Probelauf liest sie nur.',
    addFolders: 'Ordner hinzufügen …',
    addFiles: 'Dateien hinzufügen …',
    remove: (path) => `${path} entfernen`,
    list: 'Gewählte Ordner und Dateien',
    nothing: 'Noch nichts gewählt.',
  },
  labels: {
    heading: 'Welche Labels',
    all: 'Alle Labels des Modells',
    some: 'Nur diese',
    nothing: 'Wählen Sie mindestens ein Label.',
  },
  write: {
    heading: 'Was geschrieben wird',
    none: 'Nur die Bibliothek',
    noneHint: 'Fotos und ihre Ordner bleiben unberührt.',
    xmp: 'XMP-Dateien',
    xmpHint: 'Neben jedem Foto, das ein Label bekommt; was schon darin steht, bleibt.',
    csv: 'Eine CSV-Datei',
    csvHint: 'Eine Zeile je Foto, mit Labels, Vorschlägen und Werten.',
    chooseCsv: 'Datei wählen …',
    noCsv: 'Noch keine Datei gewählt.',
  },
  tryDry: 'Probelauf',
  tryDryAgain: 'Neuer Probelauf',
  tryHint: 'Ein Probelauf sagt, was sich ändern würde, und ändert nichts.',
  run: (tagged) => (tagged === 0 ? 'Jetzt vergeben' : `Jetzt für ${photos(tagged)} vergeben`),
  progress: { dry: 'Probelauf', real: 'Labels werden vergeben', undo: 'Der Lauf wird rückgängig gemacht' },
  stopped: 'Angehalten. Der nächste Lauf mit derselben Wahl macht dort weiter.',
  stoppedDry: 'Der Probelauf wurde angehalten. Nichts wurde geändert.',
  dry: {
    heading: 'Was sich ändern würde',
    summary: (looked, tagged, suggested) =>
      `Von ${photos(looked)} bekämen ${formatCount(tagged)} Labels und ${formatCount(suggested)} weitere nur Vorschläge.`,
    sidecars: (count) => `${sidecars(count)} würden geschrieben.`,
    nothingChanged: 'Noch ist nichts geändert.',
  },
  done: {
    heading: 'Was getan wurde',
    summary: (looked, tagged, suggested) =>
      `Von ${photos(looked)} bekamen ${formatCount(tagged)} Labels und ${formatCount(suggested)} weitere nur Vorschläge.`,
    sidecars: (count) => `${sidecars(count)} geschrieben.`,
    csv: (file) => `Geschrieben nach ${file}`,
    undo: 'Diesen Lauf rückgängig machen',
    review: 'Vorschläge prüfen',
  },
  chosen: {
    selected: (count) =>
      count === 1 ? 'Gewählt: 1 ausgewähltes Foto.' : `Gewählt: ${formatCount(count)} ausgewählte Fotos.`,
    found: (count, search) => `Gewählt: ${photos(count)} der Suche „${search}“.`,
    leftOut: (count) =>
      count === 1
        ? '1 davon wurde nicht angesehen: Es ist vollständig getaggt oder nicht da.'
        : `${formatCount(count)} davon wurden nicht angesehen: Sie sind vollständig getaggt oder nicht da.`,
  },
  noPhotos: 'Kein Foto zu taggen: Alle sind schon vollständig getaggt, oder es ist keines da.',
  table: {
    caption: 'Je Label',
    label: 'Label',
    applied: 'Vergeben',
    suggested: 'Vorgeschlagen',
    nothing: 'Kein Label ist auf einem der Fotos wahrscheinlich genug.',
  },
  problems: (count) => `${formatCount(count)} ausgelassen`,
  undone: {
    heading: 'Rückgängig gemacht',
    summary: (predictions) =>
      predictions === 1
        ? '1 Label oder Vorschlag wurde zurückgenommen.'
        : `${formatCount(predictions)} Labels und Vorschläge wurden zurückgenommen.`,
    restored: (count) => `${sidecars(count)} wie zuvor.`,
    conflicts: (count) =>
      `${sidecars(count)} ${count === 1 ? 'wurde' : 'wurden'} seit dem Lauf geändert und so gelassen:`,
  },
  runs: {
    heading: 'Frühere Läufe',
    none: 'Noch kein Lauf.',
    started: formatDateTime,
    photos,
    model: (id) => (id === null ? 'gelöschtes Modell' : `Modell ${id}`),
    writes: { none: 'nur Bibliothek', xmp: 'XMP-Dateien', csv: 'CSV' },
    states: {
      running: 'nicht fertig',
      done: 'fertig',
      cancelled: 'angehalten',
      undone: 'rückgängig gemacht',
    },
    undo: 'Rückgängig',
    undoLabel: (id) => `Lauf ${id} rückgängig machen`,
  },
};
