import { html, type Markup, nothing } from '../page/escape-html.ts';
import { figureTable } from '../page/page-context.ts';
import { pageStyle } from '../page/page-style.ts';
import { columnsSection, settingsSection } from './columns-section.ts';
import { calibrationSection, confusionSection, curvesSection, residualsSection } from './fit-sections.ts';
import { dependenceSection, groupsSection, importanceSection, learningSection } from './insight-sections.ts';
import { promiseText, scoreColumns, scoresNote, scoreText, subtitle, type TrainingData } from './training-data.ts';
import { scoreTexts, type TrainingWord } from './training-words.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const ownStyle = `
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(340px,1fr));gap:14px;align-items:start}
.plots .card{margin:0}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:8px 0 0;padding:0;list-style:none;font-size:12.5px;color:var(--soft)}
.legend i{display:inline-block;width:14px;height:0;border-top:2px solid;vertical-align:middle;margin-right:6px}
.warned{list-style:none;margin:0;padding:4px 16px;background:var(--surface);border:1px solid var(--line);border-radius:12px}
.warned li{padding:9px 0;border-top:1px solid var(--line)}.warned li:first-child{border-top:0}
td.hit{background:var(--accent-soft);font-weight:600}
td.none{color:var(--faint)}
`;

/** The report of a training as one HTML page that needs nothing else. */
export async function trainingPage(data: TrainingData, throwIfCancelled: () => void): Promise<Buffer> {
  const { engineVersion, locale, report, word } = data;
  const title = word('title', { target: report.target });
  const makers: [TrainingWord, () => Markup | Promise<Markup>][] = [
    ['summary', () => summarySection(data)],
    ['warnings', () => warningsSection(data)],
    ['confusion', () => confusionSection(data)],
    ['curves', () => curvesSection(data)],
    ['calibration', () => calibrationSection(data)],
    ['residuals', () => residualsSection(data)],
    ['importance', () => importanceSection(data)],
    ['dependence', () => dependenceSection(data)],
    ['groups', () => groupsSection(data)],
    ['learning', () => learningSection(data)],
    ['columns', () => columnsSection(data)],
    ['settings', () => settingsSection(data)],
  ];
  const sections: { key: TrainingWord; body: Markup }[] = [];
  for (const [key, make] of makers) {
    throwIfCancelled();
    const body = await make();
    if (body !== nothing) sections.push({ key, body });
  }
  const links = sections.map(({ key }) => html`<li><a href="#${key}">${word(key)}</a></li>`);
  const parts = sections.map(
    ({ body, key }) => html`<section id="${key}"><h2 class="title">${word(key)}</h2>${body}</section>`,
  );
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark">
<meta name="generator" content="Auspex ${engineVersion}"><title>${title}</title><style>${{ markup: pageStyle + ownStyle }}</style></head>
<body><div class="frame"><nav aria-label="${word('contents')}"><h2>${word('contents')}</h2><ul>${links}</ul></nav><main><h1>${title}</h1><p class="shape">${subtitle(data)}</p>${parts}
<footer>${word('madeWith', { version: engineVersion })}</footer></main></div></body></html>
`;
  return Buffer.from(page.markup, 'utf8');
}

function summarySection(data: TrainingData): Markup {
  const { report, scoreNames, texts, word } = data;
  const columns = scoreColumns(report);
  const best = report.test ?? report.holdout ?? report.crossValidated?.mean ?? null;
  const tiles = scoreNames
    .slice(0, 4)
    .map(
      (name) =>
        html`<div class="tile"><b>${scoreText(data, name, best?.[name])}</b><span>${scoreTexts[name].name[data.locale]}</span></div>`,
    );
  const rows = scoreNames.map((name) => [
    `${scoreTexts[name].name[data.locale]} (${word(scoreTexts[name].isHigherBetter ? 'higherIsBetter' : 'lowerIsBetter')})`,
    ...columns.map(({ deviation, scores }) => {
      const spread = deviation?.[name] ?? null;
      return scoreText(data, name, scores?.[name]) + (spread === null ? '' : ` ± ${scoreText(data, name, spread)}`);
    }),
  ]);
  const counts = [word('rows'), ...columns.map(({ scores }) => texts.count(scores?.rows ?? 0))];
  const heads = [word('score'), ...columns.map((column) => word(column.word))];
  const promise = promiseText(data);
  return html`<div class="tiles">${tiles}</div><p class="note" style="margin-top:14px">${scoresNote(data)}</p>
<div class="card">${figureTable(heads, [...rows, counts])}</div>${promise === null ? nothing : html`<p class="note">${promise}</p>`}`;
}

function warningsSection({ warnings, word }: TrainingData): Markup {
  if (warnings.length === 0) return html`<p class="note">${word('noWarnings')}</p>`;
  return html`<ul class="warned">${warnings.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}
