import { crc32, deflateSync } from 'node:zlib';
import { systemFontFamilies } from './system-fonts.ts';

/** Charts drawn in one pass: finding the system's fonts takes longer than drawing Latin text, and each pass does it once. */
const chartsPerPass = 8;
/** Passes drawn at once, on threads of their own. */
const passesAtOnce = 2;
/** Image pixels per CSS pixel, so that charts stay sharp on paper and on dense screens. */
const pixelRatio = 2;

/** An SVG text of known size in CSS pixels. */
export interface SizedSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Each drawing as a PNG on white, twice as many pixels as CSS pixels each way, in the order given. */
export async function svgsToPngs(drawings: readonly SizedSvg[], throwIfCancelled: () => void): Promise<Buffer[]> {
  const pngs: Buffer[] = [];
  const perRound = chartsPerPass * passesAtOnce;
  for (let from = 0; from < drawings.length; from += perRound) {
    throwIfCancelled();
    const round = drawings.slice(from, from + perRound);
    const half = Math.ceil(round.length / passesAtOnce);
    const passes = [round.slice(0, half), round.slice(half)].filter((pass) => pass.length > 0);
    pngs.push(...(await Promise.all(passes.map(drawPass))).flat());
  }
  return pngs;
}

async function drawPass(drawings: readonly SizedSvg[]): Promise<Buffer[]> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const width = Math.max(...drawings.map((drawing) => drawing.width));
  let height = 0;
  const placed = drawings.map((drawing) => {
    const top = height;
    height += drawing.height;
    return `<svg y="${top}" width="${drawing.width}" height="${drawing.height}">${withFonts(drawing.svg)}</svg>`;
  });
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${placed.join('')}</svg>`;
  const image = await renderAsync(sheet, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: pixelRatio },
    font: { loadSystemFonts: true, defaultFontFamily: systemFontFamilies().latin },
  });
  const { pixels } = image;
  let top = 0;
  return drawings.map((drawing) => {
    const size = { width: drawing.width * pixelRatio, height: drawing.height * pixelRatio };
    const png = encodePng(pixels, image.width, top * pixelRatio, size);
    top += drawing.height;
    return png;
  });
}

/**
 * Names an installed family for each text: the Chinese one only where it is needed, since the rasterizer reads a font file
 * anew for every text, and a Chinese font is fifty times as large as a Latin one.
 */
function withFonts(svg: string): string {
  const { latin, chinese } = systemFontFamilies();
  return svg.replace(/<text [^>]*>[^<]*/g, (text) => {
    const family = /[\u2e80-\u9fff\uf900-\uffef]/.test(text) ? chinese : latin;
    return text.replace('font-family:sans-serif', `font-family:'${family}'`);
  });
}

/** Rows from `top` on of RGBA pixels, cut to `size`, as an opaque PNG. (W3C PNG specification, third edition.) */
function encodePng(
  pixels: Uint8Array,
  rowPixels: number,
  top: number,
  size: { width: number; height: number },
): Buffer {
  const stride = size.width * 3;
  const raw = Buffer.alloc((stride + 1) * size.height);
  for (let row = 0; row < size.height; row++) {
    const start = row * (stride + 1); // the filter's byte stays 0, none: flat colours shrink best as they are
    let source = (top + row) * rowPixels * 4;
    for (let target = start + 1; target <= start + stride; target += 3, source += 4) {
      raw[target] = pixels[source] as number;
      raw[target + 1] = pixels[source + 1] as number;
      raw[target + 2] = pixels[source + 2] as number;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size.width, 0);
  head.writeUInt32BE(size.height, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, adaptive filters, not interlaced
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(raw, { level: 7 });
  return Buffer.concat([signature, pngPart('IHDR', head), pngPart('IDAT', data), pngPart('IEND', Buffer.alloc(0))]);
}

function pngPart(name: string, data: Buffer): Buffer {
  const part = Buffer.alloc(12 + data.length);
  part.writeUInt32BE(data.length, 0);
  part.write(name, 4, 'latin1');
  data.copy(part, 8);
  part.writeUInt32BE(crc32(part.subarray(4, 8 + data.length)), 8 + data.length);
  return part;
}
