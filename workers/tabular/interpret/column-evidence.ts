import { missingStrength } from '../missing-words.ts';
import { booleanPairs, booleanWordOf } from './boolean-words.ts';
import { type DateForm, dateFormOf } from './date-form.ts';
import { foldWidth } from './fold-width.ts';
import { isIdText, type NumberForm, numberFormOf } from './number-form.ts';

/** Longer texts (in UTF-16 units) are nothing but text. */
export const longestTelling = 64;
/** Distinct texts that read as nothing else are kept, to tell what stands in the way; the first to appear. */
const keptOthers = 1000;
/** Serials of days between 1927 and 2119, as spreadsheets count them: others are numbers like any. */
export const plausibleSerials = { from: 10_000, to: 80_000 } as const;

/** Cells that bear one mark, by the decimal sign they fit. */
export interface MarkEvidence {
  cells: number;
  point: number;
  comma: number;
  bracketed: number;
}

/** What the texts of a column say, added up cell by cell; the sum does not depend on their order. */
export class ColumnEvidence {
  readonly #missingWords: ReadonlySet<string>;
  cells = 0;
  readonly strong = new Map<string, number>();
  readonly weak = new Map<string, number>();
  readonly yes: number[] = booleanPairs.map(() => 0);
  readonly no: number[] = booleanPairs.map(() => 0);
  readonly marks = new Map<string, MarkEvidence>();
  /** Numbers that fit one decimal sign only, and those that mean different things with either. */
  pointOnly = 0;
  commaOnly = 0;
  eitherDecimal = 0;
  ids = 0;
  /** Bare whole numbers in plain digits, those of them that are telephone numbers, and cells by count of digits. */
  digits = 0;
  phones = 0;
  readonly lengths = new Map<number, number>();
  serials = 0;
  dates = 0;
  dayFirst = 0;
  monthFirst = 0;
  eitherOrder = 0;
  eitherOrderWithSlash = 0;
  compactDates = 0;
  readonly zones = new Map<number, number>();
  /** Texts that read as no number, date or word for missing, and those of them that are no word for yes or no either. */
  others = 0;
  plainWords = 0;
  readonly otherTexts = new Map<string, number>();
  hasMoreOthers = false;

  /** `missingWords`: words for missing that the person has named. */
  constructor(missingWords: ReadonlySet<string> = new Set()) {
    this.#missingWords = missingWords;
  }

  /** Adds a text that stands in `cells` cells. */
  add(text: string, cells: number): void {
    this.cells += cells;
    const body = text.length > longestTelling ? '' : foldWidth(text).trim();
    const isWord = body !== '' && this.#addWord(body, text.trim(), cells);
    const isValue = body !== '' && !this.#missingWords.has(text.trim()) && this.#addValue(body, cells);
    if (isWord || isValue) return;
    this.#addOther(text, cells);
    this.plainWords += cells;
  }

  #addWord(body: string, written: string, cells: number): boolean {
    if (this.#missingWords.has(written)) {
      add(this.strong, written, cells);
      return true;
    }
    const strength = missingStrength(written);
    if (strength !== null) add(strength === 'strong' ? this.strong : this.weak, written, cells);
    const word = booleanWordOf(body);
    for (const pair of word?.pairs ?? []) {
      const side = word?.isYes ? this.yes : this.no;
      side[pair] = (side[pair] as number) + cells;
    }
    if (strength === null && word !== null) this.#addOther(written, cells);
    return strength !== null || word !== null;
  }

  #addValue(body: string, cells: number): boolean {
    if (isIdText(body)) {
      this.ids += cells;
      return true;
    }
    const number = numberFormOf(body);
    if (number) this.#addNumber(number, body, cells);
    // The only text that is both: 20240305.
    const date = number && body.length !== 8 ? null : dateFormOf(body);
    if (date) this.#addDate(date, body, cells);
    return number !== null || date !== null;
  }

  #addNumber({ point, comma, mark, isBracketed }: NumberForm, body: string, cells: number): void {
    const ofMark = this.marks.get(mark) ?? { cells: 0, point: 0, comma: 0, bracketed: 0 };
    this.marks.set(mark, ofMark);
    const [fitsPoint, fitsComma] = [!Number.isNaN(point), !Number.isNaN(comma)];
    ofMark.cells += cells;
    if (fitsPoint) ofMark.point += cells;
    if (fitsComma) ofMark.comma += cells;
    if (isBracketed) ofMark.bracketed += cells;
    if (fitsPoint && !fitsComma) this.pointOnly += cells;
    else if (fitsComma && !fitsPoint) this.commaOnly += cells;
    else if (point !== comma) this.eitherDecimal += cells;
    if (mark !== '') return;
    if (point >= plausibleSerials.from && point < plausibleSerials.to) this.serials += cells;
    if (!/^\d+$/.test(body)) return;
    this.digits += cells;
    if (/^1[3-9]\d{9}$/.test(body)) this.phones += cells;
    this.lengths.set(body.length, (this.lengths.get(body.length) ?? 0) + cells);
  }

  #addDate({ dayFirst, monthFirst, isAmbiguous, change, zoneMinutes }: DateForm, body: string, cells: number): void {
    if (change === 'compactDate') {
      this.compactDates += cells;
      return;
    }
    this.dates += cells;
    if (!Number.isNaN(dayFirst)) this.dayFirst += cells;
    if (!Number.isNaN(monthFirst)) this.monthFirst += cells;
    if (isAmbiguous) this.eitherOrder += cells;
    if (isAmbiguous && body.includes('/')) this.eitherOrderWithSlash += cells;
    if (zoneMinutes !== null) this.zones.set(zoneMinutes, (this.zones.get(zoneMinutes) ?? 0) + cells);
  }

  #addOther(text: string, cells: number): void {
    this.others += cells;
    if (this.otherTexts.has(text) || this.otherTexts.size < keptOthers) add(this.otherTexts, text, cells);
    else this.hasMoreOthers = true;
  }
}

function add(counts: Map<string, number>, key: string, cells: number): void {
  counts.set(key, (counts.get(key) ?? 0) + cells);
}
