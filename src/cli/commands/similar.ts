/** tagwright similar */

import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import type { Library } from '../../main/library/library.ts';
import { networkInUse } from '../../main/library/network-in-use.ts';
import { comparisonGaps, findSimilar } from '../../main/library/similar-photos.ts';
import { tagAs } from '../../main/tagging/tag-as.ts';
import { photosAt } from '../../main/tagging/tag-photos.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { parseShare, parseWhole } from '../parse-values.ts';
import { counted, ratio, table } from '../print.ts';
import { runTask } from '../run-job.ts';
import { withLibrary } from '../session.ts';

interface SimilarOptions {
  limit?: number;
  atLeast?: number;
  tag?: string;
}

const DEFAULT_LIMIT = 20;
/** with --at-least alone: as many as the window looks through */
const MOST = 1000;

const EXAMPLES = `
Examples:
  tagwright similar img_1.jpg
  tagwright similar img_1.jpg img_7.jpg --at-least 0.8      like the mean of both
  tagwright similar img_1.jpg --at-least 0.8 --tag harbour  and tag them all; Ctrl+Z in the window takes it back

Similarity is the cosine between two photos' embeddings: 1 for the same picture, over 0.9 nearly the same; the ten
nearest of a photo are mostly between 0.55 and 0.8. The photos named are listed, and tagged, too.`;

export function addSimilarCommand(program: Command): void {
  program
    .command('similar')
    .summary('find photos that look like others')
    .description('Lists the photos of the library that look most like these, the most similar first.')
    .argument('<photos...>', 'photos of the library, or folders')
    .option(
      '--limit <count>',
      `how many at most (default: ${DEFAULT_LIMIT}; ${MOST} with --at-least)`,
      parseWhole,
    )
    .option('--at-least <similarity>', 'only photos at least this similar, 0 to 1', parseShare)
    .option('--tag <label>', 'give them all this label; it is added when it is new')
    .addHelpText('after', EXAMPLES)
    .action((photos: string[], options: SimilarOptions, command: Command) =>
      perform(command, (invocation) => similar(invocation, photos, options)),
    );
}

async function similar(invocation: Invocation, paths: string[], options: SimilarOptions): Promise<Outcome> {
  const limit = options.limit ?? (options.atLeast === undefined ? DEFAULT_LIMIT : MOST);
  if (limit < 1)
    throw new AppError('invalid-input', verbatim('At least one photo must be wanted: --limit 1 or more.'));
  return withLibrary(invocation, false, async (session) => {
    const { library } = session.app;
    const photoIds = photosAt(library, paths);
    const found = await runTask(session, (context) =>
      findSimilar(library, { photoIds, among: null, limit }, context),
    );
    const { unseen, notCompared } = comparisonGaps(library, photoIds, found);
    if (unseen === photoIds.length) {
      const { backbone } = networkInUse(library);
      throw new AppError('not-found', say('library.notSeenByNetwork', { photos: unseen, backbone }));
    }
    const photos = listPhotos(library, found.photoIds, found.similarities, options.atLeast ?? -1);
    const tagged =
      options.tag === undefined
        ? null
        : tagAs(
            library,
            photos.map(({ id }) => id),
            options.tag,
          );
    const lines = table(
      [{ title: 'Similarity', isNumber: true }, { title: 'Photo' }],
      photos.map(({ similarity, file }) => [ratio(similarity), file]),
    );
    if (notCompared > 0) lines.push('', gapLine(unseen, notCompared));
    if (tagged) lines.push('', `${counted(tagged.changed.length, 'photo')} newly tagged “${tagged.label}”.`);
    return {
      document: {
        photos: photos.map(({ file, similarity }) => ({ file, similarity: Number(similarity.toFixed(6)) })),
        notCompared,
        ...(tagged && {
          tag: { label: tagged.label, isNewLabel: tagged.isNewLabel, changed: tagged.changed.length },
        }),
      },
      lines,
    };
  });
}

/** What the list is without, in words. */
function gapLine(unseen: number, notCompared: number): string {
  const asked = unseen === 0 ? '' : `, ${counted(unseen, 'photo')} you asked with among them`;
  return `${counted(notCompared, 'photo')} of the library could not be compared${asked}: the network in use has not seen them. Importing their folder again, with the files in place, lets it look.`;
}

function listPhotos(library: Library, ids: Int32Array, similarities: Float32Array, atLeast: number) {
  return library.photos
    .get([...ids] as PhotoId[])
    .map(({ id, files }, place) => ({ id, file: files[0] ?? '', similarity: similarities[place]! }))
    .filter(({ similarity }) => similarity >= atLeast);
}
