import type { Translation } from '../../translation.ts';
import type { samples as englishSamples, sidecars as english } from '../en/sidecars.ts';
import { count, number } from './numbers.ts';

const LEFT = 'Es wurde nichts daran geändert.';

export const sidecars: Translation<typeof english> = {
  keywordNotWritten: ({ keyword }) =>
    `Das Stichwort ${keyword} ließ sich nicht in die Sidecar-Datei schreiben. ${LEFT}`,
  fieldNotFound: 'Die Sidecar-Datei lässt sich nicht ändern: Ein Feld wurde in ihrem Text nicht gefunden.',
  tooLarge: `Die Sidecar-Datei ist über 32 MB groß. ${LEFT}`,
  hasDoctype: `Die Sidecar-Datei lässt sich nicht lesen: Sie enthält einen DOCTYPE, den XMP nicht erlaubt. ${LEFT}`,
  notUtf8: `Die Sidecar-Datei lässt sich nicht lesen: Sie ist kein UTF-8-Text. ${LEFT}`,
  notXml: `Die Sidecar-Datei lässt sich nicht lesen: Sie ist kein wohlgeformtes XML. ${LEFT}`,
  notXmp: `Die Sidecar-Datei lässt sich nicht lesen: Sie enthält kein rdf:RDF, ist also kein XMP. ${LEFT}`,
  elementNotFound: ({ element }) =>
    `Die Sidecar-Datei lässt sich nicht lesen: ${element} wurde in ihrem Text nicht gefunden. ${LEFT}`,
  elementOpen: ({ element }) =>
    `Die Sidecar-Datei lässt sich nicht lesen: ${element} wird nicht geschlossen. ${LEFT}`,
  mayNotBeWritten: ({ path }) =>
    `${path} darf nicht geschrieben werden. Prüfen Sie die Zugriffsrechte des Ordners.`,
  diskFull: ({ path }) =>
    `Der Datenträger ist voll: ${path} wurde nicht geschrieben. Schaffen Sie Platz, und versuchen Sie es noch einmal.`,
  isFolder: ({ path }) => `${path} ist ein Ordner. Wählen Sie den Namen einer Datei.`,
  folderGone: ({ path }) => `Den Ordner von ${path} gibt es nicht (mehr).`,
};

export const samples: Translation<typeof englishSamples> = {
  hasMore: ({ folder, found, wanted }) =>
    `In ${folder} liegen schon ${count(found)} Beispielfotos, mehr als die gewünschten ${count(wanted)}. Wählen Sie einen leeren Ordner.`,
  cancelled: 'Das Zeichnen der Beispielfotos wurde abgebrochen.',
  diskFull:
    'Der Datenträger ist voll. Schaffen Sie Platz, und lassen Sie die Beispielfotos noch einmal zeichnen.',
  mayNotBeWritten: ({ path }) => `${path} darf nicht geschrieben werden. Wählen Sie einen anderen Ordner.`,
  countRange: ({ wanted }) =>
    `Die Zahl der Beispielfotos muss zwischen 1 und 999.999 liegen; ${number(wanted)} geht nicht.`,
  seedNotWhole: ({ seed }) => `Der Startwert muss eine ganze Zahl sein; ${number(seed)} geht nicht.`,
  otherSet: ({ folder }) => `In ${folder} liegen andere Beispielfotos. Wählen Sie einen leeren Ordner.`,
};
