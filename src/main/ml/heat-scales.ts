/** Two looks at one photo, the second closer, as one map: the first knows what is there, the second where. */

/** Logits of cells: labels × rows × columns row-major. */
export interface CellLogits {
  rows: number;
  columns: number;
  logits: Float32Array;
}

/**
 * The mean of both looks in the cells of the finer one; between the middles of the coarse cells it goes straight
 * (bilinear), beyond the outer ones it stays.
 *
 * coarse, fine  of the same labels
 */
export function meanOfLooks(coarse: CellLogits, fine: CellLogits): CellLogits {
  const { rows, columns } = fine;
  const cells = rows * columns;
  const coarseCells = coarse.rows * coarse.columns;
  const logits = new Float32Array(fine.logits.length);
  for (let label = 0; label * cells < logits.length; label++) {
    const at = (row: number, column: number): number =>
      coarse.logits[label * coarseCells + row * coarse.columns + column]!;
    for (let row = 0; row < rows; row++) {
      const y = between(row, rows, coarse.rows);
      for (let column = 0; column < columns; column++) {
        const x = between(column, columns, coarse.columns);
        const upper = mix(at(y.first, x.first), at(y.first, x.second), x.share);
        const lower = mix(at(y.second, x.first), at(y.second, x.second), x.share);
        const place = label * cells + row * columns + column;
        logits[place] = (mix(upper, lower, y.share) + fine.logits[place]!) / 2;
      }
    }
  }
  return { rows, columns, logits };
}

const mix = (one: number, other: number, share: number): number => one + share * (other - one);

/** Between which of `coarse` cells the middle of one of `fine` cells lies. */
function between(
  cell: number,
  fine: number,
  coarse: number,
): { first: number; second: number; share: number } {
  const exact = Math.min(coarse - 1, Math.max(0, ((cell + 0.5) / fine) * coarse - 0.5));
  const first = Math.floor(exact);
  return { first, second: Math.min(coarse - 1, first + 1), share: exact - first };
}
