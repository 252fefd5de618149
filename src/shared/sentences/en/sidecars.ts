/** XMP sidecars, and writing files. */

interface At {
  path: string;
}

export const sidecars = {
  keywordNotWritten: ({ keyword }: { keyword: string }) =>
    `The keyword ${keyword} could not be written into the sidecar. It was left as it is.`,
  fieldNotFound: 'The sidecar cannot be changed: a field was not found in its text.',
  tooLarge: 'The sidecar is over 32 MB; it was left as it is.',
  hasDoctype:
    'The sidecar cannot be read: it holds a DOCTYPE, which XMP does not allow. It was left as it is.',
  notUtf8: 'The sidecar cannot be read: it is not UTF-8 text. It was left as it is.',
  notXml: 'The sidecar cannot be read: it is not well-formed XML. It was left as it is.',
  notXmp: 'The sidecar cannot be read: it holds no rdf:RDF, so it is no XMP. It was left as it is.',
  elementNotFound: ({ element }: { element: string }) =>
    `The sidecar cannot be read: ${element} was not found in its text. It was left as it is.`,
  elementOpen: ({ element }: { element: string }) =>
    `The sidecar cannot be read: ${element} does not end. It was left as it is.`,
  mayNotBeWritten: ({ path }: At) => `${path} may not be written. Check the permissions of its folder.`,
  diskFull: ({ path }: At) => `The disk is full: ${path} was not written. Make room and try again.`,
  isFolder: ({ path }: At) => `${path} is a folder. Choose the name of a file.`,
  folderGone: ({ path }: At) => `The folder of ${path} does not exist (any more).`,
};

/** The sample photos. */
export const samples = {
  hasMore: ({ folder, found, wanted }: { folder: string; found: number; wanted: number }) =>
    `${folder} already holds ${found} sample photos, more than the ${wanted} asked for. Choose an empty folder.`,
  cancelled: 'Drawing the sample photos was cancelled.',
  diskFull: 'The disk is full. Make room, then draw the sample photos again.',
  mayNotBeWritten: ({ path }: At) => `${path} may not be written. Choose another folder.`,
  countRange: ({ wanted }: { wanted: number }) =>
    `The number of sample photos must be from 1 to 999,999, not ${wanted}.`,
  seedNotWhole: ({ seed }: { seed: number }) => `The seed must be a whole number, not ${seed}.`,
  otherSet: ({ folder }: { folder: string }) =>
    `${folder} holds a different set of sample photos. Choose an empty folder.`,
};
