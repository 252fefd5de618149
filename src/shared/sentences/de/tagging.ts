import type { Translation } from '../../translation.ts';
import type { tagging as english } from '../en/tagging.ts';

function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Meinten Sie ${near.map((name) => `„${name}“`).join(' oder ')}?`;
}

export const tagging: Translation<typeof english> = {
  namePhotos: 'Nennen Sie mindestens ein Foto zum Taggen.',
  nameTags: 'Sagen Sie, was getaggt werden soll: +Label, -Label oder ?Label.',
  namedTwice: ({ name }) => `Das Label „${name}“ ist zweimal genannt.`,
  noSuchLabel: ({ name, near }) => `Es gibt kein Label „${name}“.${didYouMean(near)}`,
  notInLibrary: ({ path }) => `${path} ist nicht in der Bibliothek. Importieren Sie die Datei zuerst.`,
  labelGone: 'Dieses Label ist nicht mehr in der Bibliothek.',
  sourceGone: 'Das Foto, dessen Labels übernommen werden sollen, ist nicht mehr in der Bibliothek.',
  nothingToConfirm:
    'Über dieses Label ist bei diesem Foto nichts bekannt, also lässt sich nichts bestätigen.',
  nothingToUndo: 'Es gibt nichts, was sich rückgängig machen ließe.',
  nothingToRedo: 'Es gibt nichts, was sich wiederholen ließe.',

  unknownToModel: ({ name, near, known }) =>
    `Das aktive Modell kennt kein Label „${name}“.${didYouMean(near) || ` Es kennt: ${known.join(', ')}.`}`,
  notSuggested:
    'Das aktive Modell kennt dieses Label nicht und schlägt es deshalb für kein Foto vor. Trainieren Sie zuerst ein Modell damit.',
  notAnswered: ({ path }) => `Zu ${path} kam keine Antwort.`,
  sidecarChanged: ({ path }) => `${path} wurde nach dem Lauf geändert und deshalb so gelassen.`,
  labelNotInModel: ({ label }) => `Das aktive Modell hat das Label „${label}“ nicht gelernt.`,
  chosenPhotoGone: ({ id }) => `Foto ${id} ist nicht mehr in der Bibliothek und wurde ausgelassen.`,
  searchNotUnderstood: ({ written }) => `„${written}“ in der Suche ist nicht zu verstehen.`,
  searchEmpty: 'Die Suche ist leer. Für die ganze Bibliothek wird sie weggelassen.',
  searchBySimilarity:
    'Eine Suche mit similar: ordnet Fotos und wählt keine aus. Suchen Sie nach etwas anderem.',
  searchFindsNothing: ({ search }) => `Kein Foto der Bibliothek passt zu „${search}“.`,
  noRunToUndo: 'In dieser Bibliothek gibt es keinen Auto-Tag-Lauf, der sich zurücknehmen ließe.',
};
