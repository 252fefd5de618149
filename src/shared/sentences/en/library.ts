/** Finding and keeping photos: scanning folders, importing, backup, the library's check. */

import { count } from './numbers.ts';

interface At {
  path: string;
}

export const library = {
  importNothing: 'Name at least one photo or folder to import.',
  nothingAt: ({ path }: At) => `There is no file or folder at ${path}. Check the path.`,
  neitherFileNorFolder: ({ path }: At) => `${path} is neither a file nor a folder.`,
  mayNotBeRead: ({ path }: At) => `${path} may not be read. Check its permissions.`,
  linkToItself: ({ path }: At) => `${path} is a link that leads back to itself; it was left out.`,
  nameNotUnicode: ({ path }: At) => `${path}: the name is not valid Unicode. Rename it to import it.`,
  linkLeadsNowhere: ({ path }: At) => `There is no file or folder at ${path}, or the link leads nowhere.`,
  readFailed: ({ path, reason }: At & { reason: string }) => `${path} could not be read (${reason}).`,
  scanCancelled: 'The search for photos was cancelled.',
  stopsTheDecoder: ({ path }: At) =>
    `Reading ${path} makes the decoder stop. The file is probably damaged; it was left out.`,
  goneForBackbone: ({ path, backbone }: At & { backbone: string }) =>
    `${path} is not there any more, so ${backbone} cannot look at it. Import the folder where it lies now.`,
  classifierGone: 'The part of EfficientNet-Lite0 that names things is missing. Reinstall Tagwright.',
  pictureNotWritten: ({ path }: At) =>
    `The picture could not be written to ${path}. Check the folder and its permissions.`,
  noSuchPhoto: ({ id }: { id: number }) => `There is no photo with the number ${id}.`,
  notSeenByNetwork: ({ photos, backbone }: { photos: number; backbone: string }) =>
    `${backbone}, the network in use, has not seen ${photos === 1 ? 'this photo' : `any of these ${count(photos)} photos`}. Import the folder again, with the files in place.`,
  fileGone: ({ path }: At) =>
    `The file ${path} is not there any more. Import its new folder, and its labels come along.`,

  noLibraryAt: ({ folder }: { folder: string }) => `There is no library at ${folder}.`,
  notALibrary: ({ folder, ending }: { folder: string; ending: string }) =>
    `${folder} is not a library. Choose a folder whose name ends in ${ending}.`,
  folderNotWritable: ({ folder, reason }: { folder: string; reason: string }) =>
    `The library folder ${folder} cannot be written (${reason}). Choose another place.`,

  backupInside: ({ folder }: { folder: string }) =>
    `A backup cannot lie inside the library itself: ${folder}.`,
  backupExists: ({ folder }: { folder: string }) =>
    `${folder} is there already, and a backup never overwrites anything. Choose another name.`,
  backupAppeared: ({ folder }: { folder: string }) => `${folder} appeared meanwhile. Choose another name.`,
  backupDiskFull: ({ folder }: { folder: string }) => `The disk is full: ${folder} was not made.`,
  backupNotAllowed: ({ folder }: { folder: string }) => `${folder} cannot be written. Choose another place.`,
  notAFolder: ({ path }: At) => `${path} is not a folder.`,

  noProblemFileLeft: 'There is no such file any more, so nothing is left to try again.',

  checkFound: ({ finding }: { finding: string }) =>
    `${finding} Go back to a backup: open it in place of this library.`,
  checkModel: ({ id, finding }: { id: number; finding: string }) => `Model ${id}: ${finding}`,
  checkPhotosGone: ({ photos }: { photos: number }) =>
    photos === 1
      ? '1 photo is not where it was. Import the folder where it lies now: it gets its labels back.'
      : `${count(photos)} photos are not where they were. Import the folder where they lie now: they get their labels back.`,
  checkThumbnailsGone: ({ photos }: { photos: number }) =>
    `${photos === 1 ? '1 thumbnail is' : `${count(photos)} thumbnails are`} missing. Importing the photos' folder again makes them anew.`,
  checkNotEmbedded: ({ photos }: { photos: number }) =>
    `${photos === 1 ? '1 photo has' : `${count(photos)} photos have`} not been looked at by the backbone in use. Training and auto-tag do it by themselves.`,
};

/** What is wrong with a CSV of labels. */
export const labelsCsv = {
  notThere: ({ path }: At) => `There is no file ${path}. Check the path of the CSV.`,
  isFolder: ({ path }: At) => `${path} is a folder. Choose the CSV in it.`,
  readFailed: ({ path, reason }: At & { reason: string }) => `${path} could not be read (${reason}).`,
  notUtf8: ({ path }: At) => `${path} is not UTF-8 text. Save it as "CSV UTF-8" and try again.`,
  noHeader: ({ path }: At) =>
    `${path} does not begin with the header "file,labels" (and optionally "split"). Add it as the first line.`,
  twice: ({ line, file, first }: { line: number; file: string; first: number }) =>
    `Line ${line}: ${file} is already on line ${first}; the first one counts.`,
  quoteNotClosed: ({ line }: { line: number }) =>
    `Line ${line}: a quotation mark is never closed; it was left out.`,
  notARow: ({ line }: { line: number }) => `Line ${line}: it is not a row of a CSV; it was left out.`,
  tooManyCells: ({ line, cells, expected, separator }: Cells & { separator: string }) =>
    `Line ${line}: it has ${cells} cells, the header has ${expected}. Separate labels with "${separator}".`,
  tooFewCells: ({ line }: { line: number }) => `Line ${line}: it has too few cells.`,
  namesNoFile: ({ line }: { line: number }) => `Line ${line}: it names no file.`,
  noSplit: ({ line, split }: { line: number; split: string }) =>
    `Line ${line}: "${split}" is no split; it is train, val, validation or test.`,
  noSuchFile: ({ line, file }: { line: number; file: string }) =>
    `Line ${line}: there is no file ${file}, beside the CSV or in its folder "images".`,
  notInLibrary: ({ line, file }: { line: number; file: string }) =>
    `Line ${line}: ${file} is not in the library, so its labels were left out. Import its folder as well.`,
};

interface Cells {
  line: number;
  cells: number;
  expected: number;
}
