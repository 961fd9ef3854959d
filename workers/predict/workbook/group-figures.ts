import {
  type PredictionGroup,
  type PredictionReport,
  smallGroupRows,
} from '../../../contract/predict/prediction-report.ts';
import type { FrontContents } from './front-contents.ts';
import { percentText, scoreText } from './score-words.ts';

/** Classes told of a group one by one, and stretches of a number. */
const shownClasses = 12;
const shownBins = 12;
/** Classes told in a line. */
const classesInLine = 3;

/** What a group is like beside all rows: a class, or a stretch of values, with its rows. */
export interface GroupPart {
  readonly name: string;
  readonly rows: number;
  readonly share: number;
  /** Of all rows of the file. */
  readonly shareOfAll: number;
}

type Figures = Pick<PredictionReport, 'classes' | 'classRows' | 'histogram' | 'rows'>;

/** The classes of a group, the rare ones together, or its values in stretches. */
export function groupParts(report: Figures, group: PredictionGroup, others: string): GroupPart[] {
  const { classes, classRows, rows: all } = report;
  const part = (name: string, rows: number, ofAll: number): GroupPart => ({
    ...{ name, rows, share: rows / Math.max(1, group.rows) },
    shareOfAll: ofAll / Math.max(1, all),
  });
  if (classes === null) return binParts(report, group, part);
  const own = group.classRows ?? [];
  const total = classRows ?? [];
  const places = classes.map((_, place) => place);
  if (classes.length <= shownClasses)
    return places.map((place) => part(classes[place]!, own[place] ?? 0, total[place] ?? 0));
  const ranked = places.sort((one, other) => (own[other] ?? 0) - (own[one] ?? 0) || one - other);
  const shown = new Set(ranked.slice(0, shownClasses - 1));
  const sum = (counts: readonly number[]) =>
    counts.reduce((rest, count, place) => rest + (shown.has(place) ? 0 : count), 0);
  return [
    ...[...shown].map((place) => part(classes[place]!, own[place] ?? 0, total[place] ?? 0)),
    part(others, sum(own), sum(total)),
  ];
}

function binParts(
  { histogram }: Figures,
  { histogramRows }: PredictionGroup,
  part: (name: string, rows: number, ofAll: number) => GroupPart,
): GroupPart[] {
  if (!histogram || !histogramRows) return [];
  const step = Math.ceil(histogram.length / shownBins);
  const parts: GroupPart[] = [];
  for (let from = 0; from < histogram.length; from += step) {
    const bins = histogram.slice(from, from + step);
    const own = histogramRows.slice(from, from + step).reduce((sum, count) => sum + count, 0);
    const name = `${edge(bins[0]!.from)} … ${edge(bins.at(-1)!.to)}`;
    parts.push(
      part(
        name,
        own,
        bins.reduce((sum, { rows }) => sum + rows, 0),
      ),
    );
  }
  return parts;
}

const edge = (value: number): string => String(Number(value.toPrecision(6)));

export const isSmallGroup = ({ rows }: Pick<PredictionGroup, 'rows'>): boolean => rows < smallGroupRows;

/** A group in a line: its most frequent classes or its mean, and its score where the truth is known. */
export function groupLine(
  { locale, report, word }: Pick<FrontContents, 'locale' | 'report' | 'word'>,
  group: PredictionGroup,
): string {
  const told: string[] = [];
  const share = (value: number) => percentText(value, locale);
  if (report.classes) {
    const own = report.classes.map((name, place) => ({ name, rows: group.classRows?.[place] ?? 0 }));
    const top = own.filter(({ rows }) => rows > 0).sort((one, other) => other.rows - one.rows);
    const names = top
      .slice(0, classesInLine)
      .map(({ name, rows }) => `${name} ${share(rows / Math.max(1, group.rows))}`);
    told.push(names.join(', ') + (top.length > classesInLine ? ' …' : ''));
    if (group.mean !== null) told.push(word('meanShare', { share: share(group.mean) }));
  } else if (group.mean !== null && group.minimum !== null && group.maximum !== null) {
    const figure = (value: number) => value.toLocaleString(locale, { maximumSignificantDigits: 4 });
    const { maximum, mean, minimum } = group;
    told.push(word('meanFact', { mean: figure(mean), minimum: figure(minimum), maximum: figure(maximum) }));
  }
  const key = report.classes ? 'accuracy' : 'rmse';
  const score = group.scores?.[key] ?? null;
  if (score !== null) told.push(`${word(key)} ${scoreText(key, score, locale)}`);
  return told.filter((text) => text !== '').join(' · ');
}
