import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tallyTags } from '../../../src/main/database/tag-tally.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { addPhotos, openTestLibrary } from '../database/test-library.ts';

test('any selection is counted as if photo by photo, however much of the library it is', () => {
  const library = openTestLibrary();
  const photoIds = addPhotos(library, 9);
  const labelIds = library.labels.ensure(['a', 'b', 'c']);
  library.annotations.set(photoIds.slice(0, 5), labelIds[0]!, 'present', 'human');
  library.annotations.set(photoIds.slice(3, 8), labelIds[1]!, 'absent', 'human');
  library.annotations.set(photoIds.slice(7), labelIds[0]!, 'absent', 'human');
  library.photos.setFullyTagged(photoIds.slice(4, 6), true);
  const anId = fc.constantFrom(...photoIds, 77 as PhotoId);
  fc.assert(
    fc.property(fc.uniqueArray(anId), (selected) => {
      const there = selected.filter((id) => photoIds.includes(id));
      const said = library.annotations.ofPhotos(there);
      const labels = labelIds
        .map((labelId) => {
          const count = (value: string) =>
            said.filter((each) => each.labelId === labelId && each.value === value).length;
          const [present, absent] = [count('present'), count('absent')];
          return { labelId, present, absent, unknown: there.length - present - absent };
        })
        .filter(({ present, absent }) => present + absent > 0);
      const fullyTagged = library.photos.get(there).filter((photo) => photo.isFullyTagged).length;
      expect(tallyTags(library.db, selected, 0)).toEqual({ photos: there.length, fullyTagged, labels });
      expect(tallyTags(library.db, selected)).toEqual({ photos: there.length, fullyTagged, labels });
    }),
  );
});
