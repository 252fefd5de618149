/** tagwright export labels|predictions */

import { once } from 'node:events';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import {
  exportText,
  exportTextFile,
  type ExportFormat,
  type ExportKind,
} from '../../main/tagging/export-text.ts';
import { addGroup } from '../group.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { withLibrary } from '../session.ts';

interface ExportOptions {
  format: ExportFormat;
  output?: string;
}

const EXAMPLES = `
Examples:
  tagwright export labels --format csv --output labels.csv
  tagwright export predictions --format jsonl > predictions.jsonl

A labels CSV can be imported again: tagwright import --labels labels.csv`;

export function addExportCommand(program: Command): void {
  const group = addGroup(program, 'export', 'write labels or predictions as CSV or JSON lines', EXAMPLES);
  const add = (kind: ExportKind, description: string) =>
    group
      .command(kind)
      .description(description)
      .addOption(new Option('--format <format>', 'csv or jsonl').choices(['csv', 'jsonl']).default('csv'))
      .option('--output <file>', 'default: standard output')
      .action((options: ExportOptions, command: Command) =>
        perform(command, (invocation) => exportAll(invocation, kind, options)),
      );
  add('labels', 'Writes what people said of the tagged photos: file, labels, split.');
  add('predictions', 'Writes what auto-tag gave the photos: file, labels, suggested, scores.');
}

async function exportAll(
  invocation: Invocation,
  kind: ExportKind,
  { format, output }: ExportOptions,
): Promise<Outcome> {
  if (invocation.isJson && output === undefined)
    throw new AppError('invalid-input', verbatim('With --json, say where the export goes: --output FILE.'));
  return withLibrary(invocation, false, async ({ app }) => {
    if (output === undefined) {
      for await (const piece of exportText(app.library, kind, format))
        if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
      return { document: undefined, lines: [] };
    }
    const file = resolve(output);
    await exportTextFile(app.library, kind, format, file);
    return { document: { kind, format, file }, lines: [`Written to ${file}`] };
  });
}
