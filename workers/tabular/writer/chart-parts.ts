import { quotedSheet } from './sheet-markup.ts';
import { xmlText } from './xml-text.ts';

/** Cells of a sheet in a row or column, and what they hold: programs that do not compute show this. */
export interface ChartCells<T> {
  /** Such as `$A$5:$A$9`. */
  readonly range: string;
  readonly values: readonly T[];
}

/** Where a chart lies on its sheet: cells, 0-based. */
export interface ChartPlace {
  readonly from: { readonly column: number; readonly row: number };
  readonly to: { readonly column: number; readonly row: number };
}

export const drawingSpace = 'http://schemas.openxmlformats.org/drawingml/2006';
export const officeSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Lines of axes and grids. */
export const softLine = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D5DAE3"/></a:solidFill></a:ln>';

export const colorFill = (color: string): string => `<a:solidFill><a:srgbClr val="${color}"/></a:solidFill>`;

/** How the texts of an axis or a legend look; `size` in hundredths of a point. */
export const axisTexts = (size: number): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0">${colorFill('4D5969')}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;

/** A title of a chart, or a smaller one of an axis. */
export function titleMarkup(text: string, size = 1200, color = '18202C'): string {
  const isBold = size >= 1200 ? 1 : 0;
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${isBold}"/></a:pPr><a:r><a:rPr lang="en-US" sz="${size}" b="${isBold}">${colorFill(color)}</a:rPr><a:t>${xmlText(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

export const legendMarkup = (series: number): string =>
  series > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${axisTexts(900)}</c:legend>` : '';

/** Where the values of a chart are, and what they are. */
export function numbersMarkup({ range, values }: ChartCells<number>, sheet: string, format: string): string {
  return `<c:numRef>${rangeMarkup(sheet, range)}<c:numCache><c:formatCode>${xmlText(format)}</c:formatCode>${pointsMarkup(values)}</c:numCache></c:numRef>`;
}

export function textsMarkup({ range, values }: ChartCells<string>, sheet: string): string {
  return `<c:strRef>${rangeMarkup(sheet, range)}<c:strCache>${pointsMarkup(values)}</c:strCache></c:strRef>`;
}

const rangeMarkup = (sheet: string, range: string): string => `<c:f>${xmlText(`${quotedSheet(sheet)}!${range}`)}</c:f>`;

const pointsMarkup = (values: readonly (string | number)[]): string =>
  `<c:ptCount val="${values.length}"/>${values.map((value, place) => `<c:pt idx="${place}"><c:v>${xmlText(String(value))}</c:v></c:pt>`).join('')}`;

/** The part that holds a chart (ECMA-376 part 1, 21.2). */
export function chartSpace(heading: string, plotArea: string, legend: string): string {
  return `<c:chartSpace xmlns:c="${drawingSpace}/chart" xmlns:a="${drawingSpace}/main" xmlns:r="${officeSpace}"><c:roundedCorners val="0"/><c:chart>${heading}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plotArea}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}
