import { afterEach, beforeEach, expect, test } from 'vitest';
import { previewTraining } from '../../../src/main/training/training-preview.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { FEW_EXAMPLES } from '../../../src/shared/training-preview.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { openTestLibrary, type TestLibrary } from '../../helpers/test-library.ts';

let open: TestLibrary;
beforeEach(() => void (open = openTestLibrary(hashingEngine())));
afterEach(() => open.close());

function addPhotos(count: number): PhotoId[] {
  return Array.from({ length: count }, (_, index) =>
    open.library.photos.insertPhoto({
      contentHash: index.toString(16).padStart(64, '0'),
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: null,
      camera: null,
    }),
  );
}

test('an empty library has nothing to learn from', () => {
  expect(previewTraining(open.library)).toEqual({
    photos: { train: 0, validation: 0, test: 0, unassigned: 0 },
    labels: [],
    newAnswers: 0,
  });
});

test('labels are counted outside the test photos, those that need attention first', () => {
  const { library } = open;
  const photoIds = addPhotos(3 * FEW_EXAMPLES);
  const [good, few, none] = ['good', 'few', 'none'].map((name) => library.labels.add({ name }));
  library.annotations.set(photoIds.slice(0, FEW_EXAMPLES), good!, 'present', 'human');
  library.annotations.set(photoIds.slice(FEW_EXAMPLES), good!, 'absent', 'human');
  library.annotations.set(photoIds.slice(0, 2), few!, 'present', 'human');
  library.annotations.set(photoIds.slice(2), few!, 'absent', 'human');
  library.annotations.set(photoIds, none!, 'present', 'human');
  library.photos.setSplit(photoIds.slice(0, 1), 'test');
  library.photos.setSplit(photoIds.slice(-4), 'validation');
  library.photos.setSplit(photoIds.slice(1, 3), 'train');

  const { photos, labels } = previewTraining(library);
  expect(photos).toEqual({ train: 2, validation: 4, test: 1, unassigned: 3 * FEW_EXAMPLES - 7 });
  expect(
    labels.map(({ label, positives, negatives, standing }) => ({ label, positives, negatives, standing })),
  ).toEqual([
    { label: 'none', positives: 3 * FEW_EXAMPLES - 1, negatives: 0, standing: 'none' },
    { label: 'few', positives: 1, negatives: 3 * FEW_EXAMPLES - 2, standing: 'few' },
    // one of the dozen is a test photo
    { label: 'good', positives: FEW_EXAMPLES - 1, negatives: 2 * FEW_EXAMPLES, standing: 'few' },
  ]);

  library.photos.setSplit(photoIds.slice(0, 1), 'train');
  expect(previewTraining(library).labels.find(({ label }) => label === 'good')!.standing).toBe('good');
});
