import { numberWords } from '../number-words.ts';

export const { count, fixed, percent, megabytes } = numberWords('de');
