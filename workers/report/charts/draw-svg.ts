import type { EChartsCoreOption } from 'echarts/core';

/** A chart before it is drawn. Sizes in CSS pixels. */
export interface ChartDesign {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

let loading: Promise<typeof import('./echarts-parts.ts')> | null = null;

/** Draws without a browser, by ECharts' server-side rendering. The same design gives the same text. */
export async function drawSvg(design: ChartDesign): Promise<string> {
  loading ??= import('./echarts-parts.ts');
  const { init } = await loading;
  return withoutProto(() => plainSvg(drawn(init, design)));
}

function drawn(init: typeof import('./echarts-parts.ts').init, { height, option, width }: ChartDesign): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: 'sans-serif' }, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/**
 * ECharts keeps the widths of texts in plain objects, by the text: a column named `__proto__` would have it write into the prototype
 * of all objects. While it draws, nothing leads there by that name.
 */
function withoutProto<T>(draw: () => T): T {
  const accessor = Object.getOwnPropertyDescriptor(Object.prototype, '__proto__');
  Reflect.deleteProperty(Object.prototype, '__proto__');
  try {
    return draw();
  } finally {
    if (accessor) Object.defineProperty(Object.prototype, '__proto__', accessor);
  }
}

/** Without what serves only a mouse: these classes are also numbered by the charts drawn so far. */
function plainSvg(svg: string): string {
  return svg
    .replace(/<style ?>[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/g, '')
    .replace(/font: \w+ (\w+) (\d+px) sans-serif/g, 'font-weight:$1;font-size:$2;font-family:sans-serif;')
    .replace(/>\n</g, '><')
    .trim();
}
