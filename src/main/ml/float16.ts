/// <reference lib="esnext.float16" />
/** Half precision: how embeddings and backbone weights are stored. IEEE 754 binary16. */

let decoded: Float32Array | null = null;

/** Every half there is, decoded once: looking it up is ten times faster than converting. 256 kB. */
function decodingTable(): Float32Array {
  if (decoded === null) {
    const everyPattern = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    decoded = new Float32Array(new Float16Array(everyPattern.buffer));
  }
  return decoded;
}

/**
 * Rounds to half precision, to the nearest, ties to even. Beyond ±65,504 (by half a step) it becomes ±infinity.
 *
 * values   any length
 * returns  the bits of the halves, as many as values
 */
export function toFloat16(values: Float32Array): Uint16Array {
  return new Uint16Array(new Float16Array(values).buffer);
}

/**
 * The exact float32 values of halves.
 *
 * bits     as toFloat16 gives them
 * into     where to write, from its beginning, at least as long as bits; a new array when left out
 * returns  `into`
 * throws   RangeError when `into` is too short
 */
export function fromFloat16(bits: Uint16Array, into = new Float32Array(bits.length)): Float32Array {
  if (into.length < bits.length)
    throw new RangeError(`${bits.length} halves do not fit into ${into.length} floats`);
  const table = decodingTable();
  for (let index = 0; index < bits.length; index++) into[index] = table[bits[index]!]!;
  return into;
}
