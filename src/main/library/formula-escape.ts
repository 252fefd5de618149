/**
 * Spreadsheets run cells that begin with = + - @ as formulas. Such cells are written with a "'" before them, which
 * spreadsheets hide, and read without it. Cells that already look escaped get another one, so that nothing is lost.
 */

const formulaStart = /^'*[=+\-@\t\r＝＋－＠]/;
const escapedStart = /^'+[=+\-@\t\r＝＋－＠]/;

/** Makes a cell harmless in a spreadsheet. */
export function escapeFormula(cell: string): string {
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

/** Takes back what escapeFormula did. */
export function unescapeFormula(cell: string): string {
  return escapedStart.test(cell) ? cell.slice(1) : cell;
}
