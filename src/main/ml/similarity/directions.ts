/** Embeddings as directions: how alike two photos are is the cosine of the angle between theirs. */

/**
 * A row scaled to length 1; zeros when it has no length, or a value that is not finite.
 *
 * row   of at least `width` numbers from `start`
 * into  where to write, from its beginning
 */
export function unitRow(
  rows: Float32Array,
  start: number,
  width: number,
  into = new Float32Array(width),
): Float32Array {
  let square = 0;
  for (let column = 0; column < width; column++) square += rows[start + column]! ** 2;
  const scale = square > 0 && Number.isFinite(square) ? 1 / Math.sqrt(square) : 0;
  for (let column = 0; column < width; column++)
    into[column] = scale === 0 ? 0 : rows[start + column]! * scale;
  return into;
}

/**
 * The direction that several photos have in common: the mean of their unit vectors, scaled to length 1.
 *
 * rows     N×width row-major, N at least 1
 * returns  Float32Array width; zeros when none of the rows has a length
 */
export function meanDirection(rows: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let start = 0; start < rows.length; start += width) {
    const unit = unitRow(rows, start, width);
    for (let column = 0; column < width; column++) sum[column]! += unit[column]!;
  }
  return unitRow(sum, 0, width);
}

/**
 * Cosines of rows with one direction.
 *
 * rows       N×width row-major
 * direction  of length 1
 * returns    Float32Array N, −1..1; 0 for a row without length
 */
export function cosinesWith(direction: Float32Array, rows: Float32Array): Float32Array {
  const width = direction.length;
  const cosines = new Float32Array(rows.length / width);
  for (let row = 0; row < cosines.length; row++) {
    // In two halves each: one sum alone would wait for itself at every step.
    let [dot, otherDot, square, otherSquare] = [0, 0, 0, 0];
    const end = width - (width % 2);
    for (let place = row * width, column = 0; column < end; column += 2, place += 2) {
      const value = rows[place]!;
      const other = rows[place + 1]!;
      dot += value * direction[column]!;
      otherDot += other * direction[column + 1]!;
      square += value * value;
      otherSquare += other * other;
    }
    if (end < width) {
      const value = rows[row * width + end]!;
      dot += value * direction[end]!;
      square += value * value;
    }
    dot += otherDot;
    square += otherSquare;
    if (square > 0 && Number.isFinite(square)) cosines[row] = Math.min(1, dot / Math.sqrt(square));
  }
  return cosines;
}
