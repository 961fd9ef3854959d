import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { type ChartFonts, writeChartFonts } from './chart-fonts.ts';

/** Charts drawn at once, on threads of the rasterizer's own. */
const chartsAtOnce = 2;
/** Image pixels per CSS pixel, so that charts stay sharp on paper and on dense screens. */
const pixelRatio = 1.5;

/** An SVG text of known size in CSS pixels. */
export interface SizedSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Each drawing as a PNG on white, 1.5 pixels to a CSS pixel each way, in the order given. Fonts lie in
 * `scratchFolder` for the time of drawing.
 */
export async function svgsToPngs(
  drawings: readonly SizedSvg[],
  scratchFolder: string,
  throwIfCancelled: () => void,
): Promise<Buffer[]> {
  const fonts = await writeChartFonts(
    drawings.map(({ svg }) => svg),
    scratchFolder,
  );
  try {
    const pngs: Buffer[] = [];
    let next = 0;
    const drawNext = async () => {
      for (let order = next++; order < drawings.length; order = next++) {
        throwIfCancelled();
        pngs[order] = await drawPng(drawings[order]!, fonts);
      }
    };
    const drawn = await Promise.allSettled(Array.from({ length: chartsAtOnce }, drawNext));
    for (const end of drawn) if (end.status === 'rejected') throw end.reason;
    return pngs;
  } finally {
    await fonts.remove();
  }
}

async function drawPng({ svg }: SizedSvg, fonts: ChartFonts): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { pixels, width, height } = await renderAsync(fonts.named(svg), {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: pixelRatio },
    font: fonts.optionsFor(svg),
  });
  return encodePng(pixels, width, height);
}

const compress = promisify(deflate);

/** RGBA pixels as a PNG. (W3C PNG specification, third edition.) */
async function encodePng(pixels: Uint8Array, width: number, height: number): Promise<Buffer> {
  const stride = width * 4;
  const raw = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row++) {
    // The byte before a row names its filter and stays 0, none: flat colours shrink best as they are.
    raw.set(pixels.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA, deflate, adaptive filters, not interlaced
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = await compress(raw, { level: 4 });
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
