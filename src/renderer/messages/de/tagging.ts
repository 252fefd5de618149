import type { tagging as english } from '../en/tagging.ts';

export const tagging: typeof english = {};
