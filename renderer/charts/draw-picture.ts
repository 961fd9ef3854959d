import type { ImageFormat } from '../../contract/desktop.ts';
import { chartColors, chartTheme, type Scheme } from '../theme/chart-theme.ts';
import type { AskedTexts } from './asked-texts.ts';
import { init } from './chart-engine.ts';
import type { ChartSize } from './chart-messages.ts';
import { rehearse } from './rehearse.ts';
import { readOption, type WrittenOption } from './written-option.ts';

/** A chart for a file, on the ground it stands on: as SVG, or as PNG in base64. */
export async function drawPicture(
  written: WrittenOption,
  texts: AskedTexts,
  scheme: Scheme,
  size: ChartSize,
  format: ImageFormat,
): Promise<string> {
  const option = readOption(written, { text: (place) => texts.maker(place), tip: () => () => '' });
  await rehearse(option, texts, scheme, size);
  const theme = { ...chartTheme(scheme), backgroundColor: chartColors(scheme).surface };
  const { widthPx: width, heightPx: height, pixelRatio } = size;
  if (format === 'svg') {
    const drawn = init(null, theme, { renderer: 'svg', ssr: true, width, height });
    drawn.setOption(option);
    const content = drawn.renderToSVGString();
    drawn.dispose();
    return content;
  }
  const canvas = new OffscreenCanvas(width, height);
  const drawn = init(canvas as unknown as HTMLCanvasElement, theme, { width, height, devicePixelRatio: pixelRatio });
  drawn.setOption(option);
  drawn.getZr().flush();
  const bytes = await canvas.convertToBlob({ type: 'image/png' });
  drawn.dispose();
  return base64Of(bytes);
}

function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:image\/png;base64,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}
