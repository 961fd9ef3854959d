import type { CustomSeriesRenderItem } from 'echarts';

/** A lying line from the first to the second value of an item, at the place that its third one names. */
export function drawSpread({ color }: { readonly color: string }): CustomSeriesRenderItem {
  return (_, api) => {
    const place = Number(api.value(2));
    const [from = 0, y = 0] = api.coord([Number(api.value(0)), place]);
    const [to = 0] = api.coord([Number(api.value(1)), place]);
    return {
      type: 'line',
      shape: { x1: from, y1: y, x2: to, y2: y },
      style: { stroke: color, lineWidth: 1.5 },
    };
  };
}
