import type { CustomSeriesRenderItem } from 'echarts';
import { chartFontFamily } from '../theme/chart-theme.ts';

export interface WaterfallBar {
  readonly isRising: boolean;
  readonly text: string;
  readonly color: string;
}

/** The place of the bars in the chart, in pixels. */
export interface Plot {
  readonly x: number;
  readonly width: number;
}

const labelGapPx = 5;
/** Of a sign of the label, rather too much. */
const signPx = 6.5;

/** Whether the amount stands to the right of its bar: where the bar points, unless it would run into the names or out of the chart. */
export function isLabelAtRight(isRising: boolean, leftPx: number, rightPx: number, text: string, plot: Plot): boolean {
  const widthPx = labelGapPx + text.length * signPx;
  const fitsLeft = leftPx - widthPx >= plot.x;
  const fitsRight = rightPx + widthPx <= plot.x + plot.width;
  return isRising ? fitsRight || !fitsLeft : !fitsLeft && fitsRight;
}

interface WaterfallFacts {
  readonly bars: readonly WaterfallBar[];
  readonly textColor: string;
}

/** A bar from the first to the second value of an item, at the place that its third one names, with its amount beside it. */
export function drawWaterfall({ bars, textColor }: WaterfallFacts): CustomSeriesRenderItem {
  return ({ coordSys }, api) => {
    const place = Number(api.value(2));
    const bar = bars[place];
    const [from = 0, y = 0] = api.coord([api.value(0), place]);
    const [to = 0] = api.coord([api.value(1), place]);
    const height = Math.min(16, Number((api.size?.([0, 1]) as number[] | undefined)?.[1] ?? 20) * 0.62);
    if (!bar) return null;
    const { text } = bar;
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    const isAtRight = isLabelAtRight(bar.isRising, left, right, text, coordSys as unknown as Plot);
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: left, y: y - height / 2, width: Math.max(1, right - left), height, r: 2 },
          style: { fill: bar.color },
        },
        {
          type: 'text',
          style: {
            text,
            x: isAtRight ? right + labelGapPx : left - labelGapPx,
            y,
            align: isAtRight ? 'left' : 'right',
            verticalAlign: 'middle',
            fill: textColor,
            font: `11px ${chartFontFamily}`,
          },
        },
      ],
    };
  };
}
