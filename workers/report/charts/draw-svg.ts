import type { EChartsCoreOption } from 'echarts/core';

/** A chart before it is drawn. Sizes in CSS pixels. */
export interface ChartDesign {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

type ECharts = typeof import('echarts/core');
let loading: Promise<ECharts> | null = null;

/** Only the parts of ECharts that the reports draw with, loaded at the first chart. */
async function loadECharts(): Promise<ECharts> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([charts.BarChart, charts.CustomChart, charts.LineChart, charts.ScatterChart]);
  core.use([components.GridComponent, renderers.SVGRenderer]);
  return core;
}

/** Draws without a browser, by ECharts' server-side rendering. The same design gives the same text. */
export async function drawSvg(design: ChartDesign): Promise<string> {
  loading ??= loadECharts();
  const { init } = await loading;
  const { width, height, option } = design;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: 'sans-serif' }, ...option });
    return plainSvg(chart.renderToSVGString());
  } finally {
    chart.dispose();
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
