/** Plain SVG charts for the documentation: legible on light and dark pages, the same bytes from the same numbers. */

export type Range = readonly [low: number, high: number];

export interface Axis {
  label: string;
  range: Range;
  ticks: readonly number[];
  format?: (value: number) => string;
}

export interface Plot {
  /** from values to places in the picture */
  x: (value: number) => number;
  y: (value: number) => number;
}

export interface ChartOptions {
  /** names the picture for those who cannot see it */
  title: string;
  description: string;
  width: number;
  height: number;
  x: Axis;
  y: Axis;
}

const MARGIN = { left: 64, right: 20, top: 20, bottom: 56 };

// A page may be dark while the system is light: the card carries its own background, so that either fits.
const STYLE = `
.card { fill: #ffffff; stroke: #d4d9e0 }
text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1d2530 }
.strong { font-weight: 600 }
.on-one { fill: #ffffff; font-weight: 600 }
.soft { fill: #55606f }
.axis { stroke: #8b95a3; fill: none }
.grid { stroke: #e4e8ed; fill: none }
.one { fill: #0b6bcb } .one-line { stroke: #0b6bcb; fill: none; stroke-width: 2.5 }
.two { fill: #b4530a } .two-line { stroke: #b4530a; fill: none; stroke-width: 2.5; stroke-dasharray: 7 4 }
.quiet { fill: #c3cad4 } .quiet-line { stroke: #6d7887; fill: none; stroke-dasharray: 3 4 }
.mark { fill: #ffffff; stroke: #1d2530; stroke-width: 2 }
.none { fill: none; stroke: #8b95a3; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
.card { fill: #171c23; stroke: #39424e }
text { fill: #e8ecf1 } .on-one { fill: #0c1722 } .soft { fill: #a6b0bd }
.axis { stroke: #7b8695 } .grid { stroke: #2a323c }
.one { fill: #5aa9f5 } .one-line { stroke: #5aa9f5 }
.two { fill: #f09a4e } .two-line { stroke: #f09a4e }
.quiet { fill: #4a5563 } .quiet-line { stroke: #97a2b0 }
.mark { fill: #171c23; stroke: #e8ecf1 }
.none { stroke: #7b8695 }
}`;

/** A picture on a card. Elements are SVG text; coordinates in pixels from the top left. */
export function picture(
  { title, description, width, height }: Pick<ChartOptions, 'title' | 'description' | 'width' | 'height'>,
  elements: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...elements,
    '</svg>\n',
  ].join('\n');
}

/** A picture with two axes; `draw` gets the places of values and returns elements. */
export function chart(options: ChartOptions, draw: (plot: Plot) => readonly string[]): string {
  const { width, height, x, y } = options;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const plot: Plot = {
    x: (value) => left + share(x.range, value) * (right - left),
    y: (value) => bottom - share(y.range, value) * (bottom - top),
  };
  const format = (axis: Axis, value: number) => (axis.format ?? String)(value);
  return picture(options, [
    ...y.ticks.map((tick) => line([left, plot.y(tick)], [right, plot.y(tick)], 'grid')),
    ...y.ticks.map((tick) => text(left - 8, plot.y(tick) + 5, format(y, tick), 'soft', 'end')),
    ...x.ticks.map((tick) => line([plot.x(tick), bottom], [plot.x(tick), bottom + 5], 'axis')),
    ...x.ticks.map((tick) => text(plot.x(tick), bottom + 22, format(x, tick), 'soft', 'middle')),
    line([left, bottom], [right, bottom], 'axis'),
    line([left, top], [left, bottom], 'axis'),
    text((left + right) / 2, height - 12, x.label, '', 'middle'),
    `<text transform="rotate(-90 18 ${place((top + bottom) / 2)})" x="18" y="${place((top + bottom) / 2)}" text-anchor="middle">${escape(y.label)}</text>`,
    ...draw(plot),
  ]);
}

function share([low, high]: Range, value: number): number {
  return (value - low) / (high - low);
}

type Point = readonly [x: number, y: number];

export function line(from: Point, to: Point, kind: string): string {
  return `<line class="${kind}" x1="${place(from[0])}" y1="${place(from[1])}" x2="${place(to[0])}" y2="${place(to[1])}"/>`;
}

export function path(points: readonly Point[], kind: string): string {
  return `<polyline class="${kind}" points="${points.map(([x, y]) => `${place(x)},${place(y)}`).join(' ')}"/>`;
}

export function box(x: number, y: number, width: number, height: number, kind: string, round = 0): string {
  return `<rect class="${kind}" x="${place(x)}" y="${place(y)}" width="${place(width)}" height="${place(height)}" rx="${round}"/>`;
}

export function dot(x: number, y: number, kind = 'mark', radius = 5): string {
  return `<circle class="${kind}" cx="${place(x)}" cy="${place(y)}" r="${radius}"/>`;
}

export function text(
  x: number,
  y: number,
  words: string,
  kind = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text class="${kind}" x="${place(x)}" y="${place(y)}" text-anchor="${anchor}">${escape(words)}</text>`;
}

function place(value: number): string {
  return String(Number(value.toFixed(1)));
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
