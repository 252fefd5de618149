/** Everyday words for stored photos, by the classifier that a backbone was pretrained with. */

import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { loadClassifier } from '../ml/load-backbone.ts';
import { createWordScorer, type WordScorer } from '../ml/starter-labels/score-words.ts';
import { starterWords } from '../ml/starter-labels/words.ts';
import type { StarterWordsRequest, StarterWordScores } from './engine.ts';
import { readEmbeddings } from './stored-embeddings.ts';

const BACKBONE = 'efficientnet-lite0';

export interface StarterWordScorer {
  score(request: StarterWordsRequest): Promise<StarterWordScores>;
  close(): Promise<void>;
}

/** Loads the classifier at the first question and keeps it. */
export function createStarterWordScorer(resourcesFolder: string): StarterWordScorer {
  let opened: Promise<WordScorer> | null = null;

  async function open(): Promise<WordScorer> {
    const classifier = await loadClassifier(BACKBONE, resourcesFolder);
    if (classifier === null) throw new AppError('damaged', say('library.classifierGone'));
    return createWordScorer(classifier, starterWords);
  }

  return {
    async score({ databaseFile, photoIds }) {
      opened ??= open();
      opened.catch(() => (opened = null));
      const { embeddings } = readEmbeddings(databaseFile, photoIds, BACKBONE);
      const probabilities = await (await opened).score(embeddings);
      return { words: starterWords.map(({ en, de }) => ({ en, de })), probabilities };
    },
    async close() {
      const before = opened;
      opened = null;
      await before?.then((scorer) => scorer.close()).catch(() => {});
    },
  };
}
