/** The part of WebAssembly that is used here: TypeScript describes it only together with the DOM. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** by so many pages of 64 KiB; throws RangeError when there is not enough memory */
    grow(pages: number): number;
  }
}
