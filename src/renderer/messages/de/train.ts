import type { train as english } from '../en/train.ts';

export const train: typeof english = {};
