/** Measures how much of a damaged picture was filled in by the decoder. */

const TOLERANCE = 3;

/** libjpeg fills with mid-grey (colour profiles shift it a little), and so looks what is transparent; others fill with black. */
const GREY_RANGE = { lowest: 116, highest: 140 };

export interface Picture {
  /** row-major RGB */
  pixels: Uint8Array;
  width: number;
  height: number;
}

/**
 * The largest part of a picture that is flat mid-grey or black from an edge inwards: decoders fill what is missing so.
 * All four edges are looked at, as the picture may have been turned since.
 *
 * returns  0..1, part of the lines counted from that edge
 */
export function largestFlatEdge(picture: Picture): number {
  const { pixels, width, height } = picture;
  const pixelAt = (row: number, column: number) => (row * width + column) * 3;
  const byRow = (row: number, column: number) => pixelAt(row, column);
  const byRowFromBottom = (row: number, column: number) => pixelAt(height - 1 - row, column);
  const byColumn = (column: number, row: number) => pixelAt(row, column);
  const byColumnFromRight = (column: number, row: number) => pixelAt(row, width - 1 - column);
  return Math.max(
    flatLines(pixels, byRow, height, width) / height,
    flatLines(pixels, byRowFromBottom, height, width) / height,
    flatLines(pixels, byColumn, width, height) / width,
    flatLines(pixels, byColumnFromRight, width, height) / width,
  );
}

function flatLines(
  pixels: Uint8Array,
  indexAt: (line: number, position: number) => number,
  lines: number,
  lineLength: number,
): number {
  const first = indexAt(0, 0);
  if (!isFillColour(pixels.subarray(first, first + 3))) return 0;
  for (let line = 0; line < lines; line++)
    for (let position = 0; position < lineLength; position++) {
      const index = indexAt(line, position);
      for (let channel = 0; channel < 3; channel++)
        if (Math.abs(pixels[index + channel]! - pixels[first + channel]!) > TOLERANCE) return line;
    }
  return lines;
}

function isFillColour(colour: Uint8Array): boolean {
  const [lowest, highest] = [Math.min(...colour), Math.max(...colour)];
  return highest <= TOLERANCE || (lowest >= GREY_RANGE.lowest && highest <= GREY_RANGE.highest);
}
