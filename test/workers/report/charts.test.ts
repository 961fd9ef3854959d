import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heatColor, heatColors } from '../../../workers/report/charts/chart-colors.ts';
import { chooseColumnCharts } from '../../../workers/report/charts/chosen-charts.ts';
import { columnChart, shortened } from '../../../workers/report/charts/column-charts.ts';
import { drawSvg } from '../../../workers/report/charts/draw-svg.ts';
import { svgsToPngs } from '../../../workers/report/charts/svg-to-png.ts';
import { chooseFamilies } from '../../../workers/report/charts/system-fonts.ts';
import { heatmapChart } from '../../../workers/report/charts/table-charts.ts';
import { emptyColumn, matrixOf, numberColumn, profileOf, textColumn } from './sample-profile.ts';

const never = () => {};

/** Width, height and RGB bytes of a PNG written without filters. */
function decoded(png: Buffer) {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
  const data = png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8);
  return { ...size, pixels: inflateSync(data) };
}

const darkPixels = (pixels: Buffer) => pixels.filter((value) => value > 1 && value < 128).length;

const textSvg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><text x="4" y="22" style="font-size:18px;font-family:sans-serif">${text}</text></svg>`;

describe('charts', () => {
  it('draw a histogram with one bar for each bin that holds something', async () => {
    const design = columnChart(numberColumn(0, 'a'), 'en');
    const svg = await drawSvg(design!);
    expect(svg.match(/fill="#4054c9"/g)?.length).toBe(4);
    expect(svg).not.toContain('<style');
  });

  it('draw the most frequent values, with the rest in figures', async () => {
    const svg = await drawSvg(columnChart(textColumn(0, 'a', ['软件工程', '<&>']), 'zh-CN')!);
    expect(svg).toContain('软件工程');
    expect(svg).toContain('&lt;&amp;&gt;');
    expect(svg).toContain('其他 3 个值');
  });

  it('draw nothing for a column without values, nor a heatmap for one column', () => {
    expect(columnChart(emptyColumn(0, 'a'), 'en')).toBe(null);
    expect(heatmapChart(matrixOf(['a']), 'en')).toBe(null);
  });

  it('shorten long labels, wide characters counting twice', () => {
    expect(shortened('a\nb  c ')).toBe('a b c');
    expect(shortened('x'.repeat(30))).toBe(`${'x'.repeat(22)}…`);
    expect(shortened('数'.repeat(12))).toBe(`${'数'.repeat(11)}…`);
  });

  it('choose the columns that findings name when there is not room for all', () => {
    const data = profileOf(Array.from({ length: 10 }, (_, index) => numberColumn(index, `c${index}`)));
    const findings = [{ ...data.overview.findings[0]!, columns: [7] }];
    const chosen = chooseColumnCharts({ ...data, overview: { ...data.overview, findings } }, 3, 'en');
    expect(chosen.charts.map(({ place }) => place)).toEqual([0, 1, 7]);
    expect(chosen.undrawn).toBe(7);
  });

  it('colour from −1 over neutral to 1', () => {
    expect(heatColors.length).toBe(21);
    expect(new Set(heatColors).size).toBe(21);
    expect([heatColor(-1), heatColor(0), heatColor(1)]).toEqual(['#2b4aa8', '#eef0f4', '#b8560f']);
  });
});

describe('svgsToPngs', () => {
  it('gives every drawing its own image, in order, twice as dense', async () => {
    const box = (color: string, width: number) => ({
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"><rect width="${width}" height="10" fill="${color}"/></svg>`,
      width,
      height: 10,
    });
    const drawings = Array.from({ length: 20 }, (_, order) => box(`#${(order + 16).toString(16)}0000`, 10 + order));
    const images = (await svgsToPngs(drawings, never)).map(decoded);
    for (const [order, { width, height, pixels }] of images.entries()) {
      expect([width, height]).toEqual([(10 + order) * 2, 20]);
      expect([...pixels.subarray(1, 4)]).toEqual([order + 16, 0, 0]);
      expect([...pixels.subarray(-3)]).toEqual([order + 16, 0, 0]);
    }
  });

  it('draws Chinese characters where the system has a font for them', async ({ skip }) => {
    const [latin, chinese, other] = await svgsToPngs(
      ['abc', '智能', '门骨'].map((text) => ({ svg: textSvg(text), width: 80, height: 30 })),
      never,
    );
    if (darkPixels(decoded(latin!).pixels) === 0) return skip('this system has no fonts at all');
    if (chinese!.equals(other!)) return skip('this system has no Chinese font');
    expect(darkPixels(decoded(chinese!).pixels)).toBeGreaterThan(100);
  });
});

describe('chooseFamilies', () => {
  it('takes the best family that is installed', () => {
    expect(chooseFamilies(['DejaVuSans.ttf', 'NotoSansCJK-Regular.ttc', 'wqy-microhei.ttc'])).toEqual({
      latin: 'DejaVu Sans',
      chinese: 'Noto Sans CJK SC',
    });
    expect(chooseFamilies(['segoeui.ttf', 'msyh.ttc'])).toEqual({ latin: 'Segoe UI', chinese: 'Microsoft YaHei' });
  });

  it('lets the rasterizer choose where none is known', () => {
    expect(chooseFamilies(['unknown.ttf'])).toEqual({ latin: 'sans-serif', chinese: 'sans-serif' });
  });
});
