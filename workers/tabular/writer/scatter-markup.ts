import {
  axisTexts,
  type ChartCells,
  type ChartPlace,
  chartSpace,
  colorFill,
  legendMarkup,
  numbersMarkup,
  softLine,
  titleMarkup,
} from './chart-parts.ts';
import { xmlText } from './xml-text.ts';

/** A chart of points that each have a number across and one up. */
export interface ScatterChart extends ChartPlace {
  readonly kind: 'scatter';
  readonly title: string;
  readonly series: readonly {
    readonly name: string;
    readonly across: ChartCells<number>;
    readonly up: ChartCells<number>;
    /** Six digits: red, green, blue. */
    readonly color: string;
    /** Points joined by a line, by a dashed one to compare with, or standing alone. */
    readonly look: 'line' | 'dashed' | 'points';
  }[];
  readonly across: ScatterAxis;
  readonly up: ScatterAxis;
}

interface ScatterAxis {
  readonly title: string;
  readonly format: string;
  /** null: as far as the points go. */
  readonly range: { readonly from: number; readonly to: number } | null;
}

/** The part that holds a chart of points (ECMA-376 part 1, 21.2.2.161). `sheet`: where its cells are. */
export function scatterMarkup({ across, series, title, up }: ScatterChart, sheet: string): string {
  const all = series.map(({ color, look, name, ...cells }, place) => {
    const hidden = '<c:marker><c:symbol val="none"/></c:marker>';
    const dash = look === 'dashed' ? '<a:prstDash val="dash"/>' : '';
    const ink =
      look === 'points'
        ? `<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="4"/><c:spPr>${colorFill(color)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`
        : `<c:spPr><a:ln w="${look === 'dashed' ? 12_700 : 22_225}" cap="rnd">${colorFill(color)}${dash}<a:round/></a:ln></c:spPr>${hidden}`;
    return `<c:ser><c:idx val="${place}"/><c:order val="${place}"/><c:tx><c:v>${xmlText(name)}</c:v></c:tx>${ink}<c:xVal>${numbersMarkup(cells.across, sheet, across.format)}</c:xVal><c:yVal>${numbersMarkup(cells.up, sheet, up.format)}</c:yVal><c:smooth val="0"/></c:ser>`;
  });
  const plot = `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${all.join('')}<c:axId val="111"/><c:axId val="222"/></c:scatterChart>`;
  const axes = axisMarkup(across, '111', '222', 'b') + axisMarkup(up, '222', '111', 'l');
  return chartSpace(titleMarkup(title), plot + axes, legendMarkup(series.length));
}

function axisMarkup({ format, range, title }: ScatterAxis, id: string, other: string, side: 'b' | 'l'): string {
  const limits = range ? `<c:max val="${range.to}"/><c:min val="${range.from}"/>` : '';
  // The axes stand at the edge, also where values fall below zero.
  return `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/>${limits}</c:scaling><c:delete val="0"/><c:axPos val="${side}"/><c:majorGridlines><c:spPr>${softLine}</c:spPr></c:majorGridlines>${titleMarkup(title, 900, '4D5969')}<c:numFmt formatCode="${xmlText(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${softLine}</c:spPr>${axisTexts(900)}<c:crossAx val="${other}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>`;
}
