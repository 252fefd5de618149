/**
 * A seeded random generator: the same seed gives the same numbers on every machine.
 * sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the seed by splitmix32. Not for secrets.
 */

export interface SeededRandom {
  /** uniform in [0, 1), 53 random bits */
  next(): number;
  /** uniform whole number in [0, limit); limit is a whole number from 1 to 2^32; throws RangeError otherwise */
  integer(limit: number): number;
  /** standard normal: mean 0, deviation 1 (Marsaglia's polar method) */
  normal(): number;
  /** orders the values anew, in place, every order equally likely (Fisher–Yates); returns the same array */
  shuffle<List extends ShuffleableList>(values: List): List;
}

/** Any list whose places can be swapped: an array or a typed array. */
export type ShuffleableList =
  unknown[] | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

/**
 * Makes a generator.
 *
 * seed     any finite number; it is cut to a whole number, and all 53 bits of it count
 * returns  a generator with a state of its own
 * throws   RangeError when the seed is not finite
 */
export function createSeededRandom(seed: number): SeededRandom {
  if (!Number.isFinite(seed)) throw new RangeError(`A seed is a finite number, not ${seed}.`);
  const nextBits = sfc32(Math.trunc(seed));
  const next = () => ((nextBits() >>> 5) * 67108864 + (nextBits() >>> 6)) / 9007199254740992;

  const integer = (limit: number): number => {
    if (!Number.isInteger(limit) || limit < 1 || limit > 4294967296)
      throw new RangeError(`A limit is a whole number from 1 to 2^32, not ${limit}.`);
    // Draws beyond the last whole multiple of the limit would make small results likelier: they are drawn again.
    const bound = 4294967296 - (4294967296 % limit);
    let bits = nextBits();
    while (bits >= bound) bits = nextBits();
    return bits % limit;
  };

  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * next() - 1;
      const y = 2 * next() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };

  const shuffle = <List extends ShuffleableList>(values: List): List => {
    const places = values as unknown[];
    for (let last = places.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const moved = places[last];
      places[last] = places[other];
      places[other] = moved;
    }
    return values;
  };

  return { next, integer, normal, shuffle };
}

/** 32 random bits per call, as a whole number from 0 to 2^32 − 1. */
function sfc32(seed: number): () => number {
  const fill = splitmix32((seed >>> 0) ^ Math.imul(Math.floor(seed / 4294967296) >>> 0, 0x9e3779b1));
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const nextBits = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) nextBits();
  return nextBits;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}
