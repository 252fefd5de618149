import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      // The packages with binaries stay in node_modules; both entries run from there.
      externalizeDeps: { include: ['@tensorflow/tfjs-node'] },
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          'engine-process': 'src/main/engine/engine-process.ts',
          // a worker thread that the engine starts from the file beside it
          'heic-worker': 'src/main/images/heic-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload script cannot be an ES module, and can require nothing but electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [svelte()],
    build: { assetsInlineLimit: 0 },
  },
});
