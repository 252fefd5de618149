/** Whether heat maps point at what they are about: four photos in one picture, each of another animal. */

import { join } from 'node:path';
import sharp from 'sharp';
import { cellLogits, createFeatureMapper, type FeatureMapper } from '../../src/main/ml/class-activation.ts';
import { fitLinearHead } from '../../src/main/ml/fit-linear.ts';
import { targetsOf } from '../../src/main/ml/fit-objective.ts';
import type { Head } from '../../src/main/ml/head.ts';
import { meanOfLooks, type CellLogits } from '../../src/main/ml/heat-scales.ts';
import { loadBackbone } from '../../src/main/ml/load-backbone.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { HEAT_LEVEL, heatOf } from '../../src/shared/heat-map.ts';
import { PRESENT } from '../../src/shared/label.ts';
import { DEFAULT_BACKBONE } from '../../src/shared/model.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { partsOf } from './head-trial.ts';
import { meanAndSpread, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const ANIMALS = ['cat', 'cow', 'dog', 'horse', 'sheep'];
const SEEDS = [1, 2, 3];
const PICTURES = 40;
const TILE = 224;
const HEAT_SIZE = 56;

/** A picture of four photos in two rows, and which animal each shows. */
interface Mosaic {
  animals: string[];
  /** 448 × 448 × 3 */
  pixels: Buffer;
}

interface Measures {
  /** the hottest point lies in the right quarter */
  pointing: number;
  /** of the heat */
  inside: number;
  /** of the area within the line */
  line: number;
  /** nothing speaks for the animal: counts as not pointing, and in no other measure */
  empty: number;
}

interface Looks {
  whole: CellLogits;
  closer: CellLogits;
}

type Way = (looks: Looks) => CellLogits;
const ways: { name: string; look: Way }[] = [
  { name: 'the network’s own 7 × 7 cells', look: ({ whole }) => whole },
  { name: '14 × 14 cells of a closer look', look: ({ closer }) => closer },
  { name: '**the mean of both**', look: ({ whole, closer }) => meanOfLooks(whole, closer) },
  {
    name: 'the mean of both, weighed by a softmax over the labels',
    look: ({ whole, closer }) => againstOthers(meanOfLooks(whole, closer)),
  },
];

/** The grid pointing game (Böhle et al., Convolutional Dynamic Alignment Networks, 2021) on photos set aside. */
export const heatMapsStudy: Study = {
  id: 'heat-maps',
  title: 'Heat maps',
  async run({ dataFolder, say }) {
    const set = await readPhotoSet(join(dataFolder, 'voc2012-animals'), DEFAULT_BACKBONE);
    const head = await trainHead(set);
    const backbone = await loadBackbone(DEFAULT_BACKBONE);
    const { inputSize } = backbone.network;
    const whole = await createFeatureMapper(backbone, 2);
    const closer = await createFeatureMapper(backbone, 2, 2 * inputSize);
    const bySeed: Measures[][] = [];
    for (const seed of SEEDS) {
      const mosaics = await composeMosaics(set, seed);
      const looks: Looks[] = [];
      for (const { pixels } of mosaics)
        looks.push({
          whole: await look(whole, pixels, inputSize, head),
          closer: await look(closer, pixels, 2 * inputSize, head),
        });
      bySeed.push(
        ways.map((way) =>
          measure(
            set.labels,
            mosaics,
            looks.map((each) => way.look(each)),
          ),
        ),
      );
      say(`seed ${seed}: pointing ${bySeed.at(-1)!.map(({ pointing }) => pointing.toFixed(3))}`);
    }
    await whole.close();
    await closer.close();
    const columnsOf = (way: number) =>
      (['pointing', 'inside', 'line', 'empty'] as const).map((figure) =>
        meanAndSpread(bySeed.map((measures) => measures[way]![figure])),
      );
    return [
      `Photos of voc2012-animals that were set aside and show one kind of animal, put together four by four into pictures of four quarters, ${PICTURES} pictures per seed and ${SEEDS.length} seeds; a frozen ${DEFAULT_BACKBONE} with a head trained on the train part. For each of the four animals its heat map should lie in its own quarter: how often the hottest point does (chance: 25), how much of the heat, and how much of the area within the line. Empty: nothing in the picture speaks for the animal. Every figure in percent.`,
      table(
        ['look', 'hottest point', 'heat', 'within the line', 'empty'],
        ways.map(({ name }, way) => [name, ...columnsOf(way)]),
      ),
      'A quarter shows its animal at half the size, which is a harder case than a photo with one animal in it. On single photos the closer look alone breaks large things into parts, such as a head and a tail, where the mean of both stays in one piece. Weighing against the other labels would gather more of the heat, but hide a person who rides a horse; it is left out for that.',
    ].join('\n\n');
  },
};

async function trainHead(set: PhotoSet): Promise<Head> {
  const { tf } = await openTensorFlow();
  const { training } = partsOf(set);
  const embeddings = new Float32Array(training.length * set.width);
  for (const [row, photo] of training.entries())
    embeddings.set(set.embeddings.subarray(photo * set.width, (photo + 1) * set.width), row * set.width);
  const { head } = await fitLinearHead(
    tf,
    {
      embeddings,
      width: set.width,
      targets: targetsOf(set.targets, training, set.labels.length),
      labelCount: set.labels.length,
      folds: [],
    },
    resolveTrainingSettings({ seed: 1 }),
    { signal: new AbortController().signal },
  );
  return head;
}

async function composeMosaics(set: PhotoSet, seed: number): Promise<Mosaic[]> {
  const random = createSeededRandom(seed);
  const { tested } = partsOf(set);
  const labelsOf = (photo: number) =>
    set.labels.filter((_, label) => set.targets[photo * set.labels.length + label] === PRESENT);
  const filesOf = new Map(
    ANIMALS.map((animal) => [
      animal,
      [...tested].filter((photo) => labelsOf(photo).join() === animal).map((photo) => set.files[photo]!),
    ]),
  );
  const mosaics: Mosaic[] = [];
  for (let picture = 0; picture < PICTURES; picture++) {
    const animals = [...ANIMALS];
    random.shuffle(animals);
    animals.length = 4;
    const tiles = await Promise.all(
      animals.map((animal) => {
        const files = filesOf.get(animal)!;
        return sharp(files[random.integer(files.length)])
          .resize(TILE, TILE, { fit: 'fill' })
          .png()
          .toBuffer();
      }),
    );
    const pixels = await sharp({
      create: { width: 2 * TILE, height: 2 * TILE, channels: 3, background: '#000' },
    })
      .composite(
        tiles.map((input, place) => ({
          input,
          left: (place % 2) * TILE,
          top: Math.floor(place / 2) * TILE,
        })),
      )
      .removeAlpha()
      .raw()
      .toBuffer();
    mosaics.push({ animals, pixels });
  }
  return mosaics;
}

async function look(mapper: FeatureMapper, pixels: Buffer, size: number, head: Head): Promise<CellLogits> {
  const input = await sharp(pixels, { raw: { width: 2 * TILE, height: 2 * TILE, channels: 3 } })
    .resize(size, size)
    .raw()
    .toBuffer();
  const { rows, columns, features, embedding } = await mapper.map(new Uint8Array(input));
  return { rows, columns, logits: cellLogits(head, features, embedding) };
}

/** What speaks for a label, weighed by its share among all labels and "nothing at all". */
function againstOthers({ rows, columns, logits }: CellLogits): CellLogits {
  const cells = rows * columns;
  const weighed = new Float32Array(logits.length);
  for (let cell = 0; cell < cells; cell++) {
    let sum = 1;
    for (let place = cell; place < logits.length; place += cells) sum += Math.exp(logits[place]!);
    for (let place = cell; place < logits.length; place += cells)
      weighed[place] = Math.max(0, logits[place]!) * (Math.exp(logits[place]!) / sum);
  }
  return { rows, columns, logits: weighed };
}

function measure(labels: string[], mosaics: Mosaic[], maps: CellLogits[]): Measures {
  let [asked, pointing, inside, line, empty] = [0, 0, 0, 0, 0];
  for (const [picture, { animals }] of mosaics.entries())
    for (const [quarter, animal] of animals.entries()) {
      asked++;
      const heat = heatOf({ labels, ...maps[picture]! }, labels.indexOf(animal), HEAT_SIZE);
      if (heat.isEmpty) {
        empty++;
        continue;
      }
      let [total, own, hot, ownHot, hottest] = [0, 0, 0, 0, 0];
      let hottestQuarter = -1;
      for (const [place, value] of heat.values.entries()) {
        const isRight = place % HEAT_SIZE >= HEAT_SIZE / 2;
        const isLow = place >= heat.values.length / 2;
        const there = (isLow ? 2 : 0) + (isRight ? 1 : 0);
        const isOwn = there === quarter;
        total += value;
        if (isOwn) own += value;
        if (value >= HEAT_LEVEL) hot++;
        if (value >= HEAT_LEVEL && isOwn) ownHot++;
        if (value > hottest) [hottest, hottestQuarter] = [value, there];
      }
      if (hottestQuarter === quarter) pointing++;
      inside += own / total;
      line += ownHot / hot;
    }
  const seen = asked - empty;
  return { pointing: pointing / asked, inside: inside / seen, line: line / seen, empty: empty / asked };
}
