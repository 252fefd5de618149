/** Tagging by hand and by model, and taking it back. */

export const tagging = {
  sidecarChanged: ({ path }: { path: string }) =>
    `${path} was changed after the run, so it was left as it is.`,
  noRunToUndo: 'There is no auto-tag run to undo in this library.',
};
