import { columnRoleSentence, columnRoleTitle } from '../../../contract/train/training-texts.ts';
import { html, type Markup } from '../page/escape-html.ts';
import { settingLines } from './setting-lines.ts';
import { sampledNote, type TrainingData } from './training-data.ts';

const shownColumns = 500;

/** Each column with what it was used as, and why. */
export function columnsSection(data: TrainingData): Markup {
  const { locale, report, texts, word } = data;
  const heads = [word('name'), word('role'), word('why')].map((name) => html`<th>${name}</th>`);
  const figures = [word('distinct'), word('missing'), word('alone')].map(
    (name) => html`<th class="figure">${name}</th>`,
  );
  const lines = report.columns.slice(0, shownColumns).map((column) => {
    const level = {
      markup:
        column.role === 'leak' ? 'high' : column.isLeakSuspect ? 'medium' : column.role === 'feature' ? '' : 'low',
    };
    const alone = column.aloneScore === null ? '–' : column.aloneScore.toFixed(3);
    return html`<tr><td><strong>${column.name}</strong></td><td><span class="mark ${level}">${columnRoleTitle(column.role, locale)}</span></td><td>${columnRoleSentence(column, locale)}</td><td class="figure">${texts.count(column.distinct)}</td><td class="figure">${texts.count(column.missing)}</td><td class="figure">${alone}</td></tr>`;
  });
  return html`<p class="note">${sampledNote(data, word('columnsNote'), 'alone')}</p><div class="card wide"><table><thead><tr>${heads}${figures}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

export function settingsSection(data: TrainingData): Markup {
  const lines = settingLines(data).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<div class="card facts"><dl>${lines}</dl></div>`;
}
