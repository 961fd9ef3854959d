import { seededRandom } from '../seeded-random.ts';
import { type AloneScore, aloneScore } from './alone-score.ts';
import type { SampledTarget } from './sampled-table.ts';

const rowLimit = 2000;
/** Share of the rows whose text holds the target. */
const heldShare = 0.9;
/** Share that may hold the target of another row by chance. */
const chanceShare = 0.75;
const fewestRows = 20;
const shortestName = 2;
/** Different beginnings or ends that can be codes of something. */
const mostAffixes = 60;

/** Whether the texts of a column hold the target written out, such as `Result: passed` or `88.5 points`. */
export function holdsTarget(target: SampledTarget, cells: Float64Array, texts: readonly string[]): boolean {
  const { classNames, form, rows, seed, truth } = target;
  const places = Uint32Array.from(rows.keys())
    .filter((place) => !Number.isNaN(cells[place] as number))
    .slice(0, rowLimit);
  if (places.length < fewestRows) return false;
  const textOf = (place: number) => texts[cells[place] as number] as string;
  const shuffled = seededRandom(seed, 'renderings').shuffle(places.slice());
  const names = classNames.map((name) => name.toLowerCase());
  const readers = names.some(({ length }) => length >= shortestName) ? namedClass(names) : () => -1;
  const holds =
    form.task === 'regression'
      ? (place: number, of: number) => holdsNumber(textOf(place), truth[of] as number)
      : (place: number, of: number) => readers(textOf(place).toLowerCase()) === truth[of];
  const share = (others: Uint32Array) =>
    places.reduce((sum, place, at) => sum + (holds(place, others[at] as number) ? 1 : 0), 0) / places.length;
  return share(places) >= heldShare && share(shuffled) <= chanceShare;
}

/** The class whose name stands in a text, the longest of several; −1: none. */
function namedClass(names: readonly string[]): (text: string) => number {
  const byLength = names.map((name, place) => ({ name, place })).filter(({ name }) => name.length >= shortestName);
  byLength.sort((one, other) => other.name.length - one.name.length);
  return (text) => byLength.find(({ name }) => text.includes(name))?.place ?? -1;
}

/** Whether one of the numbers in the text is `value`, rounded as the text has it. */
function holdsNumber(text: string, value: number): boolean {
  for (const [written] of text.matchAll(/-?\d+(?:\.\d+)?/g)) {
    const decimals = written.split('.')[1]?.length ?? 0;
    // A whole number stands for a value of any decimals only where these are few.
    const reach = 0.5 * 10 ** -decimals + 1e-9 * Math.abs(value);
    if (Math.abs(Number(written) - value) <= (decimals === 0 && !Number.isInteger(value) ? 0.5 : reach)) return true;
  }
  return false;
}

/** The score of the first or last characters of texts that are mostly different, such as `D-0017`; null where they are no codes. */
export function affixScore(target: SampledTarget, cells: Float64Array, texts: readonly string[]): AloneScore | null {
  let best: AloneScore | null = null;
  for (const cut of [
    (text: string) => text.slice(0, 1),
    (text: string) => text.slice(0, 2),
    (text: string) => text.slice(0, 3),
    (text: string) => text.slice(-1),
    (text: string) => text.slice(-2),
  ]) {
    const places = new Map<string, number>();
    const codes = cells.map((cell) => {
      if (Number.isNaN(cell)) return cell;
      const affix = cut(texts[cell] as string);
      const place = places.get(affix) ?? places.size;
      places.set(affix, place);
      return place;
    });
    if (places.size < 2 || places.size > mostAffixes) continue;
    const scored = aloneScore(target, codes, false);
    if (scored && scored.score > (best?.score ?? 0)) best = scored;
  }
  return best;
}
