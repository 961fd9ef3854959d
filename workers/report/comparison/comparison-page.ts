import type { TableCell } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { html, type Markup, nothing } from '../page/escape-html.ts';
import { figureTable } from '../page/page-context.ts';
import { pageStyle } from '../page/page-style.ts';
import { type ChangedRow, isCellChanged, placesIn, takeChangedRows } from './changed-rows.ts';
import { columnsSection } from './columns-section.ts';
import { type ComparisonReport, headline } from './comparison-data.ts';
import { changeTexts } from './comparison-texts.ts';
import { keyLines } from './key-lines.ts';
import { schemaLines } from './schema-lines.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const shownRows = 200;
/** Columns beside the key that are shown of a row. */
const shownCells = 12;
const shownCharacters = 120;

const rowStyle =
  'del{color:var(--high);background:var(--high-soft);text-decoration:none;padding:0 3px;border-radius:3px}ins{color:var(--accent);background:var(--accent-soft);text-decoration:none;padding:0 3px;border-radius:3px}';

/** The comparison as one HTML page that needs nothing else. */
export function comparisonPage(report: ComparisonReport, rowsPath: string, context: OrderContext): Buffer {
  const { comparison, locale, word } = report;
  const { earlier, engineVersion, later } = comparison;
  const title = word('title', { file: later.fileName });
  const sections = [
    overviewSection(report),
    schemaSection(report),
    largestSection(report),
    columnsSection(report),
    rowsSection(report, rowsPath, context),
  ];
  const link = (target: string, name: string) => html`<li><a href="#${target}">${name}</a></li>`;
  const contents = html`<nav aria-label="${word('contents')}"><h2>${word('contents')}</h2><ul>${[
    ...[link('overview', word('overview')), link('schema', word('schemaSheet'))],
    ...[link('columns', word('columns')), link('rows', word('rowsSheet'))],
  ]}</ul></nav>`;
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark">
<meta name="generator" content="Auspex ${engineVersion}"><title>${title}</title><style>${{ markup: pageStyle + rowStyle }}</style></head>
<body><div class="frame">${contents}<main><h1>${title}</h1><p class="shape">${word('files', { earlier: earlier.fileName, later: later.fileName })}</p>${sections}
<footer>${word('madeWith', { version: engineVersion })}</footer></main></div></body></html>
`;
  return Buffer.from(page.markup, 'utf8');
}

function overviewSection(report: ComparisonReport): Markup {
  const { comparison, texts, word } = report;
  const { drifted, rows } = comparison;
  const tiles: [string, number][] = [
    [word('added'), rows.added],
    [word('removed'), rows.removed],
    [word('changed'), rows.changed],
    [word('unchanged'), rows.unchanged],
    [word('drifted'), drifted.length],
  ];
  const tile = ([label, count]: [string, number]) =>
    html`<div class="tile"><b>${texts.count(count)}</b><span>${label}</span></div>`;
  const examples = comparison.key?.repeated.examples ?? [];
  const repeated =
    examples.length > 0
      ? html`<div class="card">${figureTable(
          [word('key'), word('earlier'), word('later')],
          examples
            .slice(0, 20)
            .map(({ earlier, key, later }) => [
              ...[key.map((part) => String(part ?? '–')).join(', '), texts.count(earlier), texts.count(later)],
            ]),
        )}</div>`
      : nothing;
  return html`<section id="overview"><p><strong>${headline(report)}</strong></p><div class="tiles">${tiles.map(tile)}</div>
${keyLines(report).map((line) => html`<p class="note" style="margin-top:12px">${line}</p>`)}${repeated}</section>`;
}

function schemaSection(report: ComparisonReport): Markup {
  const { word } = report;
  const lines = schemaLines(report).map(
    ([what, name, detail]) => html`<tr><td>${what}</td><td><strong>${name}</strong></td><td>${detail}</td></tr>`,
  );
  const table = html`<div class="card wide"><table><thead><tr><th>${word('kind')}</th><th>${word('name')}</th><th>${word('detail')}</th></tr></thead><tbody>${lines}</tbody></table></div>`;
  const body = lines.length > 0 ? table : html`<p class="note">${word('noSchema')}</p>`;
  return html`<section id="schema"><h2 class="title">${word('schema')}</h2>${body}</section>`;
}

function largestSection({ comparison, texts, word }: ComparisonReport): Markup {
  const { largestChanges } = comparison;
  if (largestChanges.length === 0) return nothing;
  const rows = largestChanges.map(({ after, before, column, key }) => [
    ...[`${column} · ${key.map((part) => String(part ?? '–')).join(', ')}`, texts.number(before), texts.number(after)],
    texts.number(after - before),
  ]);
  const heads = [`${word('column')} · ${word('key')}`, word('was'), word('is'), word('difference')];
  return html`<section id="largest"><h2 class="title">${word('largest')}</h2><div class="card">${figureTable(heads, rows)}</div></section>`;
}

function rowsSection(report: ComparisonReport, rowsPath: string, context: OrderContext): Markup {
  const { comparison, locale, texts, word } = report;
  const { changes, options } = comparison;
  const title = html`<h2 class="title">${word('rowsSheet')}</h2>`;
  const total = comparison.rows.added + comparison.rows.removed + comparison.rows.changed;
  if (total === 0) return html`<section id="rows">${title}<p class="note">${word('nothing')}</p></section>`;
  const changing = (column: (typeof changes.columns)[number]) => (column.before !== column.after ? 0 : 1);
  const keys = changes.columns.filter(({ isKey }) => isKey);
  const others = changes.columns.filter(({ isKey }) => !isKey).sort((a, b) => changing(a) - changing(b));
  const shown = [...keys, ...others.slice(0, shownCells)];
  const written = (value: TableCell) =>
    typeof value === 'number' ? texts.number(value) : String(value ?? '–').slice(0, shownCharacters);
  const cellOf = (row: ChangedRow, column: (typeof shown)[number]): Markup => {
    const { after, before } = column;
    const value = row.kind === 'removed' || after === null ? before : after;
    if (!isCellChanged(row, column, options.tolerance))
      return html`<td>${value === null ? '' : written(row.cellAt(value))}</td>`;
    return html`<td><del>${written(row.cellAt(before!))}</del> → <ins>${written(row.cellAt(after!))}</ins></td>`;
  };
  const mark = { changed: 'medium', added: '', removed: 'high' } as const;
  const lines: Markup[] = [];
  const wanted = [changes.laterRow, changes.earlierRow, ...placesIn(shown)];
  takeChangedRows(rowsPath, comparison, wanted, shownRows, context, (row) => {
    const number = row.cellAt(changes.laterRow) ?? row.cellAt(changes.earlierRow);
    lines.push(
      html`<tr><td><span class="mark ${mark[row.kind]}">${changeTexts[row.kind][locale]}</span></td><td class="figure">${written(number)}</td>${shown.map((column) => cellOf(row, column))}</tr>`,
    );
  });
  const note =
    total > lines.length
      ? html`<p class="note">${word('rowsShown', { shown: texts.count(lines.length), total: texts.count(total) })}</p>`
      : nothing;
  const heads = [word('kind'), word('rows'), ...shown.map(({ name }) => name)].map((name) => html`<th>${name}</th>`);
  return html`<section id="rows">${title}${note}<div class="card wide"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div></section>`;
}
