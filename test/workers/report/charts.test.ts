import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heatColor, heatColors } from '../../../workers/report/charts/chart-colors.ts';
import { writeChartFonts } from '../../../workers/report/charts/chart-fonts.ts';
import { chooseColumnCharts } from '../../../workers/report/charts/chosen-charts.ts';
import { columnChart, shortened } from '../../../workers/report/charts/column-charts.ts';
import { drawSvg } from '../../../workers/report/charts/draw-svg.ts';
import { encodePng } from '../../../workers/report/charts/encode-png.ts';
import { facesIn, glyphLookup, isOfFamily, weightOf } from '../../../workers/report/charts/font-file.ts';
import { svgsToPngs } from '../../../workers/report/charts/svg-to-png.ts';
import { chooseFonts, systemFonts } from '../../../workers/report/charts/system-fonts.ts';
import { heatmapChart } from '../../../workers/report/charts/table-charts.ts';
import { emptyColumn, matrixOf, numberColumn, profileOf, textColumn } from './sample-profile.ts';

const never = () => {};

/** Width, height and RGB bytes of a PNG written without filters. */
function decoded(png: Buffer) {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const [width, height, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  const raw = inflateSync(png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8));
  const stride = raw.length / height;
  const rows = Array.from({ length: height }, (_, row) => raw.subarray(row * stride + 1, (row + 1) * stride));
  if (kind === 2) return { width, height, pixels: Buffer.concat(rows) };
  const palette = png.subarray(png.indexOf('PLTE') + 4, png.indexOf('IDAT') - 8);
  const pixels = [...Buffer.concat(rows)].flatMap((index) => [...palette.subarray(index * 3, index * 3 + 3)]);
  return { width, height, pixels: Buffer.from(pixels) };
}

const darkPixels = (pixels: Buffer) => pixels.filter((value) => value < 128).length;

const textSvg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><text x="4" y="22" style="font-size:18px;font-family:sans-serif">${text}</text></svg>`;

describe('charts', () => {
  it('draw a histogram with one bar for each bin that holds something', async () => {
    const design = columnChart(numberColumn(0, 'a'), 'en');
    const svg = await drawSvg(design!);
    const bars = /<path d="([^"]*)" fill="#4054c9"/.exec(svg)?.[1];
    expect(bars?.match(/M/g)?.length).toBe(4);
  });

  it('leave all objects as they are, whatever a column or a value is called', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'a'];
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (let turn = 0; turn < 2; turn++) {
      const svg = await drawSvg(columnChart(textColumn(0, '__proto__', names), 'en')!);
      for (const name of names) expect(svg).toContain(`>${name}<`);
      expect(svg).not.toContain('[object');
      expect(svg).not.toContain('NaN');
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
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
  it('gives every drawing its own image, in order, half again as dense', async () => {
    const box = (color: string, width: number) => ({
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"><rect width="${width}" height="10" fill="${color}"/></svg>`,
      width,
      height: 10,
    });
    const drawings = Array.from({ length: 20 }, (_, order) => box(`#${(order + 16).toString(16)}0000`, 10 + order));
    const images = (await svgsToPngs(drawings, tmpdir(), never)).map(decoded);
    for (const [order, { width, height, pixels }] of images.entries()) {
      expect([width, height]).toEqual([Math.ceil((10 + order) * 1.5), 15]);
      expect([...pixels.subarray(0, 3)]).toEqual([order + 16, 0, 0]);
      expect([...pixels.subarray(-3)]).toEqual([order + 16, 0, 0]);
    }
  });

  it('keeps every colour, of few and of many', async () => {
    for (const count of [1, 255, 256, 257, 5000]) {
      const pixels = new Uint8Array(count * 2 * 4).fill(255);
      for (let place = 0; place < count * 2; place++) {
        const color = place % count;
        pixels.set([color & 255, color >> 8, (color * 7) & 255], place * 4);
      }
      const image = decoded(await encodePng(pixels, count, 2));
      expect([image.width, image.height]).toEqual([count, 2]);
      expect(image.pixels.equals(Buffer.from(pixels.filter((_, at) => at % 4 !== 3)))).toBe(true);
    }
  });

  it('draws Chinese characters where the system has a font for them', async ({ skip }) => {
    if (systemFonts().chinese === null) return skip('this system has no Chinese font that is known');
    const [chinese, other, rare] = await svgsToPngs(
      ['智能', '门骨', 'Ж한€'].map((text) => ({ svg: textSvg(text), width: 80, height: 30 })),
      tmpdir(),
      never,
    );
    for (const image of [chinese!, other!, rare!]) expect(darkPixels(decoded(image).pixels)).toBeGreaterThan(100);
    expect(chinese!.equals(other!)).toBe(false);
  });

  it('leaves nothing in the scratch folder, also when cancelled', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'charts-test-'));
    const stop = () => {
      throw new Error('stop');
    };
    const drawing = { svg: textSvg('数据'), width: 80, height: 30 };
    await svgsToPngs([drawing], folder, never);
    await expect(svgsToPngs([drawing], folder, stop)).rejects.toThrow('stop');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('writeChartFonts', () => {
  it('gives small fonts with all the characters of a text, in the families named', async ({ skip }) => {
    const { latin, chinese } = systemFonts();
    if (latin === null || chinese === null) return skip('this system has not both fonts');
    const svg = textSvg('成绩 42%');
    const fonts = await writeChartFonts([svg], tmpdir());
    try {
      const { loadSystemFonts, fontFiles } = fonts.optionsFor(svg);
      expect(loadSystemFonts).toBe(false);
      expect(fonts.named(svg)).toContain(`font-family:'${chinese.family}'`);
      const files = await Promise.all(fontFiles.map((file) => readFile(file)));
      const faces = files.flatMap(facesIn);
      expect(faces.map((face, order) => isOfFamily(face, [latin, chinese][order]!.family))).toEqual([true, true]);
      expect(files.every(({ length }) => length < 512 * 1024)).toBe(true);
      const has = glyphLookup(faces[1]!);
      expect([...'成绩42%'].every((character) => has(character.codePointAt(0)!))).toBe(true);
      expect(has('骨'.codePointAt(0)!)).toBe(false);
      expect(weightOf(faces[1]!)).toBe(400);
    } finally {
      await fonts.remove();
    }
  });

  it('leaves characters that no small font has to the fonts of the system', async () => {
    const fonts = await writeChartFonts([textSvg('abc')], tmpdir());
    expect(fonts.optionsFor(textSvg('\u{e000}')).loadSystemFonts).toBe(true);
    await fonts.remove();
  });
});

describe('chooseFonts', () => {
  it('takes the best family that is installed', () => {
    const files = ['/f/DejaVuSans.ttf', '/f/NotoSansCJK-Regular.ttc', '/f/wqy-microhei.ttc'];
    expect(chooseFonts(files)).toEqual({
      latin: { file: '/f/DejaVuSans.ttf', family: 'DejaVu Sans' },
      chinese: { file: '/f/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
    });
    expect(chooseFonts(['/f/segoeui.ttf', '/f/msyh.ttc'])).toMatchObject({
      latin: { family: 'Segoe UI' },
      chinese: { family: 'Microsoft YaHei' },
    });
  });

  it('takes none where none is known', () => {
    expect(chooseFonts(['/f/unknown.ttf'])).toEqual({ latin: null, chinese: null });
  });
});
