/** Where in a photo a model sees a label: what the last cells of the network say, each by itself. */

export interface HeatMaps {
  /** the L labels, in the model's order */
  labels: string[];
  rows: number;
  columns: number;
  /**
   * Float32Array, labels × rows × columns row-major: what the model's logit for the label would be if the whole photo
   * looked like this cell, the mean of a look at the whole photo and a closer one. Over the photo they are near its own
   * logit on the mean; those of the first look alone would be it.
   */
  logits: Float32Array;
}

/** A heat map as it is drawn: row-major, 0 (nothing speaks for the label here) to 1 (the most that does anywhere). */
export interface Heat {
  size: number;
  values: Float32Array;
  /** true: no part of the photo speaks for the label; all values are 0 */
  isEmpty: boolean;
}

/**
 * The heat of one label over the whole photo, which the cells share out evenly (the network's input is the photo
 * squeezed to a square), smoothly between their middles.
 *
 * label    index into maps.labels
 * size     of the result, which covers the whole photo: size × size
 * returns  a cell's logit below 0 counts as nothing, the highest of the photo as 1
 */
export function heatOf(maps: HeatMaps, label: number, size: number): Heat {
  const cells = maps.logits.subarray(
    label * maps.rows * maps.columns,
    (label + 1) * maps.rows * maps.columns,
  );
  const most = cells.reduce((highest, logit) => Math.max(highest, logit), 0);
  const values = new Float32Array(size * size);
  if (most === 0) return { size, values, isEmpty: true };
  for (let y = 0; y < size; y++) {
    const row = placeAmong(maps.rows, (y + 0.5) / size);
    for (let x = 0; x < size; x++) {
      const column = placeAmong(maps.columns, (x + 0.5) / size);
      const at = (below: number, right: number): number =>
        Math.max(0, cells[(row.first + below) * maps.columns + column.first + right]!);
      const upper = mix(at(0, 0), at(0, column.hasNext), column.share);
      const lower = mix(at(row.hasNext, 0), at(row.hasNext, column.hasNext), column.share);
      values[y * size + x] = mix(upper, lower, row.share) / most;
    }
  }
  return { size, values, isEmpty: false };
}

const mix = (one: number, other: number, share: number): number => one + share * (other - one);

/** Between which cells a place lies, and how near the second one; eased, so that no edges show at the middles. */
function placeAmong(count: number, place: number): { first: number; hasNext: 0 | 1; share: number } {
  const exact = Math.min(count - 1, Math.max(0, place * count - 0.5));
  const cell = Math.min(count - 1, Math.floor(exact));
  const share = exact - cell;
  return { first: cell, hasNext: cell < count - 1 ? 1 : 0, share: share * share * (3 - 2 * share) };
}

/** The heat from which a part of the photo counts as where the model looks. */
export const HEAT_LEVEL = 0.5;

export const heatPlaces = [
  ...(['upper-left', 'upper', 'upper-right'] as const),
  ...(['left', 'middle', 'right'] as const),
  ...(['lower-left', 'lower', 'lower-right'] as const),
  ...(['all-over', 'scattered', 'nowhere'] as const),
] as const;
export type HeatPlace = (typeof heatPlaces)[number];

/** Hotter than HEAT_LEVEL in more of the photo than this: it is all over. */
const ALL_OVER_SHARE = 0.6;

/** With less of the hot part than this in any ninth of the photo, the heat is in several places. */
const MOSTLY_SHARE = 0.6;

/**
 * Where the heat mostly is, for people who do not see the map: the ninth of the photo with the most of its hot part, or
 * the one in which the middle of that part lies, when the hot part is there at all and reaches over several ninths.
 */
export function placeOfHeat({ size, values, isEmpty }: Heat): HeatPlace {
  if (isEmpty) return 'nowhere';
  const third = (place: number): number => Math.min(2, Math.floor((3 * place) / size));
  const ninths = new Float64Array(9);
  let [weight, hot, x, y] = [0, 0, 0, 0];
  for (const [place, value] of values.entries()) {
    if (value < HEAT_LEVEL) continue;
    const [column, row] = [(place % size) + 0.5, Math.floor(place / size) + 0.5];
    ninths[3 * third(row) + third(column)]! += value;
    hot++;
    weight += value;
    x += value * column;
    y += value * row;
  }
  if (hot > ALL_OVER_SHARE * size * size) return 'all-over';
  const hottest = ninths.indexOf(Math.max(...ninths));
  if (ninths[hottest]! >= MOSTLY_SHARE * weight) return heatPlaces[hottest]!;
  const [middleX, middleY] = [x / weight, y / weight];
  const isHot = values[Math.floor(middleY) * size + Math.floor(middleX)]! >= HEAT_LEVEL;
  return isHot ? heatPlaces[3 * third(middleY) + third(middleX)]! : 'scattered';
}

/**
 * The line around what is at least this hot, by marching squares.
 *
 * returns  an SVG path in units of the photo's width and height (0..1)
 */
export function outlineOf({ size, values }: Heat, level = HEAT_LEVEL): string {
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= size || y >= size ? 0 : values[y * size + x]!;
  const parts: string[] = [];
  for (let y = -1; y < size; y++)
    for (let x = -1; x < size; x++) {
      const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const crossings: [number, number][] = [];
      for (let side = 0; side < 4; side++) {
        const [from, to] = [corners[side]!, corners[(side + 1) % 4]!];
        if (from < level === to < level) continue;
        const share = (level - from) / (to - from);
        const [fromX, fromY] = cornerPlaces[side]!;
        const [toX, toY] = cornerPlaces[(side + 1) % 4]!;
        crossings.push([x + mix(fromX, toX, share), y + mix(fromY, toY, share)]);
      }
      for (let place = 0; place + 1 < crossings.length; place += 2)
        parts.push(`M${point(crossings[place]!, size)}L${point(crossings[place + 1]!, size)}`);
    }
  return parts.join('');
}

const cornerPlaces: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Values stand in the middles of their squares; beyond the edge the line keeps to the photo. */
function point([x, y]: [number, number], size: number): string {
  return [x, y].map((place) => Math.min(1, Math.max(0, (place + 0.5) / size)).toFixed(4)).join(' ');
}
