import { expect, test } from 'vitest';
import { byLabel, ThresholdViews } from '../../../src/renderer/state/threshold-views.ts';
import type { ThresholdView } from '../../../src/shared/threshold-view.ts';
import { threshold } from '../../helpers/scripted-learning.ts';

function viewOf(label: string): ThresholdView {
  return {
    threshold: threshold(label),
    heldOutPositives: Float32Array.of(0.4, 0.9),
    heldOutNegatives: Float32Array.of(0.1, 0.6),
    basis: 'validation',
    reliability: { before: { bins: [], error: null }, after: { bins: [], error: null } },
    libraryScores: Float32Array.of(0.8, 0.3),
    libraryPhotoIds: Int32Array.of(1, 2),
  };
}

test('keeps the views shown last, and gives up the oldest', () => {
  const views = new ThresholdViews();
  for (let label = 0; label < 24; label++) views.put(viewOf(`${label}`));
  views.put(viewOf('0'));
  views.put(viewOf('new'));
  expect(views.get('0')).toBeDefined();
  expect(views.get('1')).toBeUndefined();
  expect(views.get('new')).toBeDefined();
  views.forget('new');
  expect(views.get('new')).toBeUndefined();
});

test('puts changed thresholds into the views that are kept', () => {
  const views = new ThresholdViews();
  views.put(viewOf('beach'));
  views.update(byLabel([threshold('beach', 0.7, 0.6), threshold('dog', 0.1, 0.1)]));
  expect(views.get('beach')!.threshold.apply).toBe(0.7);
  expect(views.get('beach')!.libraryScores).toHaveLength(2);
  expect(views.get('dog')).toBeUndefined();
});
