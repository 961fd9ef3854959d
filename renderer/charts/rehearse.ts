import type { EChartsCoreOption } from 'echarts/core';
import { chartTheme, type Scheme } from '../theme/chart-theme.ts';
import type { AskedTexts } from './asked-texts.ts';
import { init } from './chart-engine.ts';
import type { ChartSize } from './chart-messages.ts';

/** Texts that come to light only when others are there (a longer label moves the axis) are asked for in further rounds. */
const maximumRounds = 4;

/** Draws `option` onto nothing until all its texts are there, so that nobody sees it without; false: another one came meanwhile. */
export async function rehearse(
  option: EChartsCoreOption,
  texts: AskedTexts,
  scheme: Scheme,
  { widthPx, heightPx }: ChartSize,
): Promise<boolean> {
  for (let round = 0; round < maximumRounds; round++) {
    const drawn = init(null, chartTheme(scheme), { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
    drawn.setOption(option);
    drawn.dispose();
    if (!texts.isMissingSome) return true;
    if (!(await texts.settle())) return false;
  }
  return true;
}
