import type { Handlers } from '../../shared/contract.ts';
import { photoCards } from '../library/photo-cards.ts';
import { fileToShow, photoDetails } from '../library/photo-details.ts';
import { areDuplicatesCurrent, NEAR_DUPLICATE_COSINE } from '../library/near-duplicates.ts';
import { nextUntagged } from '../library/query-photos.ts';
import { answerQuery } from '../library/query-similar.ts';
import { photosToDrag } from '../library/photos-to-drag.ts';
import { photoFacets } from '../library/photo-facets.ts';
import { readAheadSoon } from '../library/read-ahead.ts';
import { heatMapsOf } from '../tagging/heat-maps.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about photos. */
export function photoHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  | 'photos.query'
  | 'photos.findDuplicates'
  | 'photos.heatMaps'
  | 'photos.facets'
  | 'photos.cards'
  | 'photos.details'
  | 'photos.showInFolder'
  | 'photos.drag'
  | 'photos.notDraggedOff'
  | 'photos.nextUntagged'
> {
  const library = () => session.app().library;
  let draggedOff: ReadonlySet<string> = new Set();
  return {
    'photos.query': (query) => {
      readAheadSoon(library());
      return answerQuery(library(), query);
    },
    'photos.findDuplicates': () => {
      if (areDuplicatesCurrent(library(), NEAR_DUPLICATE_COSINE)) return null;
      const input = { leastCosine: NEAR_DUPLICATE_COSINE };
      return session.app().jobs.start('duplicates', 'Find near-duplicates', input).id;
    },
    'photos.heatMaps': (photoId) => heatMapsOf(library(), photoId, null),
    'photos.facets': () => photoFacets(library()),
    'photos.cards': (photoIds) => photoCards(library(), photoIds),
    'photos.details': (photoId) => photoDetails(library(), photoId),
    'photos.showInFolder': (photoId) => session.platform.showInFolder(fileToShow(library(), photoId)),
    'photos.drag': (photoIds) => {
      const { files, thumbnail } = photosToDrag(library(), photoIds);
      // Known before the drag begins: most systems end it only when the files have been dropped.
      draggedOff = new Set(files);
      session.platform.dragFiles(files, thumbnail);
    },
    'photos.notDraggedOff': (paths) => paths.filter((path) => !draggedOff.has(path)),
    'photos.nextUntagged': (after) => nextUntagged(library(), after),
  };
}
