import type { Locale } from '../../../contract/texts.ts';
import { type ChartDrawer, drawAnew } from '../charts/shared-charts.ts';
import type { ReportData } from '../report-data.ts';
import { columnsSection, shownColumns } from './columns-section.ts';
import { correlationsSection } from './correlations-section.ts';
import { html, type Markup } from './escape-html.ts';
import { findingsSection, missingSection, overviewSection, provenanceSection } from './overview-section.ts';
import { createPageContext, type PageContext } from './page-context.ts';
import { pageStyle } from './page-style.ts';

/** Nothing may be fetched and nothing run; the page is all there is. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The profile as one HTML page that needs nothing else: no script, no font, no picture from outside. */
export async function pageReport(
  data: ReportData,
  locale: Locale,
  throwIfCancelled: () => void,
  draw: ChartDrawer = drawAnew,
): Promise<Buffer> {
  const context = createPageContext(data, locale, throwIfCancelled, draw);
  const { word, texts } = context;
  const { overview } = data;
  const title = word('profileOf', { file: overview.fileName });
  const shape = { sheet: overview.sheet, rows: texts.count(overview.rows), columns: texts.count(overview.columns) };
  const sections = [
    overviewSection(context),
    findingsSection(context),
    await missingSection(context),
    await correlationsSection(context),
    await columnsSection(context),
    provenanceSection(context),
  ];
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark">
<meta name="generator" content="Auspex ${overview.engineVersion}"><title>${title}</title><style>${{ markup: pageStyle }}</style></head>
<body><div class="frame">${contents(context)}<main><h1>${title}</h1><p class="shape">${word('shape', shape)}</p>${sections}
<footer>${word('madeWith', { version: overview.engineVersion })}</footer></main></div></body></html>
`;
  return Buffer.from(page.markup, 'utf8');
}

function contents({ data, word }: PageContext): Markup {
  const link = (target: string, text: string) => html`<li><a href="#${target}">${text}</a></li>`;
  const columns = data.columns.slice(0, shownColumns).map(({ name }, place) => link(`column-${place}`, name));
  return html`<nav aria-label="${word('contents')}"><h2>${word('contents')}</h2><ul>${[
    link('overview', word('overview')),
    link('findings', word('findings')),
    link('missing', word('missingValues')),
    link('correlations', word('correlations')),
    link('columns', word('columns')),
  ]}</ul><ul class="inner">${columns}</ul><ul>${link('provenance', word('provenance'))}</ul></nav>`;
}
