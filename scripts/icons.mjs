// `npm run icons`: draws the app's mark in every size the systems ask for, into main/images.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const folder = fileURLToPath(new URL('../main/images/', import.meta.url));

/** The strokes of renderer/frame/app-mark.tsx: a bird's wing over a rising line, in a square of 32. */
const strokes = `
  <path d="M6.5 12.5c4.2-.6 7.3 1 9.5 4.6 2.2-3.9 5.3-6.2 9.8-7.4"/>
  <path d="M16 17.1v6.4"/>
  <path d="M10.3 19.6v3.9" opacity="SOFT"/>
  <path d="M21.7 16.6v6.9" opacity="SOFT"/>`;

/** @param {string} ground what lies behind @param {string} ink @param {number} width of the strokes @param {number} soft */
function mark(ground, ink, width, soft) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ground}
    <g fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round">
      ${strokes.replaceAll('SOFT', String(soft))}
    </g></svg>`;
}

const tile = mark('<rect width="32" height="32" rx="8" fill="#4054c9"/>', '#ffffff', 2.4, 0.7);
// Small signs need thicker lines to be seen.
const smallTile = mark('<rect width="32" height="32" rx="7" fill="#4054c9"/>', '#ffffff', 3.2, 0.8);
// The menu bar of macOS colours a template itself, light or dark.
const template = mark('', '#000000', 3.2, 0.7);

/** @type {readonly [name: string, drawing: string, sizePx: number][]} */
const images = [
  ['icon-48', tile, 48],
  ['icon-256', tile, 256],
  ['icon-512', tile, 512],
  ['tray', smallTile, 16],
  ['tray@1.5x', smallTile, 24],
  ['tray@2x', smallTile, 32],
  ['trayTemplate', template, 16],
  ['trayTemplate@2x', template, 32],
];

mkdirSync(folder, { recursive: true });
for (const [name, drawing, sizePx] of images) {
  const png = new Resvg(drawing, { fitTo: { mode: 'width', value: sizePx } }).render().asPng();
  writeFileSync(path.join(folder, `${name}.png`), png);
}
console.log(`${images.length} images are in ${path.relative(process.cwd(), folder)}`);
