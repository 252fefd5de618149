/** tagwright doctor */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { toFailure } from '../../shared/errors.ts';
import type { EngineDescription } from '../../shared/engine-description.ts';
import type { LibrarySummary } from '../../shared/library-summary.ts';
import { libraryFolderAt } from '../../main/library/library-folder.ts';
import { createLazyEngine } from '../lazy-engine.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { counted, facts, megabytes } from '../print.ts';
import { withLibrary } from '../session.ts';
import { version } from '../version.ts';

interface Diagnosis extends Omit<EngineDescription, 'trainingBackendReason'> {
  trainingBackendReason: string;
  version: string;
  platform: string;
  library: { folder: string; summary: LibrarySummary | null; failure: string | null };
}

const EXAMPLES = `
Examples:
  tagwright doctor
  tagwright doctor --json`;

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .summary('show what Tagwright runs on')
    .description(
      'Shows what Tagwright runs on: versions, backends and why, backbones, formats, and the library.',
    )
    .addHelpText('after', EXAMPLES)
    .action((_: object, command: Command) => perform(command, doctor));
}

async function doctor(invocation: Invocation): Promise<Outcome> {
  const engine = createLazyEngine();
  const description = await engine.describe().finally(() => engine.close());
  const diagnosis: Diagnosis = {
    version,
    platform: `${process.platform} ${process.arch}`,
    ...description,
    trainingBackendReason: description.trainingBackendReason.english,
    library: await lookAtLibrary(invocation),
  };
  return { document: diagnosis, lines: diagnosisLines(diagnosis) };
}

/** A library that cannot be opened is a finding here, not a failure. */
async function lookAtLibrary(invocation: Invocation): Promise<Diagnosis['library']> {
  const { folder, databaseFile } = libraryFolderAt(invocation.libraryFolder);
  if (!existsSync(databaseFile)) return { folder, summary: null, failure: null };
  try {
    const summary = await withLibrary(invocation, false, ({ app }) => app.summary());
    return { folder, summary, failure: null };
  } catch (error) {
    return { folder, summary: null, failure: toFailure(error).message.english };
  }
}

function diagnosisLines(diagnosis: Diagnosis): string[] {
  const { library, backbones } = diagnosis;
  const state = library.summary
    ? `${counted(library.summary.photos, 'photo')}, ${counted(library.summary.labels, 'label')}, ${counted(library.summary.models, 'model')}`
    : (library.failure ?? 'not made yet; the first import makes it');
  return facts([
    ['Tagwright', diagnosis.version],
    ['Node', `${diagnosis.node}, ${diagnosis.platform}`],
    ['Training', `${diagnosis.trainingBackend} (${diagnosis.trainingBackendReason})`],
    ['Embedding', `${diagnosis.embeddingBackend}, ${counted(diagnosis.embeddingThreads, 'thread')}`],
    ...backbones.map(({ id, title, embeddingWidth, sizeBytes }, index): [string, string] => [
      index === 0 ? 'Backbones' : '',
      `${id}: ${title}, ${embeddingWidth} values, ${megabytes(sizeBytes)}`,
    ]),
    ['Formats', diagnosis.formats.join(', ')],
    ['Library', library.folder],
    ['', state],
  ]);
}
