import { type ChartFonts, writeChartFonts } from './chart-fonts.ts';
import { encodePng } from './encode-png.ts';

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
