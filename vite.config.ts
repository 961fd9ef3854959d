import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (place: string) => fileURLToPath(new URL(place, import.meta.url));

/** The window's pages, served over app:// in the app: relative addresses, no inline scripts (the CSP allows `script-src 'self'`). */
export default defineConfig({
  root: here('./renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('./dist/renderer'),
    emptyOutDir: true,
    // The older of the two Electron versions the app runs in (33) is Chromium 130.
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One sheet of styles, there from the start: one that comes later makes the browser look at every element of the page again.
    cssCodeSplit: false,
    sourcemap: true,
    // ECharts is a script of its own, for the thread that draws charts.
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
});
