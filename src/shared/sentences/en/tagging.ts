/** Tagging by hand and by model, and taking it back. */

interface Named {
  name: string;
}

/** " Did you mean “beach” or “peach”?", or nothing when no name is near. */
function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;
}

export const tagging = {
  namePhotos: 'Name at least one photo to tag.',
  nameTags: 'Say what to tag: +label, -label or ?label.',
  namedTwice: ({ name }: Named) => `The label “${name}” is named twice.`,
  noSuchLabel: ({ name, near }: Named & { near: readonly string[] }) =>
    `There is no label “${name}”.${didYouMean(near)}`,
  notInLibrary: ({ path }: { path: string }) => `${path} is not in the library. Import it first.`,
  labelGone: 'This label is not in the library any more.',
  sourceGone: 'The photo to take the labels from is not in the library any more.',
  nothingToConfirm: 'Nothing is known of this label on this photo, so nothing can be confirmed.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',

  unknownToModel: ({ name, near, known }: Named & { near: readonly string[]; known: readonly string[] }) =>
    `The active model knows no label “${name}”.${didYouMean(near) || ` It knows: ${known.join(', ')}.`}`,
  notSuggested:
    'The active model does not know this label, so it suggests it for no photo. Train a model with it first.',
  notAnswered: ({ path }: { path: string }) => `${path} was not answered.`,
  sidecarChanged: ({ path }: { path: string }) =>
    `${path} was changed after the run, so it was left as it is.`,
  labelNotInModel: ({ label }: { label: string }) => `The active model has not learned the label “${label}”.`,
  chosenPhotoGone: ({ id }: { id: number }) =>
    `Photo ${id} is not in the library any more, so it was left out.`,
  searchNotUnderstood: ({ written }: { written: string }) => `“${written}” in the search is not understood.`,
  searchEmpty: 'The search is empty. Leave it out for the whole library.',
  searchBySimilarity:
    'A search by similar: puts photos in an order and does not choose any. Search by something else.',
  searchFindsNothing: ({ search }: { search: string }) => `No photo of the library matches “${search}”.`,
  noRunToUndo: 'There is no auto-tag run to undo in this library.',
};
