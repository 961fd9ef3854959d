import type { ComparedColumn } from '../../../contract/comparison.ts';
import { isoDateText } from '../../explore/parquet/cell-text.ts';
import { html, type Markup, nothing } from '../page/escape-html.ts';
import { figureTable } from '../page/page-context.ts';
import type { ComparisonReport } from './comparison-data.ts';
import { driftTexts } from './comparison-texts.ts';
import { shiftDrawing, shiftLegend } from './shift-drawing.ts';

const shownColumns = 200;

/** How the values of each column are spread in both tables, those that drifted most first. */
export function columnsSection(report: ComparisonReport): Markup {
  const { columns, texts, word } = report;
  const sorted = [...columns].sort((a, b) => (b.psi ?? -1) - (a.psi ?? -1));
  const shown = sorted.slice(0, shownColumns);
  const counts = { shown: texts.count(shown.length), total: texts.count(columns.length) };
  const more = sorted.length > shown.length ? html`<p class="note">${word('columnsShown', counts)}</p>` : nothing;
  return html`<section id="columns"><h2 class="title">${word('columns')}</h2><p class="note">${word('howToRead')}</p>${more}${shown.map(
    (column) => columnCard(report, column),
  )}</section>`;
}

function columnCard({ comparison, locale, texts, word }: ComparisonReport, column: ComparedColumn): Markup {
  const { changedRows, drift, earlier, ks, later, measure, psi } = column;
  const number = (value: number | null) =>
    value === null ? '–' : measure === 'date' ? isoDateText(Math.round(value)) : texts.number(value);
  const rows: string[][] = [
    ...(measure === 'category'
      ? []
      : [
          [word('mean'), number(earlier.mean), number(later.mean)],
          [word('median'), number(earlier.median), number(later.median)],
        ]),
    [word('missing'), share(earlier.missing, comparison.earlier.rows), share(later.missing, comparison.later.rows)],
    [word('distinct'), texts.count(earlier.distinct), texts.count(later.distinct)],
  ];
  function share(part: number, whole: number): string {
    return whole === 0 ? '–' : texts.share(part / whole);
  }
  const values = (column.categories ?? [])
    .slice(0, 8)
    .map((one) => [one.value ?? word('others'), texts.count(one.earlier), texts.count(one.later)]);
  const figures = [
    ...(psi === null ? [] : [`${word('psi')} ${psi.toFixed(3)}`]),
    ...(ks === null
      ? []
      : [`${word('ks')} ${ks.statistic.toFixed(3)}`, `${word('pValue')} ${ks.pValue.toPrecision(2)}`]),
    ...(changedRows ? [`${word('changedRows')}: ${texts.count(changedRows)}`] : []),
  ];
  const level = { none: 'low', moderate: 'medium', major: 'high' }[drift];
  const mark =
    drift === 'none'
      ? nothing
      : html` <span class="mark ${level}">${word('drift')}: ${driftTexts[drift][locale]}</span>`;
  const heads = [word('earlier'), word('later')];
  const hasPicture = column.noIndex !== 'allDifferent' && column.noIndex !== 'empty';
  return html`<div class="card"><header><h3>${column.name}${mark}</h3><p>${figures.join(' · ')}</p></header><div class="halves"><div>${
    hasPicture ? [shiftDrawing(column), shiftLegend(word('earlier'), word('later'))] : []
  }</div><div>${figureTable(['', ...heads], rows)}${
    values.length > 0 && hasPicture ? figureTable([word('value'), ...heads], values) : nothing
  }</div></div></div>`;
}
