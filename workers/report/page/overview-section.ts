import type { ColumnType } from '../../../contract/files.ts';
import { findingSentence, findingTitle } from '../../../contract/finding-texts.ts';
import { columnsWithMissing, missingChart } from '../charts/table-charts.ts';
import { columnTypeTexts, severityTexts } from '../report-texts.ts';
import { html, type Markup, nothing } from './escape-html.ts';
import { chartFigure, figureTable, type PageContext } from './page-context.ts';

const shownFindings = 300;

/** Key figures and the types of the columns. */
export function overviewSection({ data, word, texts, locale }: PageContext): Markup {
  const { rows, columns, cells, missingCells, duplicateRows, sizeBytes, columnsByType } = data.overview;
  const withShare = (part: number, whole: number) => (part > 0 && whole > 0 ? ` (${texts.share(part / whole)})` : '');
  const tiles: [string, string][] = [
    [word('rows'), texts.count(rows)],
    [word('columnCount'), texts.count(columns)],
    [word('missingCells') + withShare(missingCells, cells), texts.count(missingCells)],
    [
      word('duplicateRows') + withShare(duplicateRows ?? 0, rows),
      duplicateRows === null ? '–' : texts.count(duplicateRows),
    ],
    [word('size'), texts.size(sizeBytes)],
  ];
  const types = Object.entries(columnsByType)
    .filter(([, count]) => count > 0)
    .map(
      ([type, count]) =>
        html`<li><span class="mark low">${columnTypeTexts[type as ColumnType][locale]} ${texts.count(count)}</span></li>`,
    );
  return html`<section id="overview" aria-label="${word('overview')}">
<div class="tiles">${tiles.map(([label, value]) => html`<div class="tile"><b>${value}</b><span>${label}</span></div>`)}</div>
<ul class="types" aria-label="${word('columnTypes')}">${types}</ul></section>`;
}

export function findingsSection({ data, word, texts, locale }: PageContext): Markup {
  const { findings } = data.overview;
  const placeOf = new Map(data.columns.map(({ index }, place) => [index, place]));
  const items = findings.slice(0, shownFindings).map((finding) => {
    const place = placeOf.get(finding.columns[0] ?? -1);
    const title = findingTitle(finding, locale);
    const linked = place === undefined ? html`${title}` : html`<a href="#column-${place}">${title}</a>`;
    return html`<li><span><span class="mark ${finding.severity}">${severityTexts[finding.severity][locale]}</span></span>
<strong>${linked}</strong><span>${findingSentence(finding, locale)}</span></li>`;
  });
  const counts = { shown: texts.count(items.length), total: texts.count(findings.length) };
  const more = findings.length > items.length ? html`<p class="note">${word('moreFindings', counts)}</p>` : nothing;
  const list =
    items.length > 0 ? html`<ul class="findings">${items}</ul>` : html`<p class="note">${word('noFindings')}</p>`;
  return html`<section id="findings"><h2 class="title">${word('findings')}</h2>${more}${list}</section>`;
}

export async function missingSection(context: PageContext): Promise<Markup> {
  const { data, locale, texts, word } = context;
  const shown = columnsWithMissing(data.columns);
  const title = html`<h2 class="title">${word('missingValues')}</h2>`;
  if (shown.length === 0) return html`<section id="missing">${title}<p class="note">${word('noMissing')}</p></section>`;
  const all = data.columns.filter(({ missing }) => missing > 0).length;
  const note =
    all > shown.length ? html`<p class="note">${word('missingShown', { shown: shown.length })}</p>` : nothing;
  const rows = shown.map(({ name, missing, rows }) => [name, texts.count(missing), texts.share(missing / rows)]);
  const table = figureTable([word('column'), word('missingValues'), word('share')], rows);
  const chart = await chartFigure(context, 'missing', missingChart(data.columns, locale), word('missingValues'));
  return html`<section id="missing">${title}${note}<div class="card"><div class="halves">
${chart}${table}</div></div></section>`;
}

/** Where the profile comes from, so that it can be made again. */
export function provenanceSection({ data, word, texts }: PageContext): Markup {
  const { overview } = data;
  const { textFormat } = overview;
  const readers = {
    scanner: 'readerScanner',
    exceljs: 'readerExceljs',
    text: 'readerText',
    duckdb: 'readerDuckdb',
    sheetjs: 'readerSheetjs',
  } as const;
  const facts: [string, string][] = [
    [word('file'), overview.fileName],
    [word('sheet'), overview.sheet],
    [word('headerLines'), texts.count(overview.headerRows)],
    [word('firstDataRow'), texts.count(overview.firstDataRow + 1)],
    ...(textFormat
      ? ([
          [word('encoding'), textFormat.encoding],
          [word('delimiter'), JSON.stringify(textFormat.delimiter)],
        ] as [string, string][])
      : []),
    [word('reader'), word(readers[overview.reader])],
    [word('seed'), String(overview.seed)],
    [word('sha256'), overview.sha256],
  ];
  const list = facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`<section id="provenance" class="facts"><h2 class="title">${word('provenance')}</h2>
<div class="card"><dl>${list}</dl></div></section>`;
}
