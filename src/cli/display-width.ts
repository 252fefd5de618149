/** How many columns of a terminal a text takes. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Scripts and symbols drawn two columns wide (Unicode Standard Annex 11: East Asian Wide and Fullwidth). */
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1F320}\u{20000}-\u{3FFFD}]|^\p{RGI_Emoji}/v;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Columns of one line: 2 for wide characters, 0 for combining marks alone, else 1 per character as people see it. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text))
    width += invisible.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  return width;
}

/**
 * Cuts a line so that it fits.
 *
 * columns  at least 1
 * returns  the text, or its beginning and "…"
 */
export function fitTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += displayWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
