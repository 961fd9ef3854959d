import { quotedSheet } from './sheet-markup.ts';
import { xmlText } from './xml-text.ts';

/** Cells of a sheet in a row or column, and what they hold: programs that do not compute show this. */
export interface ChartCells<T> {
  /** Such as `$A$5:$A$9`. */
  readonly range: string;
  readonly values: readonly T[];
}

/** A chart of a sheet's own figures, which a person can change in a spreadsheet program. */
export interface SheetChart {
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
  /** The cells it covers, 0-based. */
  readonly from: { readonly column: number; readonly row: number };
  readonly to: { readonly column: number; readonly row: number };
}

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The part that places charts on a sheet (ECMA-376 part 1, 20.5). */
export function drawingMarkup(charts: readonly SheetChart[]): string {
  const place = (name: string, { column, row }: SheetChart['from']) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const anchors = charts.map(
    ({ from, to, title }, index) =>
      `<xdr:twoCellAnchor>${place('from', from)}${place('to', to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${
        index + 2
      }" name="${xmlText(title)}" descr="${xmlText(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${drawing}/chart"><c:chart xmlns:c="${drawing}/chart" r:id="rId${
        index + 1
      }"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  );
  return `<xdr:wsDr xmlns:xdr="${drawing}/spreadsheetDrawing" xmlns:a="${drawing}/main" xmlns:r="${office}">${anchors.join('')}</xdr:wsDr>`;
}

/** The part that holds one chart (ECMA-376 part 1, 21.2). `sheet`: where its cells are. */
export function chartMarkup({ categories, format, isWhole, kind, series, title }: SheetChart, sheet: string): string {
  const reference = (range: string) => `<c:f>${xmlText(`${quotedSheet(sheet)}!${range}`)}</c:f>`;
  const points = (values: readonly (string | number)[]) =>
    `<c:ptCount val="${values.length}"/>${values.map((value, place) => `<c:pt idx="${place}"><c:v>${xmlText(String(value))}</c:v></c:pt>`).join('')}`;
  const category = `<c:cat><c:strRef>${reference(categories.range)}<c:strCache>${points(categories.values)}</c:strCache></c:strRef></c:cat>`;
  const isLine = kind === 'line';
  const inkOf = (color: string) => {
    const fill = `<a:solidFill><a:srgbClr val="${color}"/></a:solidFill>`;
    if (!isLine) return `<c:spPr>${fill}</c:spPr><c:invertIfNegative val="0"/>`;
    return `<c:spPr><a:ln w="25400" cap="rnd">${fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`;
  };
  const all = series.map(
    ({ cells, color, name }, place) =>
      `<c:ser><c:idx val="${place}"/><c:order val="${place}"/><c:tx><c:v>${xmlText(name)}</c:v></c:tx>${inkOf(color)}${category}<c:val><c:numRef>${reference(cells.range)}<c:numCache><c:formatCode>${xmlText(format)}</c:formatCode>${points(cells.values)}</c:numCache></c:numRef></c:val>${isLine ? '<c:smooth val="0"/>' : ''}</c:ser>`,
  );
  const grouping = isWhole ? 'percentStacked' : 'clustered';
  const isBar = kind === 'bar';
  const soft = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D5DAE3"/></a:solidFill></a:ln>';
  const texts = (size: number, isBold = false) =>
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${isBold ? 1 : 0}"><a:solidFill><a:srgbClr val="4D5969"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
  const heading = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="en-US" sz="1200" b="1"><a:solidFill><a:srgbClr val="18202C"/></a:solidFill></a:rPr><a:t>${xmlText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const legend =
    series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${texts(900)}</c:legend>` : '';
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
  return `<c:chartSpace xmlns:c="${drawing}/chart" xmlns:a="${drawing}/main" xmlns:r="${office}"><c:roundedCorners val="0"/><c:chart>${heading}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot}<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="${order}"/></c:scaling><c:delete val="0"/><c:axPos val="${
    isBar ? 'l' : 'b'
  }"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${soft}</c:spPr>${texts(900)}<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>${fromZero}</c:scaling><c:delete val="0"/><c:axPos val="${
    isBar ? 'b' : 'l'
  }"/><c:majorGridlines><c:spPr>${soft}</c:spPr></c:majorGridlines><c:numFmt formatCode="${xmlText(
    isWhole ? '0%' : format,
  )}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${texts(900)}<c:crossAx val="111"/><c:crosses val="${
    isBar ? 'max' : 'autoZero'
  }"/><c:crossBetween val="between"/></c:valAx></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}
