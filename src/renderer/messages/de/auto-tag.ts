import type { autoTag as english } from '../en/auto-tag.ts';

export const autoTag: typeof english = {};
