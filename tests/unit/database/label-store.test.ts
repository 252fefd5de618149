import { describe, expect, test } from 'vitest';
import { cleanLabelName, labelNameKey } from '../../../src/main/database/label-name.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';
import type { AnnotationValue } from '../../../src/shared/label.ts';
import { addPhotos, newModel, openTestLibrary } from './test-library.ts';

describe('label names', () => {
  test.each([
    ['STRASSE', 'straße'],
    ['ẞ', 'ss'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Ångström', 'A\u030Angstro\u0308m'],
    ['ﬁsh', 'FISH'],
    ['МОРЕ', 'море'],
    ['\u212Aelvin', 'kelvin'],
    ['ᏣᎳᎩ', 'ꮳꮃꭹ'],
  ])('%s and %s are one name', (one, other) => {
    expect(labelNameKey(one)).toBe(labelNameKey(other));
  });

  test.each([
    ['ırmak', 'irmak'],
    ['café', 'cafe'],
    ['海', '海辺'],
  ])('%s and %s are two names', (one, other) => {
    expect(labelNameKey(one)).not.toBe(labelNameKey(other));
  });

  test.each(['', '   ', 'a|b', 'a\nb', 'a\u0000b', 'a\u2028b', '\uD800', 'x'.repeat(201)])(
    'refuses %j',
    (name) => {
      expect(() => cleanLabelName(name)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );

  test('takes two hundred characters of any kind, trimmed and composed', () => {
    expect(cleanLabelName('🌊'.repeat(200))).toBe('🌊'.repeat(200));
    expect(cleanLabelName('  e\u0301te\u0301 ')).toBe('été');
  });
});

describe('labels', () => {
  test('are unique without regard to case', () => {
    const { labels } = openTestLibrary();
    const id = labels.add({ name: ' Straße ', color: '#aabbcc', shortcut: 's' });
    expect(labels.get(id)).toEqual({ id, name: 'Straße', parentId: null, color: '#aabbcc', shortcut: 's' });
    expect(labels.findByName('STRASSE')?.id).toBe(id);
    expect(labels.findByName('way')).toBeNull();
    expect(() => labels.add({ name: 'strasse' })).toThrow(
      expect.objectContaining({ code: 'already-exists' }),
    );
  });

  test('refuse a bad color, shortcut or parent, and a shortcut that is taken', () => {
    const { labels } = openTestLibrary();
    const first = labels.add({ name: 'a', shortcut: 'x' });
    const refused = (code: string) => expect.objectContaining({ code });
    expect(() => labels.add({ name: 'b', color: 'red' })).toThrow(refused('invalid-input'));
    expect(() => labels.add({ name: 'b', shortcut: 'xy' })).toThrow(refused('invalid-input'));
    expect(() => labels.add({ name: 'b', shortcut: 'x' })).toThrow(refused('already-exists'));
    expect(() => labels.add({ name: 'b', parentId: 99 as never })).toThrow(refused('not-found'));
    expect(labels.list()).toHaveLength(1);
    labels.setLook(first, { color: '#000000', shortcut: 'x' });
    expect(labels.get(first)).toMatchObject({ color: '#000000', shortcut: 'x' });
  });

  test('ensure finds or adds, in order', () => {
    const { labels } = openTestLibrary();
    const sea = labels.add({ name: 'Sea' });
    const ids = labels.ensure(['tree', 'SEA', 'Tree']);
    expect(ids).toEqual([ids[0], sea, ids[0]]);
    expect(labels.list().map((label) => label.name)).toEqual(['Sea', 'tree']);
  });

  test('rename keeps models along and points to merging when the name is taken', () => {
    const { labels, models } = openTestLibrary();
    const [sea] = labels.ensure(['sea', 'tree']);
    const model = models.insert(newModel(['tree', 'sea']), 'm');
    labels.rename(sea!, 'SEA');
    labels.rename(sea!, 'ocean');
    expect(models.get(model).labels).toEqual(['tree', 'ocean']);
    expect(models.get(model).thresholds.map((each) => each.label)).toEqual(['tree', 'ocean']);
    expect(() => labels.rename(sea!, 'TREE')).toThrow(/merge “ocean” into “tree”/);
    expect(() => labels.rename(99 as never, 'x')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('parents never form a ring', () => {
    const { labels } = openTestLibrary();
    const [a, b, c] = labels.ensure(['a', 'b', 'c']);
    labels.setParent(b!, a!);
    labels.setParent(c!, b!);
    expect(() => labels.setParent(a!, c!)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => labels.setParent(a!, a!)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    labels.setParent(c!, null);
    labels.setParent(a!, c!);
    expect(labels.get(a!)?.parentId).toBe(c);
  });

  test('delete takes annotations, lifts children, and leaves models a position without label', () => {
    const library = openTestLibrary();
    const { labels, annotations, models } = library;
    const [one] = addPhotos(library, 1);
    const [top, middle, low] = labels.ensure(['top', 'middle', 'low']);
    labels.setParent(middle!, top!);
    labels.setParent(low!, middle!);
    annotations.set([one!], middle!, 'present', 'human');
    const model = models.insert(newModel(['middle', 'low']), 'm');
    labels.delete(middle!);
    expect(labels.get(low!)?.parentId).toBe(top);
    expect(annotations.ofPhotos([one!])).toEqual([]);
    expect(models.labelIdsOf(model)).toEqual([null, low]);
    expect(models.get(model).labels).toEqual(['middle', 'low']);
  });

  test('counts what is present and absent; fully tagged photos lack what they were not given', () => {
    const library = openTestLibrary();
    const { labels, annotations, photos } = library;
    const [one, two, three, four] = addPhotos(library, 4);
    const [sea, tree] = labels.ensure(['sea', 'tree']);
    annotations.set([one!, two!], sea!, 'present', 'human');
    annotations.set([three!], sea!, 'absent', 'human');
    photos.setFullyTagged([two!, three!, four!], true);
    const counts = labels
      .list()
      .map(({ name, presentCount, absentCount }) => [name, presentCount, absentCount]);
    expect(counts).toEqual([
      ['sea', 2, 2],
      ['tree', 0, 3],
    ]);
    expect([...annotations.targets([one!, two!, three!, four!], [sea!, tree!])]).toEqual([
      1, -1, 1, 0, 0, 0, 0, 0,
    ]);
  });
});

describe('merge', () => {
  test('moves annotations, and present wins over absent', () => {
    const library = openTestLibrary();
    const { labels, annotations } = library;
    const [one, two, three, four] = addPhotos(library, 4);
    const [from, into] = labels.ensure(['ocean', 'sea']);
    annotations.set([one!, two!], from!, 'present', 'imported', { at: 1 });
    annotations.set([three!, four!], from!, 'absent', 'imported', { at: 1 });
    annotations.set([two!, four!], into!, 'absent', 'human', { at: 2 });
    annotations.set([three!], into!, 'present', 'human', { at: 2 });
    labels.merge(from!, into!);
    const values = annotations.ofPhotos([one!, two!, three!, four!]);
    expect(
      values.map(({ photoId, labelId, value, source, at }) => [photoId, labelId, value, source, at]),
    ).toEqual([
      [one, into, 'present', 'imported', 1],
      [two, into, 'present', 'imported', 1],
      [three, into, 'present', 'human', 2],
      [four, into, 'absent', 'human', 2],
    ]);
    expect(labels.get(from!)).toBeNull();
    expect(() => labels.merge(into!, into!)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  test('takes along what was confirmed, where it says what is known afterwards', () => {
    const library = openTestLibrary();
    const { labels, annotations, edits, confirmations } = library;
    const [one, two, three, four] = addPhotos(library, 4);
    const [from, into] = labels.ensure(['ocean', 'sea']);
    const confirm = (photoId: PhotoId, labelId: LabelId, value: AnnotationValue) => {
      annotations.set([photoId], labelId, value, 'human');
      const editId = edits.begin({ kind: 'confirm', labelId, value: null }, 1);
      edits.recordConfirmation(editId, [photoId], labelId, value, 1);
      edits.finish(editId);
    };
    confirm(one!, from!, 'present');
    confirm(two!, from!, 'absent');
    // confirmed to be no "ocean", but it is a "sea"
    confirm(three!, from!, 'absent');
    annotations.set([three!], into!, 'present', 'human');
    // both were confirmed, and present wins
    confirm(four!, from!, 'present');
    confirm(four!, into!, 'absent');
    labels.merge(from!, into!);
    expect(confirmations.list().sort((a, b) => a.photoId - b.photoId)).toEqual([
      { photoId: one, labelId: into, value: 'present' },
      { photoId: two, labelId: into, value: 'absent' },
      { photoId: four, labelId: into, value: 'present' },
    ]);
  });

  test('takes models and predictions along', () => {
    const library = openTestLibrary();
    const { labels, models, runs } = library;
    const [one, two] = addPhotos(library, 2);
    const [from, into] = labels.ensure(['ocean', 'sea']);
    const knowsBoth = models.insert(newModel(['ocean', 'sea']), 'a');
    const knowsOne = models.insert(newModel(['ocean']), 'b');
    const run = runs.startRun({ modelId: knowsBoth, jobId: null, writeMode: 'none' });
    runs.addResults(run, [
      {
        photoId: one!,
        predictions: [
          { labelId: from!, score: 0.6, decision: 'apply' },
          { labelId: into!, score: 0.7, decision: 'suggest' },
        ],
      },
      { photoId: two!, predictions: [{ labelId: from!, score: 0.5, decision: 'suggest' }] },
    ]);
    labels.merge(from!, into!);
    expect(models.labelIdsOf(knowsBoth)).toEqual([null, into]);
    expect(models.labelIdsOf(knowsOne)).toEqual([into]);
    expect(models.get(knowsOne).labels).toEqual(['sea']);
    expect(runs.currentPredictions([one!, two!])).toEqual([
      { photoId: one, runId: run, predictions: [{ labelId: into, score: 0.7, decision: 'apply' }] },
      { photoId: two, runId: run, predictions: [{ labelId: into, score: 0.5, decision: 'suggest' }] },
    ]);
  });

  test('into a label below the merged one leaves a tree', () => {
    const { labels } = openTestLibrary();
    const [top, from, between, into, other] = labels.ensure(['top', 'from', 'between', 'into', 'other']);
    labels.setParent(from!, top!);
    labels.setParent(between!, from!);
    labels.setParent(into!, between!);
    labels.setParent(other!, from!);
    labels.merge(from!, into!);
    const parents = Object.fromEntries(labels.list().map((label) => [label.name, label.parentId]));
    expect(parents).toEqual({ top: null, into: top, between: into, other: into });
  });
});
