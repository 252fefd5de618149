import type { thresholds as english } from '../en/thresholds.ts';

export const thresholds: typeof english = {};
