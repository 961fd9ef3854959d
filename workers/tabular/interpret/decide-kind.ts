import { booleanPairs } from './boolean-words.ts';
import type { Candidate, ColumnContext } from './column-context.ts';
import type { ColumnEvidence, MarkEvidence } from './column-evidence.ts';
import { isDateName } from './column-names.ts';

/** The pair of words of which both occur, and that most cells are of. */
export function decideBoolean(evidence: ColumnEvidence, context: ColumnContext): Candidate | null {
  let best: Candidate | null = null;
  for (let pair = 0; pair < booleanPairs.length; pair++) {
    const yes = evidence.yes[pair] as number;
    const no = evidence.no[pair] as number;
    if (yes === 0 || no === 0 || (best && yes + no + context.booleans <= best.fitting)) continue;
    const words = booleanPairs[pair] as readonly [string, string];
    const missing = sumOf(evidence.strong) + sumOf(evidence.weak, (word) => !words.includes(word.toLowerCase()));
    const total = evidence.cells - missing + context.numbers + context.dates + context.booleans;
    best = { as: 'boolean', fitting: yes + no + context.booleans, total, decision: { pair } };
  }
  return best;
}

/** Dates: the order of day and month that more cells fit; in doubt the day first, but the month before a slash. */
export function decideDate(evidence: ColumnEvidence, context: ColumnContext): Candidate | null {
  const total = valuesOf(evidence, context);
  const allowsCompactDates =
    evidence.compactDates > 0 && (evidence.dates > 0 || isDateName(context.name) || context.isDateWanted);
  const certain = context.dates + (allowsCompactDates ? evidence.compactDates : 0);
  if (evidence.dates + certain === 0) return null;
  const { dayFirst, monthFirst, eitherOrder, eitherOrderWithSlash } = evidence;
  const isTie = dayFirst === monthFirst;
  const isMonthFirst = isTie ? eitherOrderWithSlash * 2 > eitherOrder : monthFirst > dayFirst;
  const ordered = (isMonthFirst ? monthFirst : dayFirst) + certain;
  const mayHoldSerials = ordered * 2 >= total && ordered < total;
  const serials = mayHoldSerials ? evidence.serials + context.countSerials() : 0;
  return {
    as: 'date',
    fitting: ordered + serials,
    total,
    decision: {
      dateOrder: isMonthFirst ? 'monthFirst' : 'dayFirst',
      usesDateOrder: eitherOrder > 0 || !isTie,
      isAmbiguous: isTie && eitherOrder > 0,
      allowsCompactDates,
      allowsSerials: serials > 0,
      isInUtc: evidence.zones.size > 1,
    },
  };
}

/** Numbers: the mark that most cells bear, and the decimal sign that more of them fit. */
export function decideNumber(evidence: ColumnEvidence, context: ColumnContext): Candidate | null {
  const total = valuesOf(evidence, context);
  const none: MarkEvidence = { cells: 0, point: 0, comma: 0, bracketed: 0 };
  const bare = evidence.marks.get('') ?? none;
  const [mark, marked] = mostOf(evidence.marks) ?? ['', none];
  const bareCells = bare.cells + context.numbers;
  if (marked.cells + bareCells === 0) return null;
  // Bare numbers are meant with the mark where most bear it, as in accounts; of a share and a percentage nobody knows.
  const isMarked = marked.cells > 0 && (mark === '%' || marked.cells >= bareCells);
  const allowsBare = !isMarked || mark !== '%';
  const groups = [...(isMarked ? [marked] : []), ...(allowsBare ? [bare] : [])];
  const point = groups.reduce((cells, group) => cells + group.point, 0);
  const comma = groups.reduce((cells, group) => cells + group.comma, 0);
  const bracketed = groups.reduce((cells, group) => cells + group.bracketed, 0);
  const numbers = allowsBare ? context.numbers : 0;
  const isTie = point === comma;
  const decimal = isTie ? (context.decimal ?? '.') : point > comma ? '.' : ',';
  const fitting = Math.max(point, comma) + numbers;
  // (1), (2), (3) number the lines of a list; brackets mean minus only beside numbers without.
  const allowsBrackets = bracketed < fitting;
  return {
    as: 'number',
    fitting: allowsBrackets ? fitting : 0,
    total,
    decision: {
      ...{ mark: isMarked ? mark : '', allowsBare, allowsBrackets, decimal },
      usesDecimal: evidence.pointOnly + evidence.commaOnly + evidence.eitherDecimal > 0,
      isAmbiguous: isTie && evidence.eitherDecimal > 0 && context.decimal === null,
    },
  };
}

/** The mark that most cells bear, '' left out; of two the one that comes first by its letters. */
function mostOf(marks: ReadonlyMap<string, MarkEvidence>): readonly [string, MarkEvidence] | undefined {
  const marked = [...marks].filter(([mark]) => mark !== '');
  return marked.sort(([a, one], [b, other]) => other.cells - one.cells || (a < b ? -1 : 1))[0];
}

/** Cells that hold a value unless it is one of the words for missing. */
function valuesOf({ cells, strong, weak }: ColumnEvidence, { numbers, dates, booleans }: ColumnContext): number {
  return cells - sumOf(strong) - sumOf(weak) + numbers + dates + booleans;
}

function sumOf(counts: ReadonlyMap<string, number>, isCounted: (word: string) => boolean = () => true): number {
  let total = 0;
  for (const [word, count] of counts) if (isCounted(word)) total += count;
  return total;
}
