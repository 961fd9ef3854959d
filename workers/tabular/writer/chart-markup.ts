import {
  axisTexts,
  type ChartCells,
  type ChartPlace,
  chartSpace,
  colorFill,
  drawingSpace,
  legendMarkup,
  numbersMarkup,
  officeSpace,
  softLine,
  textsMarkup,
  titleMarkup,
} from './chart-parts.ts';
import { type ScatterChart, scatterMarkup } from './scatter-markup.ts';
import { xmlText } from './xml-text.ts';

/** A chart of a sheet's own figures, which a person can change in a spreadsheet program. */
export type SheetChart = CategoryChart | ScatterChart;

/** A chart of values by category. */
export interface CategoryChart extends ChartPlace {
  readonly title: string;
  /** Bars lie, columns stand; lines join the values of what has an order. */
  readonly kind: 'bar' | 'column' | 'line';
  /** Values of a category are shown as parts of its whole. */
  readonly isWhole: boolean;
  readonly categories: ChartCells<string>;
  readonly series: readonly {
    readonly name: string;
    readonly cells: ChartCells<number>;
    /** Six digits: red, green, blue. */
    readonly color: string;
  }[];
  /** Format of the axis of values. */
  readonly format: string;
}

/** The part that places charts on a sheet (ECMA-376 part 1, 20.5). */
export function drawingMarkup(charts: readonly SheetChart[]): string {
  const place = (name: string, { column, row }: ChartPlace['from']) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const anchors = charts.map(
    ({ from, to, title }, index) =>
      `<xdr:twoCellAnchor>${place('from', from)}${place('to', to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${
        index + 2
      }" name="${xmlText(title)}" descr="${xmlText(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${drawingSpace}/chart"><c:chart xmlns:c="${drawingSpace}/chart" r:id="rId${
        index + 1
      }"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  );
  return `<xdr:wsDr xmlns:xdr="${drawingSpace}/spreadsheetDrawing" xmlns:a="${drawingSpace}/main" xmlns:r="${officeSpace}">${anchors.join('')}</xdr:wsDr>`;
}

/** The part that holds one chart. `sheet`: where its cells are. */
export function chartMarkup(chart: SheetChart, sheet: string): string {
  return chart.kind === 'scatter' ? scatterMarkup(chart, sheet) : categoryMarkup(chart, sheet);
}

function categoryMarkup({ categories, format, isWhole, kind, series, title }: CategoryChart, sheet: string): string {
  const category = `<c:cat>${textsMarkup(categories, sheet)}</c:cat>`;
  const isLine = kind === 'line';
  const inkOf = (color: string) => {
    const fill = colorFill(color);
    if (!isLine) return `<c:spPr>${fill}</c:spPr><c:invertIfNegative val="0"/>`;
    return `<c:spPr><a:ln w="25400" cap="rnd">${fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`;
  };
  const all = series.map(
    ({ cells, color, name }, place) =>
      `<c:ser><c:idx val="${place}"/><c:order val="${place}"/><c:tx><c:v>${xmlText(name)}</c:v></c:tx>${inkOf(color)}${category}<c:val>${numbersMarkup(cells, sheet, format)}</c:val>${isLine ? '<c:smooth val="0"/>' : ''}</c:ser>`,
  );
  const grouping = isWhole ? 'percentStacked' : 'clustered';
  const isBar = kind === 'bar';
  const onAxes = '<c:axId val="111"/><c:axId val="222"/>';
  const bars = `<c:barChart><c:barDir val="${isBar ? 'bar' : 'col'}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${all.join('')}<c:gapWidth val="40"/>${
    isWhole ? '<c:overlap val="100"/>' : ''
  }${onAxes}</c:barChart>`;
  const lines = `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all.join('')}<c:marker val="1"/>${onAxes}</c:lineChart>`;
  const plot = isLine ? lines : bars;
  // A bar that does not begin at zero makes a small difference look large.
  const isAboveZero = series.every(({ cells }) => cells.values.every((value) => value >= 0));
  const fromZero = !isLine && isAboveZero ? '<c:min val="0"/>' : '';
  // Bars are read from the top, as the rows of the table are.
  const order = isBar ? 'maxMin' : 'minMax';
  const area = `${plot}<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="${order}"/></c:scaling><c:delete val="0"/><c:axPos val="${
    isBar ? 'l' : 'b'
  }"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${softLine}</c:spPr>${axisTexts(900)}<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>${fromZero}</c:scaling><c:delete val="0"/><c:axPos val="${
    isBar ? 'b' : 'l'
  }"/><c:majorGridlines><c:spPr>${softLine}</c:spPr></c:majorGridlines><c:numFmt formatCode="${xmlText(
    isWhole ? '0%' : format,
  )}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${axisTexts(900)}<c:crossAx val="111"/><c:crosses val="${
    isBar ? 'max' : 'autoZero'
  }"/><c:crossBetween val="between"/></c:valAx>`;
  return chartSpace(titleMarkup(title), area, legendMarkup(series.length));
}
