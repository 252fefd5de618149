/** The part of libheif's C interface that heic-worker.ts calls, as its WebAssembly build exports it: pointers are numbers. */

declare module 'libheif-js/libheif-wasm/libheif-bundle.js' {
  export interface LibHeif {
    /** the module's memory; a new view after each growth, so never keep it */
    HEAPU8: Uint8Array;
    _malloc(sizeBytes: number): number;
    _heif_context_alloc(): number;
    // Functions that return a heif_error write it to their first argument: int32 code, int32 subcode, char* message.
    _heif_context_read_from_memory(
      error: number,
      context: number,
      memory: number,
      sizeBytes: number,
      options: number,
    ): void;
    _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
    _heif_image_handle_get_width(handle: number): number;
    _heif_image_handle_get_height(handle: number): number;
    _heif_image_handle_has_alpha_channel(handle: number): number;
    _heif_image_handle_get_raw_color_profile_size(handle: number): number;
    _heif_image_handle_get_raw_color_profile(error: number, handle: number, memory: number): void;
    _heif_decode_image(
      error: number,
      handle: number,
      image: number,
      colorspace: number,
      chroma: number,
      options: number,
    ): void;
    _heif_image_get_width(image: number, channel: number): number;
    _heif_image_get_height(image: number, channel: number): number;
    _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
  }

  export default function createLibHeif(options: {
    print(text: string): void;
    printErr(text: string): void;
  }): LibHeif;
}
