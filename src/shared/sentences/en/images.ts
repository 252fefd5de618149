/** What is wrong with a photo's file. */

import { count, megabytes, percent } from './numbers.ts';

interface Named {
  name: string;
}

const FORMATS_READ = 'Tagwright reads JPEG, PNG, WebP, AVIF, TIFF, GIF, HEIC and camera RAW.';

export const images = {
  isKind: ({ name, kind }: Named & { kind: string }) => `“${name}” is ${kind}. ${FORMATS_READ}`,
  notAPicture: ({ name }: Named) => `“${name}” is not a picture. ${FORMATS_READ}`,
  tookLongerThan: ({ name, seconds }: Named & { seconds: number }) =>
    `“${name}” took longer than ${count(seconds)} s to decode; it may be damaged.`,
  tooManyPixels: ({
    name,
    width,
    height,
    megapixels,
  }: Named & { width: number; height: number; megapixels: number }) =>
    `“${name}” has ${width} × ${height} pixels, more than the ${count(megapixels)} megapixels that Tagwright reads of such a file; make a smaller copy.`,
  damaged: ({ name }: Named) =>
    `“${name}” is damaged and cannot be decoded; copy it again from where it came from.`,
  cutOff: ({ name, share }: Named & { share: number }) =>
    `“${name}” is cut off: only ${percent(share)} of the picture is there; copy it again from where it came from.`,
  heicFailed: ({ name }: Named) =>
    `“${name}” is damaged or of a HEIC variant that cannot be decoded; save it as JPEG to use it.`,
  rawWithoutPreview: ({ name }: Named) =>
    `“${name}” is a camera RAW without a preview that can be shown; save it as JPEG to use it.`,

  notAFile: ({ name }: Named) => `“${name}” is not a file; choose a photo instead.`,
  isFolder: ({ name }: Named) => `“${name}” is a folder; choose a photo instead.`,
  empty: ({ name }: Named) => `“${name}” is empty; copy it again from where it came from.`,
  tooLarge: ({ name, sizeBytes, limitBytes }: Named & { sizeBytes: number; limitBytes: number }) =>
    `“${name}” has ${megabytes(sizeBytes)}; Tagwright reads photos of up to ${megabytes(limitBytes)}.`,
  gone: ({ name }: Named) => `“${name}” is not there any more.`,
  mayNotBeRead: ({ name }: Named) => `“${name}” may not be read; allow reading it in the file's permissions.`,
  readFailed: ({ name, reason }: Named & { reason: string }) =>
    `“${name}” could not be read (${reason}); check the disk it lies on.`,

  notAContentHash: ({ hash }: { hash: string }) => `“${hash}” is not a content hash.`,
  thumbnailDiskFull: ({ folder }: { folder: string }) =>
    `The disk is full: no thumbnail could be written to “${folder}”.`,
  thumbnailNotAllowed: ({ folder }: { folder: string }) => `Thumbnails may not be written to “${folder}”.`,

  warnsPartMissing: ({ share }: { share: number }) =>
    `Part of the photo is missing: about ${percent(share)} of the picture could be read.`,
  warnsEndMissing: 'The end of the file is missing; the picture could be read nevertheless.',
  warnsDamaged: 'The file is damaged; parts of the picture may look wrong.',
  warnsSmallPreview: ({ width, height }: { width: number; height: number }) =>
    `The camera RAW holds only a small preview (${width} × ${height}).`,
};

/** Files that are recognised but not read, with their article. */
export const fileKinds = {
  psd: 'a Photoshop file (PSD)',
  jpeg2000: 'a JPEG 2000 picture',
  jpegXl: 'a JPEG XL picture',
  bmp: 'a Windows bitmap (BMP)',
  ico: 'a Windows icon (ICO)',
  cur: 'a Windows cursor (CUR)',
  qoi: 'a QOI picture',
  photoCd: 'a Kodak Photo CD picture (PCD)',
  photoCdOverview: 'a Kodak Photo CD overview',
  xcf: 'a GIMP file (XCF)',
  openExr: 'an OpenEXR picture',
  radiance: 'a Radiance HDR picture',
  pdf: 'a PDF document',
  postScript: 'a PostScript document',
  zip: 'a ZIP archive or office document',
  resourceFork: 'a macOS resource fork, not the photo itself',
  matroska: 'a video (Matroska or WebM)',
  mpeg: 'a video (MPEG)',
  gitLfs: 'a Git LFS pointer, not the photo itself',
  avi: 'a video (AVI)',
  wav: 'a sound recording (WAV)',
  riff: 'a RIFF file',
  isoMedia: 'a video or sound recording (MP4, MOV)',
  svg: 'a drawing (SVG)',
  html: 'a web page, perhaps a failed download',
  xmp: 'an XMP sidecar file',
  netpbm: 'a Netpbm picture (PPM, PGM, PBM)',
};
