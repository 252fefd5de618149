import { describe, expect, test } from 'vitest';
import { newModel, openTestLibrary, thresholdOf } from './test-library.ts';
import { say } from '../../../src/shared/sentences/say.ts';

describe('models', () => {
  test('come back as they went in', () => {
    const { models, labels } = openTestLibrary();
    const [tree] = labels.ensure(['tree', 'sea']);
    const model = newModel(['sea', 'Tree', 'unheard of']);
    const id = models.insert(model, 'models/1');
    expect(models.get(id)).toEqual({ ...model, id, isActive: false, followsId: null });
    expect(models.labelIdsOf(id)).toEqual([labels.findByName('sea')!.id, tree, null]);
    expect(models.folderOf(id)).toBe('models/1');
    const { epochs: _epochs, bestEpoch: _best, thresholds: _thresholds, ...summary } = model;
    expect(models.list()).toEqual([{ ...summary, id, isActive: false, followsId: null }]);
  });

  test('one at most is active', () => {
    const { models } = openTestLibrary();
    expect(models.active()).toBeNull();
    const [first, second] = [models.insert(newModel([]), 'a'), models.insert(newModel([]), 'b')];
    models.activate(first);
    models.activate(second);
    expect(models.active()?.id).toBe(second);
    expect(models.list().map((model) => [model.id, model.isActive])).toEqual([
      [second, true],
      [first, false],
    ]);
    models.remove(second);
    expect(models.active()).toBeNull();
    for (const action of [models.activate, models.remove, models.get, models.labelIdsOf, models.folderOf])
      expect(() => action(second)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('thresholds change all or none', () => {
    const { models, labels } = openTestLibrary();
    labels.ensure(['sea', 'tree']);
    const id = models.insert(newModel(['sea', 'tree']), 'm');
    const manual = {
      ...thresholdOf('tree', 0.8),
      source: 'manual' as const,
      operatingPoint: null,
      note: null,
    };
    models.setThreshold(id, { ...manual, label: 'TREE' });
    expect(models.get(id).thresholds).toEqual([thresholdOf('sea'), manual]);
    expect(() => models.setThresholds(id, [thresholdOf('sea', 0.1), thresholdOf('hill', 0.1)])).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(models.get(id).thresholds[0]).toEqual(thresholdOf('sea'));
  });

  test('a note comes back as it was said, under the name that its label has today', () => {
    const { models, labels } = openTestLibrary();
    const [sea] = labels.ensure(['sea']);
    const id = models.insert(newModel(['sea']), 'm');
    const note = say('thresholds.leansOnAll', { label: 'sea', positives: 2, negatives: 80 });
    models.setThreshold(id, { ...thresholdOf('sea'), note });
    expect(models.get(id).thresholds[0]!.note).toEqual(note);
    labels.rename(sea!, 'ocean');
    const renamed = say('thresholds.leansOnAll', { label: 'ocean', positives: 2, negatives: 80 });
    expect(models.get(id).thresholds[0]!.note).toEqual(renamed);
    expect(renamed.english).toContain('“ocean”');
  });

  test('of two positions with one name, the one with a label is meant', () => {
    const { models, labels } = openTestLibrary();
    const [sea, tree] = labels.ensure(['sea', 'tree']);
    const id = models.insert(newModel(['sea', 'tree']), 'm');
    labels.delete(sea!);
    labels.rename(tree!, 'sea');
    models.setThreshold(id, thresholdOf('sea', 0.9));
    expect(models.get(id).thresholds.map((threshold) => threshold.apply)).toEqual([0.5, 0.9]);
  });

  test('a label without threshold, or twice, is refused and nothing stays', () => {
    const { models } = openTestLibrary();
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => models.insert({ ...newModel(['a', 'b']), thresholds: [thresholdOf('a')] }, 'm')).toThrow(
      refused,
    );
    expect(() => models.insert(newModel(['a', 'A']), 'm')).toThrow(refused);
    expect(models.list()).toEqual([]);
  });
});
