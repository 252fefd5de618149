import type { Translation } from '../../translation.ts';
import type { fileKinds as englishKinds, images as english } from '../en/images.ts';
import { count, megabytes, percent } from './numbers.ts';

const FORMATS_READ = 'Tagwright liest JPEG, PNG, WebP, AVIF, TIFF, GIF, HEIC und Kamera-RAW.';

export const images: Translation<typeof english> = {
  isKind: ({ name, kind }) => `„${name}“ ist ${kind}. ${FORMATS_READ}`,
  notAPicture: ({ name }) => `„${name}“ ist kein Bild. ${FORMATS_READ}`,
  tookLongerThan: ({ name, seconds }) =>
    `„${name}“ ließ sich in ${count(seconds)} s nicht lesen; die Datei ist vielleicht beschädigt.`,
  tooManyPixels: ({ name, width, height, megapixels }) =>
    `„${name}“ hat ${width} × ${height} Pixel; bei solchen Dateien liest Tagwright bis zu ${count(megapixels)} Megapixel. Speichern Sie eine kleinere Kopie.`,
  damaged: ({ name }) =>
    `„${name}“ ist beschädigt und lässt sich nicht lesen. Kopieren Sie die Datei noch einmal vom Original.`,
  cutOff: ({ name, share }) =>
    `„${name}“ ist abgeschnitten: Nur ${percent(share)} des Bildes sind da. Kopieren Sie die Datei noch einmal vom Original.`,
  heicFailed: ({ name }) =>
    `„${name}“ ist beschädigt oder eine HEIC-Variante, die sich nicht lesen lässt. Speichern Sie das Foto als JPEG.`,
  rawWithoutPreview: ({ name }) =>
    `„${name}“ ist ein Kamera-RAW ohne Vorschaubild, das sich zeigen ließe. Speichern Sie das Foto als JPEG.`,

  notAFile: ({ name }) => `„${name}“ ist keine Datei. Wählen Sie ein Foto.`,
  isFolder: ({ name }) => `„${name}“ ist ein Ordner. Wählen Sie ein Foto.`,
  empty: ({ name }) => `„${name}“ ist leer. Kopieren Sie die Datei noch einmal vom Original.`,
  tooLarge: ({ name, sizeBytes, limitBytes }) =>
    `„${name}“ hat ${megabytes(sizeBytes)}; Tagwright liest Fotos bis ${megabytes(limitBytes)}.`,
  gone: ({ name }) => `„${name}“ ist nicht mehr da.`,
  mayNotBeRead: ({ name }) =>
    `„${name}“ darf nicht gelesen werden. Erlauben Sie es in den Zugriffsrechten der Datei.`,
  readFailed: ({ name, reason }) =>
    `„${name}“ ließ sich nicht lesen (${reason}). Prüfen Sie den Datenträger, auf dem die Datei liegt.`,

  notAContentHash: ({ hash }) => `„${hash}“ ist keine Prüfsumme eines Inhalts.`,
  thumbnailDiskFull: ({ folder }) =>
    `Der Datenträger ist voll: In „${folder}“ ließ sich kein Vorschaubild speichern.`,
  thumbnailNotAllowed: ({ folder }) => `In „${folder}“ dürfen keine Vorschaubilder gespeichert werden.`,

  warnsPartMissing: ({ share }) =>
    `Ein Teil des Fotos fehlt: Etwa ${percent(share)} des Bildes ließen sich lesen.`,
  warnsEndMissing: 'Das Ende der Datei fehlt; das Bild ließ sich trotzdem lesen.',
  warnsDamaged: 'Die Datei ist beschädigt; Teile des Bildes sehen vielleicht falsch aus.',
  warnsSmallPreview: ({ width, height }) =>
    `Das Kamera-RAW enthält nur ein kleines Vorschaubild (${width} × ${height}).`,
};

export const fileKinds: Translation<typeof englishKinds> = {
  psd: 'eine Photoshop-Datei (PSD)',
  jpeg2000: 'ein JPEG-2000-Bild',
  jpegXl: 'ein JPEG-XL-Bild',
  bmp: 'eine Windows-Bitmap (BMP)',
  ico: 'ein Windows-Symbol (ICO)',
  cur: 'ein Windows-Mauszeiger (CUR)',
  qoi: 'ein QOI-Bild',
  photoCd: 'ein Kodak-Photo-CD-Bild (PCD)',
  photoCdOverview: 'die Übersicht einer Kodak Photo CD',
  xcf: 'eine GIMP-Datei (XCF)',
  openExr: 'ein OpenEXR-Bild',
  radiance: 'ein Radiance-HDR-Bild',
  pdf: 'ein PDF-Dokument',
  postScript: 'ein PostScript-Dokument',
  zip: 'ein ZIP-Archiv oder Office-Dokument',
  resourceFork: 'eine macOS-Ressourcendatei, nicht das Foto selbst',
  matroska: 'ein Video (Matroska oder WebM)',
  mpeg: 'ein Video (MPEG)',
  gitLfs: 'ein Git-LFS-Verweis, nicht das Foto selbst',
  avi: 'ein Video (AVI)',
  wav: 'eine Tonaufnahme (WAV)',
  riff: 'eine RIFF-Datei',
  isoMedia: 'ein Video oder eine Tonaufnahme (MP4, MOV)',
  svg: 'eine Zeichnung (SVG)',
  html: 'eine Webseite, vielleicht ein misslungener Download',
  xmp: 'eine XMP-Begleitdatei (Sidecar)',
  netpbm: 'ein Netpbm-Bild (PPM, PGM, PBM)',
};
