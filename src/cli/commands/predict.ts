/** tagwright predict */

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { scanFolder } from '../../main/library/scan-folder.ts';
import { predictFiles, type FilePrediction } from '../../main/tagging/predict-files.ts';
import { exitCodes } from '../exit-codes.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { printable } from '../print.ts';
import { runTask } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright predict img_1.jpg
  tagwright predict ~/Pictures/new > predictions.jsonl

One line of JSON per file, in the order given:
  {"file": "/…/img_1.jpg", "labels": [{"label": "beach", "probability": 0.93, "decision": "apply"}, …]}
"decision" is apply, suggest or none. A file that cannot be read has {"error": {"code", "message"}} instead of labels.`;

export function addPredictCommand(program: Command): void {
  program
    .command('predict')
    .summary('print what the model thinks of files, storing nothing')
    .description(
      'Prints what the active model thinks of files, as JSON lines. They need not be in the library, and nothing is stored.',
    )
    .argument('<files...>', 'photos and folders')
    .addHelpText('after', EXAMPLES)
    .action((files: string[], _: object, command: Command) =>
      perform(command, (invocation) => predict(invocation, files)),
    );
}

async function predict(invocation: Invocation, paths: string[]): Promise<Outcome> {
  let failed = 0;
  const print = (prediction: FilePrediction): void => {
    if (prediction.failure !== null) failed++;
    process.stdout.write(`${JSON.stringify(toLine(prediction))}\n`);
    const told = prediction.failure?.message ?? prediction.warning;
    if (told) process.stderr.write(`${printable(told.english)}\n`);
  };
  await withLibrary(invocation, false, (session) =>
    runTask(session, async (context) => {
      const files = await findFiles(paths, context.signal);
      await predictFiles(session.app.library, files, context, (prediction) => {
        session.progress.clear();
        print(prediction);
      });
    }),
  );
  return {
    document: undefined,
    lines: [],
    exitCode: failed > 0 ? exitCodes.filesInTrouble : exitCodes.done,
  };
}

/** Files as they are named; folders become the photos in them. */
async function findFiles(paths: string[], signal: AbortSignal): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths.map((each) => resolve(each)))
    for await (const found of scanFolder([path], { signal })) {
      if ('problem' in found) {
        // A name that is wrong is a mistake in the command; a file below a folder is one file in trouble.
        if (found.problem.subject === path) throw new AppError(found.problem.code, found.problem.message);
        files.push(found.problem.subject);
      } else files.push(found.path);
    }
  return files;
}

function toLine({ file, labels, failure, warning }: FilePrediction): object {
  if (failure !== null) return { file, error: { code: failure.code, message: failure.message.english } };
  return {
    file,
    labels: labels.map((each) => ({ ...each, probability: Number(each.probability.toFixed(6)) })),
    ...(warning !== null && { warning: warning.english }),
  };
}
