/** What the library view offers auto-tag: the photos selected there, and those of its search. */

import type { PhotoId } from '../../shared/ids.ts';
import { parseSearch } from '../../shared/search-query.ts';
import type { AppState } from './app-state.svelte.ts';
import { keptAutoTagging, type PhotoOffers } from './auto-tag.svelte.ts';

type Shown = Pick<AppState, 'selection' | 'photos'>;

/** Follows the selection and the search when read in a derived. */
export function autoTagOffers(app: Shown): PhotoOffers {
  const { selection, photos } = app;
  return {
    selection: selection.ids.size === 0 ? null : { photoIds: [...selection.ids], search: null },
    search: isFound(app)
      ? { photoIds: [...(photos.set?.ids ?? [])] as PhotoId[], search: photos.query.search }
      : null,
  };
}

/** Whether there is any, without a copy of 100,000 ids at every click. */
export function hasAutoTagOffers(app: Shown): boolean {
  return app.selection.ids.size > 0 || isFound(app);
}

function isFound({ photos }: Shown): boolean {
  return !photos.isLoading && (photos.set?.ids.length ?? 0) > 0 && isChoice(photos.query.search);
}

/** False for a search that finds everything, and for one by similarity: it puts photos in an order. */
function isChoice(search: string): boolean {
  const { terms } = parseSearch(search);
  return terms.length > 0 && terms.every(({ term }) => term.kind !== 'similar');
}

/** Goes to auto-tag with the selected photos chosen, or without a selection those of the search. False: there are none. */
export function autoTagThese(app: AppState): boolean {
  const { selection, search } = autoTagOffers(app);
  const photos = selection ?? search;
  if (photos === null) return false;
  const scope = selection === null ? 'search' : 'selection';
  keptAutoTagging(app.api, app.jobs).choosePhotos(app.library.folder, scope, photos);
  app.navigate('auto-tag');
  return true;
}
