import type { Translation } from '../../translation.ts';
import type {
  backendReasons as englishReasons,
  installation as englishInstallation,
  models as english,
  trainingSettings as englishSettings,
} from '../en/models.ts';
import { count, number } from './numbers.ts';

export const models: Translation<typeof english> = {
  noneYet: 'Es gibt noch kein trainiertes Modell. Trainieren Sie zuerst eines.',
  noSuchModel: ({ id }) => `Es gibt kein Modell mit der Nummer ${id}.`,
  isActive: ({ id }) => `Modell ${id} ist das aktive. Wählen Sie zuerst ein anderes.`,
  unknownLabel: ({ name, known }) =>
    `Das aktive Modell kennt kein Label „${name}“. Es kennt: ${known.join(', ')}.`,
  modelKnowsNoLabel: ({ id, name }) => `Modell ${id} kennt das Label „${name}“ nicht.`,
  sameLabelTwice: 'Ein Modell kann dasselbe Label nicht zweimal haben.',
  labelWithoutThreshold: ({ name }) => `Das Label „${name}“ des Modells hat keine Schwelle.`,
  notScored: 'Das aktive Modell hat dieses Foto noch nicht bewertet.',

  nothingTagged:
    'Noch hat kein Foto ein Label; es gibt nichts, woraus sich lernen ließe. Taggen Sie zuerst einige Fotos, oder importieren Sie eine Label-Datei.',
  noneReadable: ({ photos }) =>
    `${photos === 1 ? 'Das einzige getaggte Foto' : `Keines der ${count(photos)} getaggten Fotos`} ließ sich lesen. ` +
    'Schließen Sie das Laufwerk mit Ihren Fotos an, oder importieren Sie den Ordner, in dem sie jetzt liegen.',
  noLabel: 'Es gibt kein Label zu lernen. Legen Sie Labels an, und taggen Sie einige Fotos damit.',
  noTaggedPhoto:
    'Es gibt kein getaggtes Foto, aus dem sich lernen ließe. Taggen Sie zuerst einige Fotos, ein Dutzend oder mehr je Label.',
  noLabelLearnable: ({ assumed }) =>
    'Noch lässt sich kein Label lernen: Ein Label braucht Fotos, die es haben, und Fotos, die es nicht haben. ' +
    'Taggen Sie Fotos beider Art, oder markieren Sie Fotos als vollständig getaggt. Ist das zu viel Arbeit, zählt mit ' +
    `„Fehlendes als Nein werten“ auf ${number(assumed)} als schwaches Nein, was nicht getaggt ist.`,
  allSetAside:
    'Alle getaggten Fotos sind zum Testen zurückgelegt; zum Lernen bleibt keines. Taggen Sie mehr Fotos.',
  noTestPhotos:
    'Kein getaggtes Foto ist zum Testen zurückgelegt. Importieren Sie eine Label-Datei, in deren Spalte „split“ „test“ steht, oder messen Sie auf allen getaggten Fotos.',
  noValidationPhotos:
    'Kein getaggtes Foto ist zur Validierung zurückgelegt. Messen Sie stattdessen auf allen getaggten Fotos, durch Kreuzvalidierung.',
  onlyTestPhotos: 'Alle getaggten Fotos sind zum Testen zurückgelegt. Messen Sie auf den Testfotos.',
  allLearnedFrom: ({ photos }) =>
    `Aus ${photos === 1 ? 'diesem Foto' : `allen diesen ${count(photos)} Fotos`} hat das Modell gelernt, und Werte eines Kopfes, der das nicht hat, sind nicht aufbewahrt: Darauf zu messen würde ihm schmeicheln. Taggen Sie Fotos, die es noch nicht kennt.`,
  notEmbedded: ({ photos, backbone }) =>
    `Zu ${photos === 1 ? '1 Foto ist' : `${count(photos)} Fotos ist`} kein Embedding von ${backbone} gespeichert. Importieren Sie sie noch einmal.`,

  thresholdRange: ({ value }) => `Eine Schwelle liegt zwischen 0 und 1; ${number(value)} liegt außerhalb.`,
  suggestAboveApply:
    'Ein Label kann nicht erst oberhalb des Wertes vorgeschlagen werden, ab dem es gesetzt wird.',

  fileNotWritten: ({ folder, reason }) =>
    `Das Modell ließ sich nicht in ${folder} speichern (${reason}). Schaffen Sie Platz, oder prüfen Sie die Zugriffsrechte des Ordners, und trainieren Sie noch einmal.`,
  fileNotReadable: ({ file }) =>
    `Die Modelldatei ${file} lässt sich nicht lesen. Trainieren Sie noch einmal, oder löschen Sie dieses Modell.`,
  fileDamaged: ({ file }) =>
    `Die Modelldatei ${file} ist beschädigt. Trainieren Sie noch einmal, oder stellen Sie die Bibliothek aus einer Sicherung wieder her.`,
  headDamaged:
    'Der gespeicherte Kopf dieses Modells ist beschädigt. Trainieren Sie noch einmal, oder kehren Sie zu einer Sicherung zurück.',
};

export const installation: Translation<typeof englishInstallation> = {
  noNode: ({ file }) =>
    `Das Node-Programm, das Fotos liest, fehlt (${file}). Installieren Sie Tagwright neu; in einem Quellverzeichnis: npm ci.`,
  noResources: ({ folder }) =>
    `Oberhalb von ${folder} wurde kein Ordner „resources“ gefunden. Installieren Sie Tagwright neu, oder setzen Sie TAGWRIGHT_RESOURCES.`,
  notReadable: ({ file }) => `${file} ließ sich nicht lesen. Installieren Sie Tagwright neu.`,
  damaged: ({ file }) =>
    `${file} ist beschädigt: Es ist nicht die Datei, mit der Tagwright kam. Installieren Sie Tagwright neu.`,
  tensorflowForced: ({ reason }) => `TAGWRIGHT_TRAINING_BACKEND verlangt tensorflow, aber: ${reason}.`,
  unknownBackend: ({ value }) =>
    `TAGWRIGHT_TRAINING_BACKEND: möglich sind „wasm“ und „tensorflow“, nicht „${value}“.`,
  noBackend: ({ reason }) => `Kein Rechenwerk zum Trainieren ließ sich öffnen: ${reason}.`,
};

export const trainingSettings: Translation<typeof englishSettings> = {
  choice: ({ name, known, value }) => `${name}: möglich sind ${known.join(', ')}, nicht ${value}.`,
  unknown: ({ known, name }) =>
    `Einstellungen des Trainings sind ${known.join(', ')}; „${name}“ gehört nicht dazu.`,
  outOfRange: ({ name, isWhole, low, high, value }) =>
    `${name}: möglich ist eine ${isWhole ? 'ganze ' : ''}Zahl von ${number(low)} bis ${number(high)}, nicht ${value}.`,
};

export const backendReasons: Translation<typeof englishReasons> = {
  wasmForced: 'TAGWRIGHT_TRAINING_BACKEND verlangt wasm',
  wasmAsked: 'wasm wurde verlangt',
  tensorflow: ({ version }) => `libtensorflow ${version || '(Version unbekannt)'}`,
  notInstalled: 'tfjs-node ist nicht installiert',
  notLoaded: ({ reason }) => `tfjs-node ließ sich nicht laden: ${reason}`,
};
