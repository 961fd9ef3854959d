import type { Correlations } from '../../../contract/profile.ts';
import { joinSentences } from '../../../contract/texts.ts';
import { heatmapChart, heatmapColumns } from '../charts/table-charts.ts';
import { matrixNotes, strongestPairs } from '../matrix-notes.ts';
import { measures, measureTexts } from '../report-texts.ts';
import { html, type Markup, nothing } from './escape-html.ts';
import { chartFigure, figureTable, type PageContext } from './page-context.ts';

const listedPairs = 30;

/** Each kind of correlation as a heatmap, with the strongest pairs as a table behind it. */
export async function correlationsSection(context: PageContext): Promise<Markup> {
  const parts: Markup[] = [];
  for (const measure of measures) parts.push(await measurePart(context, measure));
  return html`<section id="correlations"><h2 class="title">${context.word('correlations')}</h2>${parts}</section>`;
}

async function measurePart(context: PageContext, measure: keyof Correlations): Promise<Markup> {
  const { data, word, locale } = context;
  const matrix = data.correlations[measure];
  const { name, explanation } = measureTexts[measure];
  const isCut = matrix.columns.length > heatmapColumns;
  const shown = { shown: heatmapColumns, total: matrix.columns.length };
  const notes = [
    explanation[locale],
    ...matrixNotes(measure, matrix, data.overview.rows, locale),
    ...(isCut ? [word('heatmapShown', shown)] : []),
  ];
  const title = `${word('correlations')}: ${name[locale]}`;
  const chart = await chartFigure(context, measure, heatmapChart(matrix, locale), title);
  const figures = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
    signDisplay: 'negative',
  });
  const pairs = strongestPairs(matrix, listedPairs).map(({ one, other, value }) => [
    `${one} × ${other}`,
    figures.format(value),
  ]);
  const table =
    pairs.length === 0
      ? nothing
      : html`<details><summary>${word('strongestPairs')}</summary>${figureTable([word('columns'), name[locale]], pairs)}</details>`;
  return html`<article class="card"><header><h3>${name[locale]}</h3></header>
<p class="note">${joinSentences(notes, locale)}</p><div class="wide">${chart}</div>${table}</article>`;
}
