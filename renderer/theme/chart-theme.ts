export type Scheme = 'light' | 'dark';

/** Eight colours told apart by people with any colour vision, in the order charts take them. */
const series = {
  light: ['#4054c9', '#d9782d', '#2a8c82', '#b8437a', '#7a8b2f', '#6d57b5', '#3489bf', '#8a6a4f'],
  dark: ['#8795f5', '#f0a35e', '#5cc4b8', '#e884b1', '#b4c466', '#ab97ee', '#75bde8', '#c9a88a'],
} as const;

/** From −1 over 0 to 1: blue, the surface's own neutral, orange. */
export const divergingScale = {
  light: ['#2b4aa8', '#7f95d8', '#eef0f4', '#eeb07a', '#b8560f'],
  dark: ['#8fa6ff', '#4a5fae', '#252c36', '#9a5f2c', '#ffb066'],
} as const;

/** From little to much. */
export const sequentialScale = {
  light: ['#eef0fc', '#b3bcf5', '#6474e2', '#3344ab', '#1f2a6d'],
  dark: ['#20263f', '#34407e', '#5263c4', '#8795f5', '#cdd4ff'],
} as const;

const inks = {
  light: { ink: '#18202c', soft: '#4d5969', faint: '#606b7b', line: '#e3e7ed', axis: '#cdd4de', surface: '#ffffff' },
  dark: { ink: '#e7ebf1', soft: '#b0bac8', faint: '#8b96a6', line: '#2a323e', axis: '#3b4656', surface: '#181d25' },
} as const;

/** The colours of one scheme for whoever draws by hand. */
export function chartColors(scheme: Scheme) {
  return {
    ...inks[scheme],
    series: series[scheme],
    diverging: divergingScale[scheme],
    sequential: sequentialScale[scheme],
  };
}

/** The font of the window, for whoever draws text on a canvas by hand. */
export const chartFontFamily =
  'Inter, "Segoe UI", -apple-system, Roboto, Ubuntu, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** For a grid whose axes have names: these stay inside the chart as well, however wide the figures beside them are. */
export const aroundNames = { containLabel: false, outerBoundsMode: 'same', outerBoundsContain: 'all' } as const;

/** A theme for `echarts.init`, in the colours of tokens.css (a canvas can not read CSS variables). */
export function chartTheme(scheme: Scheme) {
  const { soft, faint, line, axis } = inks[scheme];
  const axisParts = {
    axisLine: { lineStyle: { color: axis } },
    axisTick: { show: false },
    axisLabel: { color: faint, fontSize: 11 },
    nameTextStyle: { color: faint, fontSize: 11 },
    splitLine: { lineStyle: { color: line } },
    splitArea: { show: false },
  };
  return {
    color: [...series[scheme]],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: chartFontFamily, color: soft, fontSize: 12 },
    animation: false,
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
    legend: { textStyle: { color: soft, fontSize: 12 }, itemWidth: 12, itemHeight: 8 },
    bar: { itemStyle: { borderRadius: [2, 2, 0, 0] }, barCategoryGap: '12%' },
    line: { symbol: 'none', lineStyle: { width: 2 } },
    categoryAxis: { ...axisParts, splitLine: { show: false } },
    valueAxis: { ...axisParts, axisLine: { show: false } },
    timeAxis: { ...axisParts, splitLine: { show: false } },
    logAxis: axisParts,
    visualMap: { textStyle: { color: faint, fontSize: 11 } },
  };
}
