// The window without Electron: `npx vite --config test/renderer/fake-bridge/vite.config.ts`, then open the address it prints with
// ?language=zh-CN&theme=dark&jobs=100000 as wished. The engine behind it is made up here; the screens are the real ones.
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import base from '../../../vite.config.ts';

const bridge = fileURLToPath(new URL('./fake-bridge.ts', import.meta.url));

export default mergeConfig(base, {
  base: '/',
  build: { outDir: fileURLToPath(new URL('../../../dist/renderer-fake', import.meta.url)) },
  worker: { format: 'es' },
  server: { port: 5199, strictPort: true },
  plugins: [
    {
      name: 'fake-bridge',
      // Before the modules of the page, as the preload runs before the page.
      transformIndexHtml: {
        order: 'pre',
        handler: (html: string) =>
          html.replace('<script ', `<script type="module" src="/@fs${bridge}"></script><script `),
      },
    },
  ],
});
