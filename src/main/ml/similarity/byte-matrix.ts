/** Rows of numbers kept as signed bytes, a quarter of their size, for dot products with all of them at once. */

import { createDotProductKernel, LANES } from './dot-product-kernel.ts';

/** Rows multiplied in one go: their results fit into the fastest memory. */
const BLOCK_ROWS = 4096;

const MOST_BYTE = 127;
/** The other side may be finer than a byte: eleven bits keep a sum of 8,000 products within 32 bits. */
const MOST_QUERY = 2047;
const PAGE_BYTES = 65_536;

export interface ByteMatrix {
  readonly rows: number;
  /** Adds a row of `width` numbers at the end. A row with a value that is not finite is kept as zeros. */
  append(row: Float32Array): void;
  /** Takes a row out; the last row moves to its place. */
  remove(row: number): void;
  /** The numbers of a row as they were kept: each is wrong by at most half a step, 1/254 of the row's largest. */
  read(row: number, into?: Float32Array): Float32Array;
  /**
   * Takes a vector to multiply rows with; only the multiplier returned last may be used.
   *
   * returns  writes the dot products with the rows from `from` to before `to` into the beginning of `into`
   */
  multiplier(vector: Float32Array): (from: number, to: number, into: Float32Array) => void;
}

/**
 * An empty matrix in a memory of its own; it grows with its rows: about `width` bytes each.
 *
 * width  numbers per row, at most 8,000
 */
export function createByteMatrix(width: number): ByteMatrix {
  const kernel = createDotProductKernel();
  const stride = Math.ceil(width / LANES) * LANES;
  const resultsAt = 2 * stride;
  const rowsAt = resultsAt + 4 * BLOCK_ROWS;
  let scales = new Float32Array(1024);
  let rows = 0;
  reserve(rowsAt);
  let bytes = new Int8Array(kernel.memory.buffer);

  function reserve(sizeBytes: number): void {
    const lacking = sizeBytes - kernel.memory.buffer.byteLength;
    if (lacking <= 0) return;
    // an eighth more than asked for: growing may copy everything
    kernel.memory.grow(Math.ceil((lacking + sizeBytes / 8) / PAGE_BYTES));
    bytes = new Int8Array(kernel.memory.buffer);
  }

  const startOf = (row: number): number => rowsAt + row * stride;

  return {
    get rows() {
      return rows;
    },

    append(row) {
      if (rows === scales.length) {
        const more = new Float32Array(2 * rows);
        more.set(scales);
        scales = more;
      }
      reserve(startOf(rows + 1));
      const start = startOf(rows);
      bytes.fill(0, start, start + stride);
      scales[rows] = quantise(row, width, MOST_BYTE, bytes, start);
      rows++;
    },

    remove(row) {
      rows--;
      bytes.copyWithin(startOf(row), startOf(rows), startOf(rows + 1));
      scales[row] = scales[rows]!;
    },

    read(row, into = new Float32Array(width)) {
      const start = startOf(row);
      const scale = scales[row]!;
      for (let column = 0; column < width; column++) into[column] = bytes[start + column]! * scale;
      return into;
    },

    multiplier(vector) {
      const query = new Int16Array(kernel.memory.buffer, 0, stride).fill(0);
      const queryScale = quantise(vector, width, MOST_QUERY, query, 0);
      const results = new Int32Array(kernel.memory.buffer, resultsAt, BLOCK_ROWS);
      return (from, to, into) => {
        for (let start = from; start < to; start += BLOCK_ROWS) {
          const count = Math.min(BLOCK_ROWS, to - start);
          kernel.dotRows(startOf(start), count, stride, 0, resultsAt);
          for (let place = 0; place < count; place++)
            into[start - from + place] = results[place]! * scales[start + place]! * queryScale;
        }
      };
    },
  };
}

/** Writes values as whole numbers from −most to most; returns what one step is worth, 0 when there is nothing to write. */
function quantise(
  values: Float32Array,
  width: number,
  most: number,
  into: Int8Array | Int16Array,
  start: number,
): number {
  let largest = 0;
  for (let column = 0; column < width; column++) {
    const size = Math.abs(values[column]!);
    if (!Number.isFinite(size)) return 0;
    if (size > largest) largest = size;
  }
  if (largest === 0) return 0;
  const perStep = most / largest;
  for (let column = 0; column < width; column++) into[start + column] = Math.round(values[column]! * perStep);
  return largest / most;
}
