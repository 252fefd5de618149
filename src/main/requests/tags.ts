import type { Handlers } from '../../shared/contract.ts';
import type { EditState } from '../../shared/edits.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { changeTags } from '../tagging/change-tags.ts';
import { answersForSelection, suggestForSelection } from '../tagging/selection-suggestions.ts';
import { starterOpinionSchema } from '../../shared/starter-labels.ts';
import { latestStarterOpinion } from '../library/starter-opinion.ts';
import { acceptStarterLabels } from '../tagging/starter-labels.ts';
import { answerStarter, starterQueue } from '../tagging/starter-review.ts';
import { tallySelection } from '../tagging/selection-tally.ts';
import { editState, redoEdit, undoEdit } from '../tagging/undo-edits.ts';
import type { DesktopSession } from './desktop-session.ts';

/** More photos than this are told as "all": the window looks at what it shows anew either way. */
const MOST_NAMED_PHOTOS = 2000;

/** Answers to what is asked about tags. */
export function tagHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  | 'tags.tally'
  | 'tags.suggestions'
  | 'tags.answerSuggested'
  | 'tags.change'
  | 'edits.state'
  | 'edits.undo'
  | 'edits.redo'
  | 'starterLabels.start'
  | 'starterLabels.latest'
  | 'starterLabels.queue'
  | 'starterLabels.answer'
  | 'starterLabels.accept'
> {
  const library = () => session.app().library;

  function told(photoIds: PhotoId[]): EditState {
    const state = editState(library());
    if (photoIds.length > 0) {
      session.emit('photos.changed', { photoIds: photoIds.length > MOST_NAMED_PHOTOS ? null : photoIds });
      session.emit('edits.changed', state);
    }
    return state;
  }

  return {
    'tags.tally': (photoIds) => tallySelection(library(), photoIds),
    'tags.suggestions': (photoIds) => suggestForSelection(library(), photoIds),
    'tags.answerSuggested': ({ photoIds, labelId, value }) => {
      const answers = answersForSelection(library(), photoIds, labelId, value);
      return told(changeTags(library(), { kind: 'answer', answers }));
    },
    'tags.change': (change) => told(changeTags(library(), change)),
    'starterLabels.start': () =>
      session.app().jobs.start('starter-labels', 'Look for starter labels', null).id,
    'starterLabels.latest': () => latestStarterOpinion(library()),
    'starterLabels.queue': (query) => starterQueue(library(), query),
    'starterLabels.answer': (answers) => told(answerStarter(library(), answers)),
    'starterLabels.accept': ({ jobId, names, confidence, language }) => {
      const opinion = starterOpinionSchema.parse(library().jobs.result(jobId));
      const chosen = opinion.labels
        .map((label) => ({ label, name: label[language] }))
        .filter(({ name }) => names.includes(name));
      const { report, photoIds } = acceptStarterLabels(library(), chosen, confidence);
      told(photoIds);
      return report;
    },
    'edits.state': () => editState(library()),
    'edits.undo': () => told(undoEdit(library())),
    'edits.redo': () => told(redoEdit(library())),
  };
}
