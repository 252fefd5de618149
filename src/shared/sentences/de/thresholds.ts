import type { Translation } from '../../translation.ts';
import type { thresholds as english } from '../en/thresholds.ts';
import { count, percent } from './numbers.ts';

const photos = (number: number) => (number === 1 ? '1 Foto' : `${count(number)} Fotos`);
/** After "an". */
const photosChecked = (number: number) => (number === 1 ? 'einem Foto' : `${count(number)} Fotos`);
const fallback = 'Bis dahin gilt die Schwelle mit dem besten F1.';

export const thresholds: Translation<typeof english> = {
  noPhotoToCheck: ({ label }) =>
    `Es gibt keine Fotos, an denen sich „${label}“ prüfen lässt: Taggen Sie einige mit und einige ohne.`,
  noPhotoWith: ({ label }) =>
    `Kein Foto zum Prüfen hat „${label}“: Taggen Sie mehr damit. Bis dahin ist die Schwelle 0,5.`,
  noPhotoWithout: ({ label }) =>
    `Jedes Foto zum Prüfen hat „${label}“: Taggen Sie einige ohne. Bis dahin ist die Schwelle 0,5.`,

  neverWrong: ({ label }) =>
    `Keine Zahl von Fotos kann zeigen, dass „${label}“ nie falsch ist: Verlangen Sie höchstens 99 %. ${fallback}`,
  precisionNeedsPhotos: ({ label, positives, reachable, more }) =>
    `An ${photosChecked(positives)} mit „${label}“ ließe sich selbst für ein vollkommenes Modell nur ${percent(reachable)} Präzision belegen; taggen Sie etwa ${count(more)} mehr. ${fallback}`,
  precisionNotReached: ({ label, atLeast, shown }) =>
    `Für „${label}“ sind höchstens ${percent(shown)} Präzision belegt, nicht ${percent(atLeast)}: Taggen Sie mehr Fotos mit und ohne, oder verlangen Sie weniger. ${fallback}`,

  leansOnAll: ({ label, positives, negatives }) =>
    `Nur ${photos(Math.min(positives, negatives))} ${positives <= negatives ? 'mit' : 'ohne'} „${label}“ zum Prüfen; die Schwelle lehnt sich deshalb an die aller Labels zusammen an.`,
  recallUncertain: ({ label, positives, low, high }) =>
    `Nur ${photos(positives)} mit „${label}“ zum Prüfen: Die wahre Trefferquote kann irgendwo von ${percent(low)} bis ${percent(high)} liegen.`,
};
