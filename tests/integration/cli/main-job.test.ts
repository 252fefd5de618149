/** The main job from a terminal: photos in, labels learned from a part, the rest tagged, and taken back. */

import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabelCount } from '../../../src/shared/label.ts';
import type { Model } from '../../../src/shared/model.ts';
import type { PhotoExplanation } from '../../../src/shared/photo-explanation.ts';
import type { AutoTagReport } from '../../../src/shared/auto-tag-report.ts';
import type { SplitEvaluation } from '../../../src/main/training/evaluate-model.ts';
import type { ThresholdDocument } from '../../../src/cli/threshold-document.ts';
import { drawPhotos, kindOf } from './draw-photos.ts';
import { startTagwright, tagwright, tagwrightJson } from './run-tagwright.ts';

const PHOTOS = 36;
const TAGGED = 28;
const TEST_FROM = 20;

const SIDECAR = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:own="http://example.org/own/" own:note="keep me">
  <dc:subject><rdf:Bag><rdf:li>holiday</rdf:li></rdf:Bag></dc:subject>
 </rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

let folder: string;
let names: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-cli-'));
  names = await drawPhotos(join(folder, 'images'), PHOTOS);
  const rows = names
    .slice(0, TAGGED)
    .map((name, index) => `${name},${kindOf(index)},${index < TEST_FROM ? '' : 'test'}`);
  await writeFile(join(folder, 'labels.csv'), ['file,labels,split', ...rows, ''].join('\n'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const sidecars = async (): Promise<string[]> =>
  (await readdir(join(folder, 'images'))).filter((name) => name.endsWith('.xmp')).sort();

describe('tagwright', () => {
  test('imports photos with their labels, and again without reading anything twice', async () => {
    const first = await tagwright(folder, 'import', 'images', '--labels', 'labels.csv');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('36 files: 36 new.\n28 photos tagged from the CSV, with 2 labels.\n');

    const again = await tagwrightJson<object>(folder, 'import', 'images');
    expect(again).toMatchObject({ found: 36, added: 0, unchanged: 36, problems: 0, problemList: [] });

    const { labels } = await tagwrightJson<{ labels: LabelCount[] }>(folder, 'labels', 'list');
    expect(labels.map(({ name, presentCount, absentCount }) => [name, presentCount, absentCount])).toEqual([
      ['dots', 14, 14],
      ['stripes', 14, 14],
    ]);
  });

  test('trains, measures, and keeps the models', async () => {
    const { model } = await tagwrightJson<{ model: Model }>(folder, 'train', '--epochs', '40', '--seed', '3');
    expect(model).toMatchObject({ id: 1, isActive: true, settings: { seed: 3, maxEpochs: 40 } });

    const evaluation = await tagwrightJson<SplitEvaluation>(folder, 'evaluate', '--split', 'test');
    expect(evaluation).toMatchObject({ split: 'test', photos: TAGGED - TEST_FROM, mAP: 1 });
    expect(Object.keys(evaluation)).toEqual(
      expect.arrayContaining(['macroF1', 'microF1', 'bce', 'atHalf', 'labels']),
    );
    expect(Object.keys(evaluation.atHalf)).toEqual(expect.arrayContaining(['macroF1', 'microF1']));
    expect(evaluation.labels[0]).toMatchObject({ label: 'dots', support: 4, averagePrecision: 1, rocAuc: 1 });
    expect(Object.keys(evaluation.labels[0]!)).toEqual(
      expect.arrayContaining(['threshold', 'precision', 'recall', 'f1']),
    );

    expect(evaluation.judged).toEqual({ heldOut: 0, unseen: TAGGED - TEST_FROM, leftOut: 0 });

    const table = await tagwright(folder, 'evaluate', '--split', 'test');
    expect(table.stdout).toContain(
      'Model 1 on 8 test photos:\n8 photos it never learned from: judged by its own scores.\n',
    );
    expect(table.stdout).toMatch(/^mAP +1\.000/m);
    const listed = await tagwright(folder, 'models', 'list');
    expect(listed.stdout.split('\n')[1]).toMatch(/^\* +1 {2}/);
  });

  test('says how far probabilities can be taken at their word, and by whose scores', async () => {
    const evaluation = await tagwrightJson<SplitEvaluation>(folder, 'evaluate', '--split', 'all');
    expect(evaluation).toMatchObject({
      photos: TEST_FROM,
      judged: { heldOut: TEST_FROM, unseen: 0, leftOut: 0 },
    });
    for (const { reliability, known } of evaluation.labels) {
      expect(reliability!.isCrossFitted).toBe(true);
      for (const { bins } of [reliability!.before, reliability!.after])
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(known);
    }
    const { before, after, isCrossFitted } = evaluation.reliability!;
    expect(isCrossFitted).toBe(true);
    expect(after.error).not.toBe(before.error);

    // The report of the training says the same of the same photos.
    const { models } = await tagwrightJson<{ models: Model[] }>(folder, 'models', 'list');
    expect(models[0]!.validation!.reliability!.after.error).toBeCloseTo(after.error!, 3);

    const { stdout } = await tagwright(folder, 'evaluate', '--split', 'all');
    expect(stdout).toContain(
      'Model 1 on 20 tagged photos:\n20 photos of them it learned from: judged by scores of heads that had not, kept from training.\n',
    );
    expect(stdout).toMatch(/^Label .* ECE$/m);
    expect(stdout).toMatch(/^Calibration: expected error 0\.\d{3}; 0\.\d{3} before/m);
    expect(stdout).not.toContain('flattered');
  });

  test('tunes thresholds, refuses what the data cannot support, and takes one set by hand', async () => {
    const tuned = await tagwright(folder, 'thresholds', 'tune', '--objective', 'precision=0.99');
    expect(tuned.code).toBe(0);
    expect(tuned.stdout).toContain('even a perfect model could only be shown to reach');
    const { thresholds } = await tagwrightJson<{ thresholds: ThresholdDocument[] }>(
      folder,
      'thresholds',
      'list',
    );
    expect(thresholds.find(({ label }) => label === 'dots')).toMatchObject({
      note: expect.stringMatching(/even a perfect model/) as string,
      noteCode: 'precisionNeedsPhotos',
      noteValues: {
        label: 'dots',
        atLeast: 0.99,
        positives: expect.any(Number) as number,
        more: expect.any(Number) as number,
      },
    });

    const set = await tagwright(folder, 'thresholds', 'set', 'DOTS', '0.6');
    expect(set.stdout).toMatch(/^“dots” is applied from 0\.600 and suggested from 0\.\d{3} on\.\n$/);
    const listed = await tagwright(folder, 'thresholds', 'list');
    expect(listed.stdout).toMatch(/^dots +0\.600 +0\.\d{3} {2}set by hand/m);
    expect((await tagwright(folder, 'thresholds', 'tune')).stdout).toMatch(/^dots .*best F1/m);
  });

  test('explains what makes a photo hard, by a head that did not learn from it', async () => {
    const photo = join('images', names[0]!);
    const explained = await tagwrightJson<PhotoExplanation & { file: string }>(folder, 'explain', photo);
    expect(explained).toMatchObject({ basis: 'held-out', modelId: 1, file: join(folder, photo) });
    const shares = explained.labels.map(({ share }) => share ?? 0);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
    expect(explained.labels.map(({ target }) => target).sort()).toEqual(['absent', 'present']);

    const { stdout } = await tagwright(folder, 'explain', `#${explained.photoId}`);
    expect(stdout).toContain('did not learn from this photo');
    expect(stdout).toMatch(/[█░]{20} \d+%/);
    expect(stdout).toMatch(/^The model (agrees with all that is known|contradicts \d+ of 2 known labels)/m);
    expect(await tagwright(folder, 'explain', '999')).toMatchObject({
      code: 1,
      stderr: 'tagwright: There is no photo with the number 999.\n',
    });
  });

  test('lists annotations that are probably wrong, until they are confirmed or corrected', async () => {
    const wrong = join('images', names[1]!);
    await tagwright(folder, 'tag', wrong, '+stripes', '-dots');
    const csv = (await tagwright(folder, 'suspicious', '--csv')).stdout.split('\n');
    expect(csv[0]).toBe('file,label,annotation,probability,loss,likely_wrong');
    expect(csv[1]).toMatch(/,yes$/);
    await tagwright(folder, 'suspicious', '--right', wrong, '--label', 'dots');
    const { total, items } = await tagwrightJson<{ total: number; items: object[] }>(folder, 'suspicious');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ file: join(folder, wrong), label: 'stripes', value: 'present' });
    await tagwright(folder, 'tag', wrong, '+dots', '-stripes');
    expect((await tagwright(folder, 'suspicious')).stdout).toMatch(
      /^0 annotations of \d+ photos contradict /,
    );
  });

  test('predicts as JSON lines in the order given and stores nothing', async () => {
    const before = (await tagwrightJson<object>(folder, 'library', 'stats')) as { photos: number };
    await copyFile(join(folder, 'images', names[1]!), join(folder, 'elsewhere.jpg'));
    const { code, stdout } = await tagwright(folder, 'predict', 'elsewhere.jpg', join('images', names[0]!));
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; labels: { label: string; decision: string }[] });
    expect(lines.map(({ file }) => file)).toEqual([
      join(folder, 'elsewhere.jpg'),
      join(folder, 'images', names[0]!),
    ]);
    expect(lines.map(({ labels }) => labels[0])).toMatchObject([
      { label: 'dots', decision: 'apply' },
      { label: 'stripes', decision: 'apply' },
    ]);
    expect(await tagwrightJson<object>(folder, 'library', 'stats')).toEqual(before);
  });

  test('auto-tags dry, then into sidecars, and undo leaves every file as it was', async () => {
    const existing = join(folder, 'images', `${names[TAGGED]!}.xmp`);
    await writeFile(existing, SIDECAR);
    const dry = await tagwrightJson<AutoTagReport & { isDryRun: boolean }>(
      folder,
      'auto-tag',
      '--dry-run',
      '--write',
      'xmp',
    );
    expect(dry).toMatchObject({ runId: null, isDryRun: true, photos: PHOTOS - TAGGED });
    expect(await sidecars()).toEqual([`${names[TAGGED]!}.xmp`]);
    const search = `name:${names[TAGGED]!}`;
    const found = await tagwrightJson<AutoTagReport>(folder, 'auto-tag', '--dry-run', '--search', search);
    expect(found).toMatchObject({ chosen: { photos: 1, search }, photos: 1, taggedPhotos: 1 });

    const wet = await tagwrightJson<AutoTagReport>(folder, 'auto-tag', '--write', 'xmp');
    expect(wet).toMatchObject({ ...dry, runId: 1, isDryRun: false });
    expect(wet.taggedPhotos).toBe(PHOTOS - TAGGED);
    expect(await sidecars()).toEqual(
      names
        .slice(TAGGED)
        .map((name) => `${name}.xmp`)
        .sort(),
    );
    const text = await readFile(existing, 'utf8');
    expect(text).toContain('<rdf:li>holiday</rdf:li>');
    expect(text).toContain('<rdf:li>stripes</rdf:li>');
    expect(text).toContain('own:note="keep me"');

    const undone = await tagwright(folder, 'undo');
    expect(undone).toMatchObject({ code: 0, stderr: '' });
    expect(undone.stdout).toMatch(/^Run 1 is undone: \d+ tags and suggestions taken back, and 8 sidecars/);
    expect(await sidecars()).toEqual([`${names[TAGGED]!}.xmp`]);
    expect(await readFile(existing, 'utf8')).toBe(SIDECAR);
    expect(await tagwright(folder, 'undo')).toMatchObject({
      code: 1,
      stderr: 'tagwright: There is no auto-tag run to undo in this library.\n',
    });
  });

  test('exports labels that import back, and predictions', async () => {
    await tagwright(folder, 'auto-tag', '--write', 'csv', '--output', 'tags.csv');
    const csv = await readFile(join(folder, 'tags.csv'), 'utf8');
    expect(csv.split('\n')[0]).toBe('file,labels,suggested,scores');
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + PHOTOS - TAGGED);

    const lines = await tagwright(folder, 'export', 'predictions', '--format', 'jsonl');
    expect(lines.stdout.trimEnd().split('\n')).toHaveLength(PHOTOS - TAGGED);

    await tagwright(folder, 'export', 'labels', '--format', 'csv', '--output', 'again.csv');
    const back = await tagwright(folder, '--library', 'second', 'import', '--labels', 'again.csv');
    expect(back.stdout).toContain('28 photos tagged from the CSV, with 2 labels.');
    const counts = (labels: LabelCount[]) => labels.map(({ name, presentCount }) => [name, presentCount]);
    const one = await tagwrightJson<{ labels: LabelCount[] }>(folder, 'labels', 'list');
    const two = await tagwrightJson<{ labels: LabelCount[] }>(
      folder,
      'labels',
      'list',
      '--library',
      'second',
    );
    expect(counts(two.labels)).toEqual(counts(one.labels));
  });

  test('tags by hand: present, absent, unknown, and labels that look like options', async () => {
    const photo = join('images', names[PHOTOS - 1]!);
    const said = await tagwright(folder, 'tag', photo, '+Vase', '-stripes', '+hat');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toBe(
      'Added the label “Vase”.\nAdded the label “hat”.\n1 photo: has “Vase”, has no “stripes”, has “hat”.\n',
    );
    expect((await tagwright(folder, 'tag', photo, '-hat', '-Vase', '?stripes')).stdout).toBe(
      '1 photo: has no “hat”, has no “Vase”, “stripes” unknown.\n',
    );
    expect(await tagwright(folder, 'tag', photo, '-stripe')).toMatchObject({
      code: 1,
      stderr: 'tagwright: There is no label “stripe”. Did you mean “stripes”?\n',
    });
    for (const name of ['hat', 'vase'])
      expect(await tagwright(folder, 'labels', 'delete', name)).toMatchObject({ code: 0 });
  });

  test('backs up, refuses to overwrite, and finds what is missing or damaged', async () => {
    const backup = await tagwright(folder, 'library', 'backup', 'copy');
    expect(backup.stdout).toContain(`Copied to ${join(folder, 'copy.tagwright')} (1 model, `);
    expect(await tagwright(folder, 'library', 'backup', 'copy')).toMatchObject({ code: 1, stdout: '' });
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);

    const sound = await tagwright(folder, 'library', 'check');
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.stdout).toContain('everything is in order');

    // A backup has no thumbnails; importing makes them again.
    const copied = await tagwrightJson<{ models: Model[] }>(folder, '--library', 'copy', 'models', 'list');
    expect(copied.models).toHaveLength(1);
    const bare = await tagwright(folder, '--library', 'copy', 'library', 'check');
    expect(bare).toMatchObject({ code: 3 });
    expect(bare.stdout).toContain('36 thumbnails are missing.');
    await tagwright(folder, '--library', 'copy', 'import', 'images');
    expect(await tagwright(folder, '--library', 'copy', 'library', 'check')).toMatchObject({ code: 0 });

    const models = join(folder, 'copy.tagwright', 'models');
    const head = join(models, (await readdir(models))[0]!, 'head.bin');
    const bytes = await readFile(head);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(head, bytes);
    const damaged = await tagwright(folder, '--library', 'copy', 'library', 'check');
    expect(damaged.code).toBe(3);
    expect(damaged.stdout).toContain('- Model 1: ');
  });

  test('writes sidecars only below the named folder, though a copy of the photo lies elsewhere', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await copyFile(join(folder, 'images', names[PHOTOS - 1]!), join(other, 'copy.jpg'));
    const report = await tagwrightJson<AutoTagReport>(folder, 'auto-tag', 'other', '--write', 'xmp');
    expect(report).toMatchObject({ photos: 1, taggedPhotos: 1, sidecars: 1 });
    expect(await sidecars()).toEqual([`${names[TAGGED]!}.xmp`]);
    expect((await readdir(other)).sort()).toEqual(['copy.jpg', 'copy.jpg.xmp']);
    await tagwright(folder, 'undo');
    expect(await readdir(other)).toEqual(['copy.jpg']);
    await rm(other, { recursive: true });
    expect(await tagwright(folder, 'library', 'check')).toMatchObject({ code: 0 });
  });

  test.skipIf(!existsSync('/usr/bin/node'))(
    'runs on an older Node through the Node it brings along',
    async () => {
      const { result } = startTagwright(folder, ['doctor', '--json'], '/usr/bin/node');
      const { code, stdout } = await result;
      expect(code).toBe(0);
      const doctor = JSON.parse(stdout) as { node: string; backbones: { id: string }[] };
      expect(Number.parseInt(doctor.node.slice(1), 10)).toBeGreaterThanOrEqual(24);
      expect(Object.keys(doctor)).toEqual(
        expect.arrayContaining([
          'version',
          'node',
          'trainingBackend',
          'trainingBackendReason',
          'embeddingBackend',
        ]),
      );
      expect(doctor.backbones.map(({ id }) => id)).toContain('mobilenet-v2-1.0');
    },
  );
});
