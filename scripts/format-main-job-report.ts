/** The main job's report as text for a terminal. */

import { isAbsolute, relative } from 'node:path';
import type { MainJobReport } from '../src/shared/main-job-report.ts';

/**
 * One table row per label, then the averages, the times and where the results lie.
 *
 * Measures are shown as percentages with one decimal; "–" stands for undefined.
 */
export function formatMainJobReport(report: MainJobReport): string {
  const header = ['label', 'photos', 'AP', '', 'P', 'R', 'F1', '', 'threshold', 'P', 'R', 'F1'];
  const rows = report.labels.map((label) => [
    label.label,
    String(label.support),
    percent(label.averagePrecision),
    '│',
    percent(label.atHalf.precision),
    percent(label.atHalf.recall),
    percent(label.atHalf.f1),
    '│',
    label.threshold.toFixed(2),
    percent(label.tuned.precision),
    percent(label.tuned.recall),
    percent(label.tuned.f1),
  ]);
  const widths = header.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  const leftWidth = widths.slice(0, 4).reduce((sum, width) => sum + width + 2, 0);
  const middleWidth = widths.slice(4, 8).reduce((sum, width) => sum + width + 2, 0);
  const caption = ' '.repeat(leftWidth) + 'at 0.5'.padEnd(middleWidth) + 'at the tuned threshold';
  const { draw, import: imported, train, autoTag } = report.seconds;
  const total = draw + imported + train + autoTag;
  const times = [
    ...(draw > 0 ? [`draw ${seconds(draw)}`] : []),
    `import and embed ${seconds(imported)}`,
    `train and tune ${seconds(train)}`,
    `auto-tag ${seconds(autoTag)}`,
  ];
  return [
    `${report.photos} photos: ${report.taggedPhotos} tagged and learned from, ${report.autoTaggedPhotos} auto-tagged and compared with the truth.`,
    ...(report.problems > 0 ? [`${report.problems} files could not be read.`] : []),
    '',
    caption,
    line(header),
    ...rows.map(line),
    '',
    `mAP                ${percent(report.mAP)}`,
    `macro F1           ${percent(report.atHalf.macroF1)} at 0.5, ${percent(report.tuned.macroF1)} tuned`,
    `micro F1           ${percent(report.atHalf.microF1)} at 0.5, ${percent(report.tuned.microF1)} tuned`,
    `backbone           ${report.backbone}, head trained on ${report.trainingBackend}`,
    `time               ${seconds(total)}: ${times.join(', ')}`,
    '',
    `library            ${shortPath(report.libraryFolder)}`,
    `photos             ${shortPath(report.photosFolder)}`,
    `tags as CSV        ${shortPath(report.predictionsFile)}`,
  ].join('\n');
}

function percent(value: number | null): string {
  return value === null ? '–' : (100 * value).toFixed(1);
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

/** Relative to where the command was typed, when it lies below. */
function shortPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
}
