import { interpolate, type Locale, type TextValues } from '../../../contract/texts.ts';
import type { ChartDesign } from '../charts/draw-svg.ts';
import type { ChartDrawer } from '../charts/shared-charts.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import type { ReportData } from '../report-data.ts';
import { reportTexts } from '../report-texts.ts';
import { html, type Markup, nothing } from './escape-html.ts';
import { themedSvg } from './page-style.ts';

/** What every section is made with. */
export interface PageContext {
  readonly data: ReportData;
  readonly locale: Locale;
  readonly texts: NumberTexts;
  word(key: keyof typeof reportTexts, values?: TextValues): string;
  throwIfCancelled(): void;
  readonly draw: ChartDrawer;
}

export function createPageContext(
  data: ReportData,
  locale: Locale,
  throwIfCancelled: () => void,
  draw: ChartDrawer,
): PageContext {
  const word: PageContext['word'] = (key, values = {}) => interpolate(reportTexts[key][locale], values);
  return { data, locale, texts: numberTexts(locale), word, throwIfCancelled, draw };
}

/** The chart of this name as part of the page; nothing where there is none. */
export async function chartFigure({ draw }: PageContext, name: string, design: ChartDesign | null, title: string) {
  return design === null ? nothing : figure(await draw(name, design), title);
}

/** A drawing as part of the page; what it shows stands in words for those who do not see it. */
export function figure(svg: string, title: string): Markup {
  const markup = themedSvg(svg).replace('<svg ', '<svg aria-hidden="true" ');
  return html`<div role="img" aria-label="${title}">${{ markup }}</div>`;
}

/** A table with the first column as text and figures after it. */
export function figureTable(headers: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const cell = (tag: 'td' | 'th', text: string, place: number): Markup => {
    const isFigure = place > 0;
    const open = { markup: isFigure ? `<${tag} class="figure">` : `<${tag}>` };
    return html`${open}${text}${{ markup: `</${tag}>` }}`;
  };
  const body = rows.map((row) => html`<tr>${row.map((text, place) => cell('td', text, place))}</tr>`);
  const head = headers.map((text, place) => cell('th', text, place));
  return html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
