/**
 * Dot products of one vector with every row of a large matrix of signed bytes, by WebAssembly SIMD: sixteen products
 * at a time, on any processor that Node runs on, without a package to install. The module is small enough to be put
 * together here, instruction by instruction.
 */

/** Rows are as long as a multiple of this; the rest of a row is zeros. */
export const LANES = 16;

export interface DotProductKernel {
  memory: WebAssembly.Memory;
  /**
   * results[row] = Σ matrix[row, column] · query[column] for every row, exact while no sum exceeds 32 bits: up to a
   * width of 8,000 with entries of the query between ±2,047.
   *
   * matrix   address of rows × width signed bytes, row-major
   * width    a multiple of LANES
   * query    address of width signed 16-bit numbers
   * results  address of rows signed 32-bit numbers
   */
  dotRows(matrix: number, rows: number, width: number, query: number, results: number): void;
}

/** Makes a kernel with a memory of its own, which can grow to 4 GiB. */
export function createDotProductKernel(): DotProductKernel {
  compiled ??= new WebAssembly.Module(moduleBytes());
  const { exports } = new WebAssembly.Instance(compiled);
  return exports as unknown as DotProductKernel;
}

let compiled: WebAssembly.Module | null = null;

const I32 = 0x7f;
const V128 = 0x7b;
const NO_RESULT = 0x40;

// Local variables: the five parameters, then three of the function's own.
const [MATRIX, ROWS, WIDTH, QUERY, RESULTS, COLUMN, PLACE, SUMS] = [0, 1, 2, 3, 4, 5, 6, 7];

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const add = 0x6a;
const shiftLeft = 0x74;
const isLess = 0x49;
const whileTrue = [0x0d, 0];
const loop = (...body: number[]): number[] => [0x03, NO_RESULT, ...body, 0x0b];
const simd = (code: number, ...rest: number[]): number[] => [0xfd, ...unsigned(code), ...rest];
const load = (offset: number): number[] => simd(0x00, 0, offset);
/** eight signed bytes, widened to 16 bits each */
const loadBytes = (offset: number): number[] => simd(0x01, 0, offset);
const zeros = simd(0x0c, ...new Array<number>(16).fill(0));
/** eight products, added in pairs to four 32-bit sums */
const dot = simd(0xba);
const addSums = simd(0xae);
const sum = (lane: number): number[] => [...get(SUMS!), ...simd(0x1b, lane)];
const step = (local: number, by: number[]): number[] => [...get(local), ...by, add, ...set(local)];
const half = (offset: number): number[] => [
  ...[...get(MATRIX!), ...get(COLUMN!), add, ...loadBytes(offset)],
  ...[...get(QUERY!), ...get(COLUMN!), ...constant(1), shiftLeft, add, ...load(2 * offset)],
  ...dot,
];

/** for every row: sums = 0; for every 16 columns: sums += products; *results = Σ sums. At least one row. */
function dotRowsBody(): number[] {
  return loop(
    ...[...zeros, ...set(SUMS!), ...constant(0), ...set(COLUMN!)],
    ...loop(
      ...[...get(SUMS!), ...half(0), ...addSums, ...half(8), ...addSums, ...set(SUMS!)],
      ...step(COLUMN!, constant(LANES)),
      ...[...get(COLUMN!), ...get(WIDTH!), isLess, ...whileTrue],
    ),
    ...[...get(RESULTS!), ...sum(0), ...sum(1), add, ...sum(2), add, ...sum(3), add, 0x36, 2, 0],
    ...step(RESULTS!, constant(4)),
    ...step(MATRIX!, get(WIDTH!)),
    ...step(PLACE!, constant(1)),
    ...[...get(PLACE!), ...get(ROWS!), isLess, ...whileTrue],
  );
}

/** The binary format of WebAssembly: https://webassembly.github.io/spec/core/binary/ */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const code = [2, 2, I32, 1, V128, ...dotRowsBody(), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('dotRows'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
const text = (name: string): number[] => [name.length, ...Buffer.from(name)];

/** LEB128 */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128 of small positive numbers, of which the sign bit must stay clear */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
