import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import type { ColumnCells } from '../column-cells.ts';
import { namesGroups, namesRows } from '../proposal/column-names.ts';
import { type AloneScore, aloneScore } from './alone-score.ts';
import { isCopy } from './copies.ts';
import { isDerived } from './derived.ts';
import { exactFormula } from './exact-formula.ts';
import { tellingGap } from './missing-tells.ts';
import { affixScore, holdsTarget } from './renderings.ts';
import { type SampledTarget, sampledCells } from './sampled-table.ts';

/** What is known of a column beside its cells. */
interface SuspectColumn {
  readonly cells: ColumnCells;
  /** Different values and missing cells over all rows. */
  readonly distinct: number;
  /** Whether each row has a value of its own, as ids and free texts do. */
  readonly isNearlyUnique: boolean;
}

export interface LeakFacts {
  readonly aloneScore: number | null;
  /** null: no suspicion. */
  readonly warning: TrainingWarning | null;
  /** Whether it is the target in another form, beyond doubt: such a column is set aside. */
  readonly isCertain: boolean;
}

/** From these scores a single column is suspect, wherever the others stand. */
const suspectAlways = { classes: 0.99, number: 0.98 };
/** From these it is, where it leaves less than a quarter of what the next best column leaves open. */
const suspectIfFarAhead = { classes: 0.95, number: 0.9 };
const farAhead = 0.25;
/** A value told by so few levels, and so surely, is the outcome under another name. */
const certainScore = 0.999;
const levelLimit = 20;
/** From this AUC one class among several is told by a column of few levels. */
const classScore = 0.995;
/** From these a column that repeats its many values tells the target of those who bear them. */
const groupScore = { classes: 0.9, number: 0.8 };
const groupRows = { fewest: 1.5, most: 50 };
/** Texts so many of which hold a number count on. */
const numberedShare = 0.9;
/** In characters. */
const longestId = 40;
const fewestRows = 30;
/** Of more classes each has too few rows to be told apart by one column. */
const mostClasses = 200;

/** Looks at every column for whether it tells the target in a way that no honest one could, in the order given. */
export function findLeaks(
  target: SampledTarget,
  columns: readonly SuspectColumn[],
  throwIfCancelled: () => void = () => {},
): LeakFacts[] {
  if (target.rows.length < fewestRows || target.form.classes > mostClasses) {
    return columns.map(() => ({ aloneScore: null, warning: null, isCertain: false }));
  }
  const looks = columns.map((column) => {
    throwIfCancelled();
    return lookAt(target, column);
  });
  const formula = new Set(
    exactFormula(
      target,
      columns.filter((_, place) => !looks[place]?.isCertain).map(({ cells }) => cells),
    ),
  );
  return looks.map((look, place): LeakFacts => {
    const { name } = (columns[place] as SuspectColumn).cells;
    const score = look.alone?.score ?? null;
    if (look.warning) return { aloneScore: score, warning: look.warning, isCertain: look.isCertain };
    const best = Math.max(
      0,
      ...looks.map((other, at) => (at === place || other.warning ? 0 : (other.alone?.score ?? 0))),
    );
    if (look.alone && isSuspect(target, look.alone, best)) {
      return {
        aloneScore: score,
        warning: { code: 'leakAlone', values: { column: name, score: look.alone.score, measure: measureOf(target) } },
        isCertain: false,
      };
    }
    if (formula.has(name)) {
      const others = [...formula]
        .filter((other) => other !== name)
        .slice(0, 5)
        .join(', ');
      return {
        aloneScore: score,
        warning: { code: 'leakFormula', values: { column: name, others } },
        isCertain: false,
      };
    }
    return { aloneScore: score, warning: null, isCertain: false };
  });
}

const measureOf = ({ form }: SampledTarget) => (form.task === 'regression' ? 'R²' : 'AUC');
const limitFor = ({ form }: SampledTarget, limits: { classes: number; number: number }) =>
  form.task === 'regression' ? limits.number : limits.classes;

function isSuspect(target: SampledTarget, { score }: AloneScore, best: number): boolean {
  if (score >= limitFor(target, suspectAlways)) return true;
  return score >= limitFor(target, suspectIfFarAhead) && 1 - score <= farAhead * (1 - best);
}

