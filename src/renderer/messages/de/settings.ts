import { formatCount, formatFixed } from '../../format.ts';
import type { settings as english } from '../en/settings.ts';
import type { Translation } from '../translation.ts';

export const settings: Translation<typeof english> = {
  heading: 'Einstellungen',
  counts: {
    heading: 'Diese Bibliothek',
    photos: 'Fotos',
    tagged: 'Getaggt',
    labels: 'Labels',
    models: 'Modelle',
    autoTagged: 'Auto-getaggt',
    problems: 'Probleme',
    photosDetail: (files, missing) =>
      missing > 0
        ? `${formatCount(missing)} ${missing === 1 ? 'Datei fehlt' : 'Dateien fehlen'}`
        : files === 0
          ? 'noch keine importiert'
          : `in ${formatCount(files)} ${files === 1 ? 'Datei' : 'Dateien'}`,
    taggedDetail: (fully) => `${formatCount(fully)} vollständig`,
    modelsDetail: (activeId) => (activeId === null ? 'keines aktiv' : `Modell ${activeId} aktiv`),
    autoTaggedDetail: (photos) => (photos === 0 ? 'noch keine' : 'vom aktiven Modell'),
    problemsDetail: (problems) => (problems === 0 ? 'jede Datei war lesbar' : 'unlesbare Dateien'),
  },
  labels: {
    heading: 'Labels',
    empty:
      'Noch keine Labels. Importieren Sie Fotos mit einer Label-Datei, oder probieren Sie die Beispielfotos.',
    count: (present) => `${formatCount(present)} ${present === 1 ? 'Foto' : 'Fotos'}`,
  },
  engine: {
    heading: 'Womit es rechnet',
    starting: 'Startet …',
    training: 'Lernen',
    embedding: 'Fotos lesen',
    threads: (threads) => `${threads} ${threads === 1 ? 'Thread' : 'Threads'}`,
    backends: { tensorflow: 'TensorFlow (nativ)', wasm: 'TensorFlow.js (WebAssembly)' },
    backbones: 'Netze',
    backboneDetail: (width, sizeBytes) => `${width} Merkmale, ${formatFixed(sizeBytes / 1e6, 1)} MB`,
    isDefault: 'Standard',
    versions: (version, node, electron) => `Tagwright ${version} · Node ${node} · Electron ${electron}`,
    local: 'Alles wird auf diesem Rechner berechnet. Kein Foto verlässt ihn.',
  },
};
