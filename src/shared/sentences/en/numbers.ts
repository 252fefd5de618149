import { numberWords } from '../number-words.ts';

export const { count, fixed, number, percent, megabytes } = numberWords('en');
