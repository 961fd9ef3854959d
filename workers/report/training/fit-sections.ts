import { chartColors } from '../charts/chart-colors.ts';
import { html, type Markup, nothing } from '../page/escape-html.ts';
import { figureTable } from '../page/page-context.ts';
import { plotCard, plots } from './plot-card.ts';
import { columnsChart, lineColors, linesChart, scatterChart } from './plots.ts';
import { calibrationNote, type TrainingData } from './training-data.ts';

/** A table of more classes is for the workbook. */
const shownClasses = 30;

/** Rows by true and predicted class, with how many of a class were found and how many of its predictions were right. */
export function confusionSection({ report, texts, word }: TrainingData): Markup {
  const { classes, confusion } = report;
  if (confusion === null || classes === null || classes.length > shownClasses) return nothing;
  const { found, right } = confusionShares(confusion);
  const heads = [...classes.map(({ name }) => name), word('recall')].map(
    (name) => html`<th class="figure">${name}</th>`,
  );
  const lines = confusion.map((row, place) => {
    const cells = row.map((count, other) => {
      const look = { markup: other === place ? 'figure hit' : count === 0 ? 'figure none' : 'figure' };
      return html`<td class="${look}">${texts.count(count)}</td>`;
    });
    return html`<tr><th>${classes[place]?.name ?? ''}</th>${cells}<td class="figure">${shareText(found[place])}</td></tr>`;
  });
  const last = right.map((share) => html`<td class="figure">${shareText(share)}</td>`);
  function shareText(share: number | null | undefined): string {
    return share === null || share === undefined ? '–' : texts.share(share);
  }
  return html`<p class="note">${word('confusionNote')}</p><div class="card wide"><table><thead><tr><th>${word('trueClass')}</th>${heads}</tr></thead><tbody>${lines}<tr><th>${word('precision')}</th>${last}<td></td></tr></tbody></table></div>`;
}

/** By class: share of its rows that were found, and share of its predictions that were right; null without any. */
export function confusionShares(confusion: readonly (readonly number[])[]): {
  found: (number | null)[];
  right: (number | null)[];
} {
  const share = (part: number, counts: readonly number[]) => {
    const whole = counts.reduce((sum, count) => sum + count, 0);
    return whole === 0 ? null : part / whole;
  };
  const column = (place: number) => confusion.map((row) => row[place] ?? 0);
  return {
    found: confusion.map((row, place) => share(row[place] ?? 0, row)),
    right: confusion.map((row, place) => share(row[place] ?? 0, column(place))),
  };
}

export async function curvesSection({ report, texts, word }: TrainingData): Promise<Markup> {
  const { precisionRecall, roc } = report;
  if (roc.length === 0) return nothing;
  const drawing = (curves: typeof roc) => curves.slice(0, lineColors.length);
  const linesOf = (curves: typeof roc) =>
    drawing(curves).map(({ points }, place) => ({ points, color: lineColors[place] as string }));
  const legendOf = (curves: typeof roc) =>
    drawing(curves).map(({ area, className }, place) => ({
      name: area === null ? className : `${className}: ${area.toFixed(3)}`,
      color: lineColors[place] as string,
    }));
  const even = {
    points: [
      [0, 0],
      [1, 1],
    ] as const,
    color: chartColors.faint,
    isDashed: true,
  };
  const rocAxes = { across: word('falsePositives'), up: word('found'), isUnit: true, texts };
  const recallAxes = { across: word('found'), up: word('precision'), isUnit: true, texts };
  return plots([
    await plotCard(word('roc'), linesChart([...linesOf(roc), even], rocAxes), legendOf(roc)),
    await plotCard(
      word('precisionRecall'),
      linesChart(linesOf(precisionRecall), recallAxes),
      legendOf(precisionRecall),
    ),
  ]);
}

export async function calibrationSection(data: TrainingData): Promise<Markup> {
  const { report, texts, word } = data;
  const { calibration } = report;
  if (calibration === null) return nothing;
  const line = (bins: typeof calibration.after.bins) => bins.map(({ right, stated }) => [stated, right] as const);
  const { accent, faint, warm } = chartColors;
  const lines = [
    {
      points: [
        [0, 0],
        [1, 1],
      ] as const,
      color: faint,
      isDashed: true,
    },
    { points: line(calibration.before.bins), color: warm, hasDots: true },
    { points: line(calibration.after.bins), color: accent, hasDots: true },
  ];
  const described = { across: word('stated'), up: word('right'), isUnit: true, texts };
  const legend = [
    { name: word('beforeCalibration'), color: warm },
    { name: word('afterCalibration'), color: accent },
  ];
  const rows = calibration.after.bins.map(({ right, rows: count, stated }) => [
    ...[texts.share(stated), texts.share(right), texts.count(count)],
  ]);
  const table = figureTable([word('stated'), word('right'), word('rows')], rows);
  const card = await plotCard(word('calibration'), linesChart(lines, described), legend);
  return html`<p class="note">${calibrationNote(data)}</p>${plots([card, html`<div class="card"><h3>${word('afterCalibration')}</h3>${table}</div>`])}`;
}

export async function residualsSection({ report, texts, word }: TrainingData): Promise<Markup> {
  const { residuals } = report;
  if (residuals === null) return nothing;
  const described = { across: word('predicted'), up: word('truth'), texts };
  const points = residuals.points.map(([truth, value]) => [value, truth] as const);
  const names = residuals.histogram.map(({ from, to }) => texts.number((from + to) / 2));
  const bars = [{ values: residuals.histogram.map(({ rows }) => rows), color: chartColors.accent }];
  return plots([
    await plotCard(word('predictedTrue'), scatterChart(points, described)),
    await plotCard(word('residual'), columnsChart(names, bars, { up: word('rows'), texts })),
  ]);
}
