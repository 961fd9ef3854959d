import { chartColors } from '../charts/chart-colors.ts';
import { html, type Markup, nothing } from '../page/escape-html.ts';
import { plotCard, plots } from './plot-card.ts';
import { columnsChart, lineColors, linesChart, rankedBars } from './plots.ts';
import { learningNote, sampledNote, scoreText, type TrainingData } from './training-data.ts';
import { scoreTexts } from './training-words.ts';

const shownFeatures = 20;
const shownGroups = 60;

export async function importanceSection(data: TrainingData): Promise<Markup> {
  const { metric, report, texts, word } = data;
  const { importance } = report;
  if (importance.length === 0) return nothing;
  const gains = importance
    .slice(0, shownFeatures)
    .map(({ feature, gain }) => ({ name: feature, value: gain, label: texts.share(gain) }));
  const shuffled = shuffledColumns(importance)
    .slice(0, shownFeatures)
    .map(({ column, deviation, mean }) => ({
      name: column,
      value: mean,
      label: `${texts.number(mean)} ± ${texts.number(Number(deviation.toPrecision(2)))}`,
    }));
  const cards = [await plotCard(word('gain'), rankedBars(gains))];
  if (shuffled.length > 0) cards.push(await plotCard(word('shuffled'), rankedBars(shuffled, chartColors.warm)));
  return html`<p class="note">${sampledNote(data, word('importanceNote', { metric }), 'importance')}</p>${plots(cards)}`;
}

/** A column once, whatever the number of its features; the most harmful to shuffle first. */
export function shuffledColumns(
  importance: TrainingData['report']['importance'],
): { column: string; mean: number; deviation: number }[] {
  const known = new Map<string, { column: string; mean: number; deviation: number }>();
  for (const { column, permutation, permutationDeviation } of importance) {
    if (permutation !== null && !known.has(column)) {
      known.set(column, { column, mean: permutation, deviation: permutationDeviation ?? 0 });
    }
  }
  return [...known.values()].sort((one, other) => other.mean - one.mean);
}

export async function dependenceSection(data: TrainingData): Promise<Markup> {
  const { report, texts, word } = data;
  const cards: Markup[] = [];
  const names = report.classes?.map(({ name }) => name) ?? [];
  // Of two classes the second says it all.
  const places = report.task === 'regression' ? [0] : report.task === 'binary' ? [1] : names.map((_, place) => place);
  const drawn = places.slice(0, lineColors.length);
  const legend =
    report.task === 'regression'
      ? []
      : drawn.map((place, at) => ({ name: names[place] ?? '', color: lineColors[at] as string }));
  for (const { column, kind, means, values } of report.partialDependence) {
    if (values.length === 0) continue;
    const isShare = report.task !== 'regression';
    const meansOf = (place: number) => means.map((mean) => mean[place] ?? 0);
    const colorOf = (at: number) => lineColors[at] as string;
    if (kind === 'text') {
      const bars = drawn.map((place, at) => ({ values: meansOf(place), color: colorOf(at) }));
      const design = columnsChart(values.map(String), bars, { up: word('meanPrediction'), isShare, texts });
      cards.push(await plotCard(column, design, legend));
      continue;
    }
    const across = values.map((value) => (kind === 'date' ? Date.parse(String(value)) : Number(value)));
    const lines = drawn.map((place, at) => ({
      points: meansOf(place).map((mean, value) => [across[value] ?? 0, mean] as const),
      color: colorOf(at),
    }));
    const acrossText = kind === 'date' ? dayOf : texts.number;
    const upText = isShare ? texts.share : texts.number;
    const design = linesChart(lines, { across: '', up: word('meanPrediction'), acrossText, upText, texts });
    cards.push(await plotCard(column, design, legend));
  }
  const note = sampledNote(data, word('dependenceNote'), 'dependence');
  return cards.length === 0 ? nothing : html`<p class="note">${note}</p>${plots(cards)}`;
}

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

export function groupsSection(data: TrainingData): Markup {
  const { report, scoreNames, texts, word } = data;
  const { groups } = report;
  if (groups === null || groups.groups.length === 0) return nothing;
  const shown = groups.groups.slice(0, shownGroups);
  const heads = scoreNames.map((name) => html`<th class="figure">${scoreTexts[name].name[data.locale]}</th>`);
  const lines = shown.map(({ isSmall, name, rows, scores }) => {
    const mark = isSmall ? html` <span class="mark low">${word('smallGroup')}</span>` : nothing;
    const figures = scoreNames.map((score) => html`<td class="figure">${scoreText(data, score, scores[score])}</td>`);
    return html`<tr><td>${name}${mark}</td><td class="figure">${texts.count(rows)}</td>${figures}</tr>`;
  });
  const counts = { shown: texts.count(shown.length), total: texts.count(groups.total) };
  const more = groups.total > shown.length ? html`<p class="note">${word('groupsShown', counts)}</p>` : nothing;
  return html`<p class="note">${word('groupsNote', { column: groups.column })}</p>${more}<div class="card wide"><table><thead><tr><th>${word('group')}</th><th class="figure">${word('rows')}</th>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

export async function learningSection(data: TrainingData): Promise<Markup> {
  const { metric, report, texts, word } = data;
  const { history, learningCurve } = report;
  const { accent, warm } = chartColors;
  const legend = [
    { name: word('trained'), color: warm },
    { name: word('others'), color: accent },
  ];
  const cards: Markup[] = [];
  if (learningCurve.length > 1) {
    const lines = [
      { points: learningCurve.map(({ rows, train }) => [rows, train] as const), color: warm, hasDots: true },
      {
        points: learningCurve.map(({ rows, validation }) => [rows, validation] as const),
        color: accent,
        hasDots: true,
      },
    ];
    cards.push(
      await plotCard(word('learning'), linesChart(lines, { across: word('rows'), up: metric, texts }), legend),
    );
  }
  if (history.train.length > 1) {
    const rounds = (values: readonly number[]) => values.map((value, at) => [at + 1, value] as const);
    const lines = [
      { points: rounds(history.train), color: warm },
      { points: rounds(history.validation), color: accent },
    ];
    cards.push(
      await plotCard(word('history'), linesChart(lines, { across: word('round'), up: metric, texts }), legend),
    );
  }
  return cards.length === 0 ? nothing : html`<p class="note">${learningNote(data)}</p>${plots(cards)}`;
}
