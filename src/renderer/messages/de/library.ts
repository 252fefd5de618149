/** Die Bibliotheksansicht: Raster, Suche, Fotoansicht. */

import { formatCount } from '../../format.ts';
import type { library as english } from '../en/library.ts';

const photos = (count: number): string => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const library: typeof english = {
  grid: 'Fotos',
  photos,
  photosOf: (shown, total) =>
    shown === total ? photos(total) : `${formatCount(shown)} von ${formatCount(total)} Fotos`,
  selected: (count) => `${formatCount(count)} ausgewählt`,
  unknownGroup: { date: 'Datum unbekannt', folder: 'Ohne Ordner', duplicates: '', none: '' },
  duplicateGroup: (place) => `Gruppe ${formatCount(place)}`,
  scrubber: 'Durch die Fotos blättern',
  photoOf: (place, total) => `${formatCount(place)} von ${formatCount(total)}`,
  loadingPhoto: 'Foto wird geladen',
  loading: 'Fotos werden gesucht …',
  card: {
    fullyTagged: 'vollständig getaggt',
    suggestions: (count) => `${formatCount(count)} ${count === 1 ? 'Vorschlag' : 'Vorschläge'}`,
    missing: 'Datei fehlt',
    warning: 'mit Warnung',
    untagged: 'ohne Tags',
    byModel: (names) => `vom Modell: ${names}`,
  },
  noLongerMatch: (count) =>
    count === 1 ? '1 Foto passt nicht mehr.' : `${formatCount(count)} Fotos passen nicht mehr.`,
  refresh: 'Aktualisieren',
  nothingFound: 'Keine Fotos gefunden',
  nothingFoundAdvice: 'Kein Foto passt zu dieser Suche.',
  clearSearch: 'Suche löschen',
  toolbar: 'Suchen und ordnen',
  search: {
    label: 'Fotos suchen',
    placeholder: 'Suche: Strand -Abend folder:2024 p(Hund)>0.8 untagged',
    completions: 'Ergänzungen',
    offered: (count) =>
      count === 1
        ? '1 Ergänzung; Tab übernimmt sie.'
        : `${formatCount(count)} Ergänzungen; Tab übernimmt die erste, die Pfeiltasten wählen.`,
    sureness: {
      '>=': (percent) => `mindestens ${percent} sicher`,
      '>': (percent) => `mehr als ${percent} sicher`,
      '<=': (percent) => `höchstens ${percent} sicher`,
      '<': (percent) => `weniger als ${percent} sicher`,
    },
    terms: 'Teile der Suche',
    removeTerm: (term) => `${term} entfernen`,
    errors: {
      'unknown-key': (written) => `„${written}“ kann nicht gesucht werden.`,
      'missing-value': (written) => `Hinter „${written}“ fehlt etwas.`,
      'open-quote': (written) => `Das Anführungszeichen in ${written} ist nicht geschlossen.`,
      'wrong-date': (written) =>
        `„${written}“ ist kein Datum. Möglich sind 2024, 2024-05 oder 2024-05-01..2024-05-31.`,
      'wrong-number': (written) => `„${written}“ braucht eine Zahl von 0 bis 1.`,
      'wrong-probability': (written) =>
        `Eine Wahrscheinlichkeit wird als p(Hund)>0.8 geschrieben, nicht „${written}“.`,
      'wrong-photos': (written) =>
        `„${written}“ braucht Nummern von Fotos, etwa similar:12,57, und kein Minus.`,
    },
    about: {
      label: 'Label',
      folder: 'Ordner',
      camera: 'Kamera',
      starter: 'sieht ImageNet',
      untagged: 'ohne Tags',
      tagged: 'mit Tags',
      full: 'vollständig getaggt',
      suggested: 'mit Vorschlägen',
      problem: 'mit einem Problem',
      missing: 'Datei fehlt',
      'label:': 'hat das Label',
      'present:': 'von Hand zugeordnet',
      'absent:': 'von Hand ausgeschlossen',
      'unknown:': 'noch nicht beantwortet',
      'suggested:': 'vom Modell vorgeschlagen',
      'folder:': 'in einem Ordner',
      'camera:': 'aufgenommen mit',
      'name:': 'Name der Datei',
      'taken:': 'Aufnahmedatum, 2024-05 oder 2023..2024',
      'p(': 'wie sicher das Modell ein Label sieht',
      'imagenet(': 'wie sicher ImageNet ein Wort sieht',
    },
  },
  filter: {
    button: 'Filter',
    heading: 'Fotos filtern',
    states: 'Nur Fotos zeigen',
    stateNames: {
      untagged: 'Ohne Tags',
      tagged: 'Mit Tags',
      full: 'Vollständig',
      suggested: 'Mit Vorschlägen',
      problem: 'Mit einem Problem',
      missing: 'Datei fehlt',
    },
    label: 'Label',
    standing: 'ist',
    standings: {
      label: 'gezeigt',
      present: 'vorhanden',
      absent: 'nicht vorhanden',
      unknown: 'unbekannt',
      suggested: 'vorgeschlagen',
    },
    folder: 'Ordner',
    camera: 'Kamera',
    from: 'Aufgenommen von',
    to: 'bis',
    add: 'Zur Suche hinzufügen',
  },
  saved: {
    button: 'Gespeicherte Suchen',
    save: 'Diese Suche speichern …',
    forget: (name) => `„${name}“ vergessen`,
    heading: 'Diese Suche speichern',
    name: 'Name',
    confirm: 'Speichern',
  },
  order: {
    label: 'Reihenfolge',
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    added: 'Zuletzt importierte zuerst',
    name: 'Nach Namen',
  },
  grouping: {
    label: 'Gruppen',
    date: 'Nach Monat',
    folder: 'Nach Ordner',
    duplicates: 'Fast gleiche Fotos',
    none: 'Ohne Gruppen',
  },
  noDuplicates: 'Keine fast gleichen Fotos',
  noDuplicatesAdvice:
    'Keines dieser Fotos ist fast dasselbe wie ein anderes. Kommen Fotos hinzu, wird neu gesucht.',
  lookingForDuplicates: 'Die Fotos werden verglichen …',
  autoTagThese: 'Diese auto-taggen …',
  similar: {
    action: 'Ähnliche Fotos',
    heading: (name) => `Fotos wie ${name}`,
    headingUnknown: (id) => `Fotos wie Nummer ${id}`,
    headingMany: (count) => `Fotos wie diese ${formatCount(count)}`,
    similarity: (percent) => `${percent} ähnlich`,
    slider: 'Wie ähnlich mindestens',
    count: 'Wie viele Fotos',
    atLeast: (count, percent) =>
      `${count === 1 ? 'das erste Foto' : `die ersten ${formatCount(count)} Fotos`}, mindestens ${percent} ähnlich`,
    tag: (count) => `${count === 1 ? 'Dieses Foto' : `Diese ${formatCount(count)} Fotos`} verschlagworten …`,
    leave: 'Zurück, wo Sie waren',
    gaps: {
      gone: (count, asked) =>
        asked === 1
          ? 'Das Foto, nach dem diese Suche fragt, ist nicht mehr in der Bibliothek.'
          : `${formatCount(count)} der ${formatCount(asked)} Fotos, nach denen diese Suche fragt, ${count === 1 ? 'ist' : 'sind'} nicht mehr in der Bibliothek.`,
      unseen: (count, asked) =>
        asked === 1
          ? 'Das Netz, das gerade verwendet wird, hat das Foto, nach dem diese Suche fragt, noch nicht gesehen.'
          : `Das Netz, das gerade verwendet wird, hat ${formatCount(count)} der ${formatCount(asked)} Fotos, nach denen diese Suche fragt, noch nicht gesehen.`,
      notCompared: (count) =>
        `${count === 1 ? 'Ein Foto der Bibliothek konnte' : `${formatCount(count)} Fotos der Bibliothek konnten`} nicht verglichen werden: Das Netz, das gerade verwendet wird, hat ${count === 1 ? 'es' : 'sie'} noch nicht gesehen.`,
      advice: 'Wenn ihr Ordner noch einmal importiert wird und die Dateien dort liegen, sieht es sie an.',
    },
  },
  layout: { justified: 'Ganze Fotos', square: 'Quadrate' },
  size: 'Größe der Vorschau',
  view: {
    photo: 'Foto',
    label: (name) => `Foto ${name}`,
    stage:
      'Foto, Zoom mit + und −, volle Größe und zurück mit Z, einpassen mit 0, bewegen mit Umschalt und Pfeilen',
    back: 'Zurück zum Raster',
    previous: 'Vorheriges Foto',
    next: 'Nächstes Foto',
    fit: 'Ins Fenster einpassen',
    full: 'Volle Größe',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    info: 'Informationen',
    showInFolder: 'Im Ordner zeigen',
    zoom: (percent) => `Zoom ${percent}`,
    previewOnly: 'Nur die Vorschau kann gezeigt werden.',
  },
  heat: {
    toggle: (label) => `Zeigen, wo das Modell ${label} sieht`,
    legend: (label, place) => `Hell, innerhalb der Linie: was für „${label}“ spricht. ${place}`,
    places: {
      'upper-left': 'Vor allem oben links.',
      upper: 'Vor allem oben.',
      'upper-right': 'Vor allem oben rechts.',
      left: 'Vor allem links.',
      middle: 'Vor allem in der Mitte.',
      right: 'Vor allem rechts.',
      'lower-left': 'Vor allem unten links.',
      lower: 'Vor allem unten.',
      'lower-right': 'Vor allem unten rechts.',
      'all-over': 'Fast überall.',
      scattered: 'An mehreren Stellen.',
      nowhere: 'Nichts auf diesem Foto.',
    },
  },
  facts: {
    heading: 'Informationen',
    loading: 'Wird geladen …',
    file: 'Datei',
    folder: 'Ordner',
    copies: (count) => `und ${formatCount(count)} weitere ${count === 1 ? 'Kopie' : 'Kopien'}`,
    taken: 'Aufgenommen',
    modified: 'Geändert',
    camera: 'Kamera',
    size: 'Größe',
    pixels: (width, height) => `${width} × ${height}`,
    unknown: 'unbekannt',
    split: 'Dient zum',
    splits: { train: 'Lernen', validation: 'Abstimmen', test: 'Messen' },
    missing: 'Die Datei liegt nicht mehr an ihrem Ort.',
    tags: 'Tags',
    noTags: 'Dieses Foto hat noch niemand getaggt.',
    present: 'vorhanden',
    absent: 'nicht vorhanden',
    sources: {
      human: 'von Hand',
      imported: 'importiert',
      'accepted-suggestion': 'Vorschlag beantwortet',
    },
    byAutoTag: 'durch Auto-Tags, noch nicht bestätigt',
    isApplied: 'vergeben',
    scores: 'Was das Modell meint',
    noScores: 'Noch kein Modell hat dieses Foto angesehen.',
    decisions: { apply: 'würde vergeben', suggest: 'würde vorgeschlagen', none: 'weggelassen' },
    threshold: (apply) => `Schwelle ${apply}`,
    score: (label, probability, apply, decision) =>
      `${label}: ${probability}, Schwelle ${apply}, ${decision}`,
    hard: {
      heading: 'Was es schwierig macht',
      bases: {
        'held-out':
          'Beurteilt, ohne aus diesem Foto gelernt zu haben; die Prozente können daher von den obigen abweichen.',
        learned: 'Beurteilt vom Modell, das aus diesem Foto gelernt hat: Es kennt die Antworten.',
        unseen: 'Beurteilt vom Modell, das aus diesem Foto nicht gelernt hat.',
      },
      nothingKnown: 'Über dieses Foto ist nichts bekannt, woran das Modell zu messen wäre.',
      agrees: 'Das Modell stimmt mit allem überein, was bekannt ist.',
      contradicts: (count) =>
        `Das Modell widerspricht dem, was bekannt ist, bei ${count === 1 ? 'einem Label' : `${formatCount(count)} Labels`}.`,
      loss: (loss) =>
        `Verlust ${loss} im Mittel (0: sicher und richtig, 0,69: unentschieden). Die Balken zeigen, von welchen Labels er kommt.`,
      row: (label, known, probability, apply, share) =>
        `${label}: ${known}, das Modell sagt ${probability} und vergibt es ab ${apply}; ${share} des Verlusts`,
      known: { present: 'ist da', absent: 'ist nicht da' },
      says: (probability, apply) => `Modell ${probability}, vergibt ab ${apply}`,
      contradicted: 'widerspricht',
      all: (count) => `Alle ${formatCount(count)} Labels`,
      fewer: 'Nur die schwierigsten',
    },
  },
};