interface Look {
  readonly alone: AloneScore | null;
  readonly warning: TrainingWarning | null;
  readonly isCertain: boolean;
}

function lookAt(target: SampledTarget, { cells: column, distinct, isNearlyUnique }: SuspectColumn): Look {
  const { name } = column;
  const cells = sampledCells(column, target.rows);
  const isNumber = column.kind !== 'text';
  const own = aloneScore(target, cells, isNumber && distinct > levelLimit);
  const affix = !isNumber && isNearlyUnique ? affixScore(target, cells, column.texts) : null;
  const numbered = !isNumber && isNearlyUnique ? numberedScore(target, cells, column.texts) : null;
  const alone = best(best(own, numbered), affix);
  const found = (code: string, values: TrainingWarning['values'], isCertain: boolean): Look => ({
    ...{ alone, warning: { code, values: { column: name, ...values } }, isCertain },
  });
  if (isCopy(target, cells, isNumber)) return found('leakCopy', {}, true);
  // A few texts that are called like classes may be an earlier state, which is honest unless it foretells too well.
  const isWritten = column.kind === 'text' && distinct > levelLimit && holdsTarget(target, cells, column.texts);
  if (isWritten) return found('leakRendering', {}, true);
  const gap = tellingGap(target, cells);
  if (gap) {
    const values = { name: gap.className ?? '' };
    return found(
      gap.className === null ? 'leakGapNumber' : gap.isPresent ? 'leakPresent' : 'leakMissing',
      values,
      gap.tellsAll,
    );
  }
  if (alone === null) return { alone, warning: null, isCertain: false };
  const score = { score: alone.score, measure: measureOf(target) };
  if (affix !== null && alone === affix && affix.score >= limitFor(target, suspectAlways))
    return found('leakAffix', score, true);
  const isFewLevels = distinct <= Math.max(levelLimit, 2 * target.form.classes);
  if (isFewLevels && alone.score >= certainScore) return found('leakAlone', score, true);
  const { bestClass } = alone;
  if (isFewLevels && target.form.classes > 2 && bestClass && bestClass.score >= classScore) {
    const className = target.classNames[bestClass.place] ?? String(bestClass.place);
    return found('leakOfClass', { name: className, score: bestClass.score }, false);
  }
  if (distinct <= levelLimit && isDerived(target, cells)) return found('leakDerived', {}, false);
  const group = groupScoreOf(target, column, cells, distinct, alone.score);
  if (group !== null) return found('leakGroup', { score: group, measure: measureOf(target) }, false);
  return { alone, warning: null, isCertain: false };
}

/** The higher of two scores, the first where they are equal. */
const best = (one: AloneScore | null, other: AloneScore | null): AloneScore | null =>
  (other?.score ?? 0) > (one?.score ?? 0) ? other : one;

/** Ids such as S00017 count on: the score by their last number; null where they have none. */
function numberedScore(target: SampledTarget, cells: Float64Array, texts: readonly string[]): AloneScore | null {
  const numbers = texts.map((text) =>
    text.length > longestId ? Number.NaN : Number(/(\d{1,15})\D*$/.exec(text)?.[1] ?? Number.NaN),
  );
  const counted = cells.map((code) => (Number.isNaN(code) ? Number.NaN : (numbers[code] as number)));
  const found = counted.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return found >= counted.length * numberedShare ? aloneScore(target, counted, true) : null;
}

/** The score by who bears a value that several rows have, such as a customer; null where that is no group, or tells little. */
function groupScoreOf(
  target: SampledTarget,
  column: ColumnCells,
  cells: Float64Array,
  distinct: number,
  ownScore: number,
): number | null {
  const rowsOfValue = target.rows.length / Math.max(1, new Set(cells).size);
  if (distinct <= levelLimit || rowsOfValue < groupRows.fewest || rowsOfValue > groupRows.most) return null;
  // Numbers that name something are no amounts: each stands for itself.
  if (column.kind !== 'text' && !(column.kind === 'number' && (namesRows(column.name) || namesGroups(column.name))))
    return null;
  const score = column.kind === 'text' ? ownScore : (aloneScore(target, cells, false)?.score ?? 0);
  return score >= limitFor(target, groupScore) ? score : null;
}
