import type { EChartsCoreOption } from 'echarts/core';
import type { ImageFormat } from '../../contract/desktop.ts';
import { client } from '../bridge/client.ts';
import { pictureOf } from '../charts/chart-thread.ts';
import type { Scheme } from '../theme/chart-theme.ts';

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
export async function saveChart({ option, name, scheme, widthPx, heightPx }: SavedChart, format: ImageFormat) {
  const content = await pictureOf(option, scheme, { widthPx, heightPx, pixelRatio: sharpness }, format);
  return client.desktop.saveImage({ name, format, content });
}
