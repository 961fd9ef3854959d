import type { EChartsCoreOption } from 'echarts/core';
import type { ImageFormat } from '../../contract/desktop.ts';
import { client } from '../bridge/client.ts';
import { chartColors, chartTheme, type Scheme } from '../theme/chart-theme.ts';

/** A chart as it is to be drawn for a file. */
export interface SavedChart {
  readonly option: EChartsCoreOption;
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scheme: Scheme;
}

/** Pixels of a saved picture to one on screen: sharp in print and on a slide. */
const sharpness = 3;

/** Draws the chart once more, out of sight and on the ground it stands on, and saves it beside the reports. */
export async function saveChart(chart: SavedChart, format: ImageFormat) {
  const { init } = await import('./chart-engine.ts');
  const { name, widthPx, heightPx, scheme } = chart;
  const option = { ...chart.option, animation: false };
  const theme = { ...chartTheme(scheme), backgroundColor: chartColors(scheme).surface };
  if (format === 'svg') {
    const drawn = init(null, theme, { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
    drawn.setOption(option);
    const content = drawn.renderToSVGString();
    drawn.dispose();
    return client.desktop.saveImage({ name, format, content });
  }
  const place = document.createElement('canvas');
  const drawn = init(place, theme, { width: widthPx, height: heightPx, devicePixelRatio: sharpness });
  drawn.setOption(option);
  drawn.getZr().flush();
  const content = place.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  drawn.dispose();
  return client.desktop.saveImage({ name, format, content });
}
