/** What dropped files mean. */

export interface Dropped {
  /** a NAME.tagwright folder, or the library.sqlite in it; it is opened, and the rest is left alone */
  library: string | null;
  /** a CSV of labels */
  labelsFile: string | null;
  /** files and folders to import */
  photos: string[];
}

/** Sorts dropped paths by their endings. Of several libraries or CSV files the first one counts. */
export function splitDropped(paths: readonly string[]): Dropped {
  const isLibrary = (path: string): boolean => /\.tagwright[/\\]?(library\.sqlite)?$/i.test(path);
  const isLabels = (path: string): boolean => /\.csv$/i.test(path);
  return {
    library: paths.find(isLibrary) ?? null,
    labelsFile: paths.find(isLabels) ?? null,
    photos: paths.filter((path) => !isLibrary(path) && !isLabels(path)),
  };
}
