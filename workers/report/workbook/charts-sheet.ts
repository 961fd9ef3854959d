import type { Worksheet } from 'exceljs';
import { chooseColumnCharts, columnChartName } from '../charts/chosen-charts.ts';
import type { ChartDesign } from '../charts/draw-svg.ts';
import type { ChartDrawer } from '../charts/shared-charts.ts';
import { svgsToPngs } from '../charts/svg-to-png.ts';
import { heatmapChart, missingChart } from '../charts/table-charts.ts';
import { neutralText } from '../neutral-text.ts';
import { measures, measureTexts } from '../report-texts.ts';
import { addSheet, softFont, writeTitle } from './sheet-style.ts';
import type { WorkbookContext } from './workbook-context.ts';

const maxColumnCharts = 40;
const chartsPerRow = 2;
/** Height of a sheet's row in CSS pixels: 18 points. */
const rowPixels = 24;
/** Sheet columns one chart takes, and their width in characters (71 pixels each). */
const columnsPerChart = 7;
const columnCharacters = 9.43;

interface TitledChart {
  readonly name: string;
  readonly title: string;
  readonly design: ChartDesign;
}

/** Charts as images: missing values, correlations, then column by column, two in a row. */
export async function addChartsSheet(context: WorkbookContext, draw: ChartDrawer): Promise<void> {
  const { workbook, sheetNames, word, data, locale } = context;
  const sheet = addSheet(workbook, sheetNames.charts);
  sheet.columns = Array.from({ length: chartsPerRow * (columnsPerChart + 1) }, () => ({ width: columnCharacters }));
  const chosen = chooseColumnCharts(data, maxColumnCharts, locale);
  const undrawn = { shown: chosen.charts.length, more: chosen.undrawn };
  writeTitle(sheet, word('charts'), chosen.undrawn > 0 ? word('chartsShown', undrawn) : '');
  const columnCharts = chosen.charts.map(({ place, design }) => ({
    ...{ name: columnChartName(place), title: data.columns[place]?.name ?? '', design },
  }));
  const images = await drawAll(context, draw, [...tableCharts(context), ...columnCharts]);
  let row = 4;
  for (let order = 0; order < images.length; ) {
    const line = images.slice(order, order + (isWide(images[order]!) ? 1 : chartsPerRow));
    const together = line.length > 1 && isWide(line[1]!) ? line.slice(0, 1) : line;
    for (const [place, image] of together.entries()) placeImage(context, sheet, row, place, image);
    row += Math.ceil(Math.max(...together.map(({ design }) => design.height)) / rowPixels) + 3;
    order += together.length;
  }
}

const isWide = ({ design }: TitledChart): boolean => design.width > columnsPerChart * 71;

function tableCharts({ data, locale, word }: WorkbookContext): TitledChart[] {
  const missing = missingChart(data.columns, locale);
  return [
    ...(missing ? [{ name: 'missing', title: word('missingValues'), design: missing }] : []),
    ...measures.flatMap((measure) => {
      const design = heatmapChart(data.correlations[measure], locale);
      const title = `${word('correlations')}: ${measureTexts[measure].name[locale]}`;
      return design ? [{ name: measure, title, design }] : [];
    }),
  ];
}

async function drawAll(
  { scratchFolder, throwIfCancelled }: WorkbookContext,
  draw: ChartDrawer,
  charts: readonly TitledChart[],
) {
  const drawings = [];
  for (const { design, name } of charts) {
    throwIfCancelled();
    drawings.push({ svg: await draw(name, design), width: design.width, height: design.height });
  }
  const pngs = await svgsToPngs(drawings, scratchFolder, throwIfCancelled);
  return charts.map((chart, order) => ({ ...chart, png: pngs[order] as Buffer }));
}

function placeImage(
  { workbook }: WorkbookContext,
  sheet: Worksheet,
  row: number,
  place: number,
  { title, design, png }: TitledChart & { png: Buffer },
): void {
  const column = place * (columnsPerChart + 1);
  const cell = sheet.getCell(row, column + 1);
  cell.value = neutralText(title);
  cell.font = { bold: true };
  const image = workbook.addImage({ buffer: png as unknown as ArrayBuffer, extension: 'png' });
  sheet.addImage(image, {
    tl: { col: column, row },
    ext: { width: design.width, height: design.height },
    editAs: 'oneCell',
  });
  if (title === '') cell.font = { ...softFont };
}
