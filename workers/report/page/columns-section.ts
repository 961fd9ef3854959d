import type { ColumnProfile } from '../../../contract/profile.ts';
import { chooseColumnCharts, columnChartName } from '../charts/chosen-charts.ts';
import { cardStatistics, type Statistic } from '../column-statistics.ts';
import { columnTypeTexts } from '../report-texts.ts';
import { countedText, valueText } from '../value-forms.ts';
import { html, type Markup, nothing } from './escape-html.ts';
import { chartFigure, figureTable, type PageContext } from './page-context.ts';

/** Cards beyond this would make a page no browser likes to open. */
export const shownColumns = 400;
const shownCharts = 120;
const listedValues = 10;

/** A card for each column: chart, figures, most frequent values. */
export async function columnsSection(context: PageContext): Promise<Markup> {
  const { data, word, texts, locale } = context;
  const designs = new Map(
    chooseColumnCharts(data, shownCharts, locale).charts.map(({ place, design }) => [place, design]),
  );
  const cards: Markup[] = [];
  for (const [place, column] of data.columns.slice(0, shownColumns).entries()) {
    context.throwIfCancelled();
    const title = `${word('distribution')}: ${column.name}`;
    const chart = await chartFigure(context, columnChartName(place), designs.get(place) ?? null, title);
    cards.push(columnCard(context, place, column, chart));
  }
  const counts = { shown: texts.count(cards.length), total: texts.count(data.columns.length) };
  const more = data.columns.length > cards.length ? html`<p class="note">${word('moreColumns', counts)}</p>` : nothing;
  return html`<section id="columns"><h2 class="title">${word('columns')}</h2>${more}${cards}</section>`;
}

function columnCard(context: PageContext, place: number, column: ColumnProfile, chart: Markup): Markup {
  const { word, texts, locale } = context;
  const statistics = cardStatistics.flatMap((statistic) => {
    const value = written(context, statistic, column);
    return value === null ? [] : [html`<div><dt>${statistic.label[locale]}</dt><dd>${value}</dd></div>`];
  });
  const present = Math.max(1, column.rows - column.missing);
  const values = column.topValues
    .slice(0, listedValues)
    .map(({ value, count }) => [
      value === '' ? word('blank') : countedText(value, column, locale),
      texts.count(count),
      texts.share(count / present),
    ]);
  const table =
    values.length === 0
      ? nothing
      : html`<details><summary>${word('topValues')}</summary>${figureTable([word('value'), word('count'), word('share')], values)}</details>`;
  return html`<article class="card" id="column-${place}"><header><h3>${column.name}</h3>
<p><span class="mark">${columnTypeTexts[column.type][locale]}</span></p></header>
<div class="halves"><div>${chart}${table}</div><dl>${statistics}</dl></div></article>`;
}

function written({ texts, locale }: PageContext, { form, value }: Statistic, column: ColumnProfile): string | null {
  const found = value(column);
  if (typeof found === 'string') return form === 'text' ? countedText(found, column, locale) : found;
  if (found === null) return null;
  if (form === 'share') return texts.share(found);
  if (form === 'value') return valueText(column, texts)(found);
  return form === 'count' ? texts.count(found) : texts.number(found);
}
