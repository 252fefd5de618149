/**
 * Decodes one HEIC picture in a thread of its own and ends. What hostile input does to the decoder's memory ends with
 * it, and a decode without end can be stopped.
 */

import { parentPort, workerData } from 'node:worker_threads';
import createLibHeif from 'libheif-js/libheif-wasm/libheif-bundle.js';
import type { LibHeif } from 'libheif-js/libheif-wasm/libheif-bundle.js';

export interface HeicRequest {
  bytes: Uint8Array;
  maximumPixels: number;
}

export type HeicAnswer =
  | {
      kind: 'decoded';
      /** row-major, height × width × channels, rotation and mirroring of the container applied */
      pixels: Uint8Array<ArrayBuffer>;
      width: number;
      height: number;
      channels: 3 | 4;
      /** ICC profile of the pixels; null when sRGB is to be assumed */
      profile: Uint8Array | null;
    }
  | { kind: 'too-large'; width: number; height: number }
  | { kind: 'failed'; reason: string };

const COLORSPACE_RGB = 1;
const CHROMA_INTERLEAVED_RGB = 10;
const CHROMA_INTERLEAVED_RGBA = 11;
const CHANNEL_INTERLEAVED = 10;
const MAXIMUM_PROFILE_BYTES = 16 * 1024 ** 2;

function decodePrimaryImage(libheif: LibHeif, { bytes, maximumPixels }: HeicRequest): HeicAnswer {
  const scratch = libheif._malloc(16);
  const [error, result] = [scratch, scratch + 12];
  const readLong = (address: number) => new DataView(libheif.HEAPU8.buffer).getInt32(address, true);
  const requireSuccess = () => {
    if (readLong(error) !== 0) throw new Error(readText(libheif, readLong(error + 8)));
  };

  const file = libheif._malloc(bytes.length);
  if (file === 0) throw new Error('out of memory');
  libheif.HEAPU8.set(bytes, file);
  const context = libheif._heif_context_alloc();
  libheif._heif_context_read_from_memory(error, context, file, bytes.length, 0);
  requireSuccess();
  libheif._heif_context_get_primary_image_handle(error, context, result);
  requireSuccess();
  const handle = readLong(result);

  const declaredWidth = libheif._heif_image_handle_get_width(handle);
  const declaredHeight = libheif._heif_image_handle_get_height(handle);
  if (declaredWidth * declaredHeight > maximumPixels)
    return { kind: 'too-large', width: declaredWidth, height: declaredHeight };

  const profile = readProfile(libheif, handle, error);
  const channels = libheif._heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
  const chroma = channels === 4 ? CHROMA_INTERLEAVED_RGBA : CHROMA_INTERLEAVED_RGB;
  libheif._heif_decode_image(error, handle, result, COLORSPACE_RGB, chroma, 0);
  requireSuccess();
  const image = readLong(result);
  const width = libheif._heif_image_get_width(image, CHANNEL_INTERLEAVED);
  const height = libheif._heif_image_get_height(image, CHANNEL_INTERLEAVED);
  const plane = libheif._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, result);
  if (plane === 0 || width <= 0 || height <= 0) throw new Error('no pixels');
  const pixels = copyRows(libheif.HEAPU8, plane, readLong(result), width * channels, height);
  return { kind: 'decoded', pixels, width, height, channels, profile };
}

/** Takes the rows out of the decoder's memory, where each may be followed by padding. */
function copyRows(
  memory: Uint8Array,
  start: number,
  strideBytes: number,
  rowBytes: number,
  rows: number,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row++) {
    const from = start + row * strideBytes;
    pixels.set(memory.subarray(from, from + rowBytes), row * rowBytes);
  }
  return pixels;
}

function readProfile(libheif: LibHeif, handle: number, error: number): Uint8Array | null {
  const sizeBytes = libheif._heif_image_handle_get_raw_color_profile_size(handle);
  if (sizeBytes <= 0 || sizeBytes > MAXIMUM_PROFILE_BYTES) return null;
  const memory = libheif._malloc(sizeBytes);
  libheif._heif_image_handle_get_raw_color_profile(error, handle, memory);
  return libheif.HEAPU8.slice(memory, memory + sizeBytes);
}

function readText(libheif: LibHeif, address: number): string {
  const end = libheif.HEAPU8.indexOf(0, address);
  return Buffer.from(libheif.HEAPU8.subarray(address, Math.min(end, address + 500))).toString('utf8');
}

function answer(request: HeicRequest): HeicAnswer {
  try {
    // The decoder's own messages would land among the command line's output.
    return decodePrimaryImage(createLibHeif({ print: () => {}, printErr: () => {} }), request);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

const answered = answer(workerData as HeicRequest);
parentPort!.postMessage(answered, answered.kind === 'decoded' ? [answered.pixels.buffer] : []);
