import type { Translation } from '../../translation.ts';
import type { labelsCsv as englishCsv, library as english } from '../en/library.ts';
import { count } from './numbers.ts';

export const library: Translation<typeof english> = {
  importNothing: 'Nennen Sie mindestens eine Datei oder einen Ordner zum Importieren.',
  nothingAt: ({ path }) => `Unter ${path} gibt es weder Datei noch Ordner. Prüfen Sie den Pfad.`,
  neitherFileNorFolder: ({ path }) => `${path} ist weder eine Datei noch ein Ordner.`,
  mayNotBeRead: ({ path }) => `${path} darf nicht gelesen werden. Prüfen Sie die Zugriffsrechte.`,
  linkToItself: ({ path }) =>
    `${path} ist eine Verknüpfung, die auf sich selbst verweist; sie wurde ausgelassen.`,
  nameNotUnicode: ({ path }) =>
    `${path}: Der Name ist kein gültiges Unicode. Benennen Sie die Datei um, um sie zu importieren.`,
  linkLeadsNowhere: ({ path }) =>
    `Unter ${path} gibt es weder Datei noch Ordner, oder die Verknüpfung führt ins Leere.`,
  readFailed: ({ path, reason }) => `${path} ließ sich nicht lesen (${reason}).`,
  scanCancelled: 'Die Suche nach Fotos wurde abgebrochen.',
  stopsTheDecoder: ({ path }) =>
    `Das Lesen von ${path} bringt den Decoder zum Absturz. Die Datei ist wohl beschädigt; sie wurde ausgelassen.`,
  goneForBackbone: ({ path, backbone }) =>
    `${path} ist nicht mehr da, deshalb kann ${backbone} das Foto nicht ansehen. Importieren Sie den Ordner, in dem es jetzt liegt.`,
  classifierGone:
    'Der Teil von EfficientNet-Lite0, der Dinge benennt, fehlt. Installieren Sie Tagwright neu.',
  pictureNotWritten: ({ path }) =>
    `Das Bild konnte nicht nach ${path} geschrieben werden. Prüfen Sie den Ordner und seine Rechte.`,
  noSuchPhoto: ({ id }) => `Es gibt kein Foto mit der Nummer ${id}.`,
  notSeenByNetwork: ({ photos, backbone }) =>
    `${backbone}, das Netz, das gerade verwendet wird, hat ${photos === 1 ? 'dieses Foto' : `keines dieser ${count(photos)} Fotos`} gesehen. Importieren Sie den Ordner noch einmal, wenn die Dateien dort liegen.`,
  fileGone: ({ path }) =>
    `Die Datei ${path} ist nicht mehr da. Importieren Sie ihren neuen Ordner; ihre Labels kommen mit.`,

  noLibraryAt: ({ folder }) => `Unter ${folder} gibt es keine Bibliothek.`,
  notALibrary: ({ folder, ending }) =>
    `${folder} ist keine Bibliothek. Wählen Sie einen Ordner, dessen Name auf ${ending} endet.`,
  folderNotWritable: ({ folder, reason }) =>
    `In den Bibliotheksordner ${folder} lässt sich nicht schreiben (${reason}). Wählen Sie einen anderen Ort.`,

  backupInside: ({ folder }) => `Eine Sicherung kann nicht in der Bibliothek selbst liegen: ${folder}.`,
  backupExists: ({ folder }) =>
    `${folder} gibt es schon, und eine Sicherung überschreibt nie etwas. Wählen Sie einen anderen Namen.`,
  backupAppeared: ({ folder }) => `${folder} ist inzwischen entstanden. Wählen Sie einen anderen Namen.`,
  backupDiskFull: ({ folder }) => `Der Datenträger ist voll: ${folder} wurde nicht angelegt.`,
  backupNotAllowed: ({ folder }) => `${folder} lässt sich nicht schreiben. Wählen Sie einen anderen Ort.`,
  notAFolder: ({ path }) => `${path} ist kein Ordner.`,

  noProblemFileLeft: 'Diese Dateien gibt es nicht mehr; es ist nichts da, was sich noch einmal lesen ließe.',

  checkFound: ({ finding }) =>
    `${finding} Kehren Sie zu einer Sicherung zurück: Öffnen Sie sie anstelle dieser Bibliothek.`,
  checkModel: ({ id, finding }) => `Modell ${id}: ${finding}`,
  checkPhotosGone: ({ photos }) =>
    photos === 1
      ? '1 Foto ist nicht mehr, wo es war. Importieren Sie den Ordner, in dem es jetzt liegt: Es bekommt seine Labels zurück.'
      : `${count(photos)} Fotos sind nicht mehr, wo sie waren. Importieren Sie den Ordner, in dem sie jetzt liegen: Sie bekommen ihre Labels zurück.`,
  checkThumbnailsGone: ({ photos }) =>
    `${photos === 1 ? '1 Vorschaubild fehlt' : `${count(photos)} Vorschaubilder fehlen`}. Importieren Sie den Ordner der Fotos noch einmal, dann werden sie neu gemacht.`,
  checkNotEmbedded: ({ photos }) =>
    `${photos === 1 ? '1 Foto hat' : `${count(photos)} Fotos hat`} der verwendete Backbone noch nicht angesehen. Training und Auto-Tags holen das von selbst nach.`,
};

export const labelsCsv: Translation<typeof englishCsv> = {
  notThere: ({ path }) => `Es gibt keine Datei ${path}. Prüfen Sie den Pfad der CSV-Datei.`,
  isFolder: ({ path }) => `${path} ist ein Ordner. Wählen Sie die CSV-Datei darin.`,
  readFailed: ({ path, reason }) => `${path} ließ sich nicht lesen (${reason}).`,
  notUtf8: ({ path }) =>
    `${path} ist kein UTF-8-Text. Speichern Sie die Datei als „CSV UTF-8“ und versuchen Sie es noch einmal.`,
  noHeader: ({ path }) =>
    `${path} beginnt nicht mit der Kopfzeile „file,labels“ (und bei Bedarf „split“). Fügen Sie sie als erste Zeile ein.`,
  twice: ({ line, file, first }) => `Zeile ${line}: ${file} steht schon in Zeile ${first}; die erste gilt.`,
  quoteNotClosed: ({ line }) =>
    `Zeile ${line}: Ein Anführungszeichen wird nicht geschlossen; sie wurde ausgelassen.`,
  notARow: ({ line }) => `Zeile ${line}: Das ist keine Zeile einer CSV-Datei; sie wurde ausgelassen.`,
  tooManyCells: ({ line, cells, expected, separator }) =>
    `Zeile ${line}: Sie hat ${cells} Zellen, die Kopfzeile ${expected}. Trennen Sie Labels mit „${separator}“.`,
  tooFewCells: ({ line }) => `Zeile ${line}: Sie hat zu wenige Zellen.`,
  namesNoFile: ({ line }) => `Zeile ${line}: Sie nennt keine Datei.`,
  noSplit: ({ line, split }) =>
    `Zeile ${line}: „${split}“ ist keine Aufteilung; möglich sind train, val, validation und test.`,
  noSuchFile: ({ line, file }) =>
    `Zeile ${line}: Es gibt keine Datei ${file}, weder neben der CSV-Datei noch in deren Ordner „images“.`,
  notInLibrary: ({ line, file }) =>
    `Zeile ${line}: ${file} ist nicht in der Bibliothek, deshalb wurden die Labels ausgelassen. Importieren Sie auch den Ordner der Datei.`,
};
