import type { SegmentBuffer } from '../../contract/orders.ts';
import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { putWords } from '../tabular/put-words.ts';
import {
  type ColumnView,
  cellKind,
  columnView,
  type DictionaryView,
  segmentRows,
  type WholeArray,
} from '../tabular/segment.ts';
import { hashEntries } from './hash-entries.ts';

/** Rows whose hashes stay in the processor's cache while column after column is mixed in. */
const blockRows = 1 << 12;

/** How a column is hashed in one segment; addresses in the kernel's memory, 0 for what there is not. */
interface HashedColumn {
  readonly view: ColumnView;
  /** Its numbers as they are mixed in. */
  readonly wholes: WholeArray | null;
  readonly doubles: Float64Array | null;
  /** The hashes of the dictionary's entries. */
  readonly entriesAt: number;
}

/**
 * Hashes every row of a table into 64 bits in the kernel's memory. Two cells of a column hash alike when they hold the same
 * value: 0 and −0 are one value; missing is a value of its own.
 */
export class RowHasher {
  readonly #kernel: Kernel = threadKernel();
  readonly #segments: readonly SegmentBuffer[];
  readonly #columns: number;
  readonly #hashesAt: number;
  readonly #wordsAt: number;
  readonly #doublesAt: number;
  readonly #codesAt: number;
  readonly #kindsAt: number;
  readonly #entriesAt: readonly number[];

  /** `hashesAt`: room for 8 bytes per row, taken from the kernel before. */
  constructor(segments: readonly SegmentBuffer[], columns: number, hashesAt: number) {
    this.#segments = segments;
    this.#columns = columns;
    this.#hashesAt = hashesAt;
    const { call } = this.#kernel;
    this.#wordsAt = call.allocate(blockRows * 4);
    this.#doublesAt = call.allocate(blockRows * 8);
    this.#codesAt = call.allocate(blockRows * 4);
    this.#kindsAt = call.allocate(blockRows);
    const places = Array.from({ length: columns }, (_, place) => place);
    this.#entriesAt = places.map((place) => {
      const most = Math.max(0, ...segments.map((segment) => columnView(segment, place).dictionary?.count ?? 0));
      return most === 0 ? 0 : call.allocate(most * 8);
    });
  }

  /** `pause` hears how many rows are done; what it throws ends the work. */
  run(pause: (rowsDone: number) => void): void {
    const { call } = this.#kernel;
    const forms = this.#commonForms();
    let start = 0;
    for (const segment of this.#segments) {
      const rows = segmentRows(segment);
      const columns = forms.map((isWhole, place) => this.#hashed(columnView(segment, place), place, isWhole));
      for (let from = 0; from < rows; from += blockRows) {
        const to = Math.min(rows, from + blockRows);
        const at = this.#hashesAt + (start + from) * 8;
        call.clear(at, (to - from) * 8);
        for (const column of columns) this.#mix(column, from, to, at);
        pause(start + to);
      }
      start += rows;
    }
  }

  /** By column: whether all segments keep its numbers as whole numbers of one step, so that these can stand for the values. */
  #commonForms(): boolean[] {
    return Array.from({ length: this.#columns }, (_, place) => {
      const views = this.#segments.map((segment) => columnView(segment, place)).filter(hasNumbers);
      const first = views[0]?.wholes;
      return views.every(
        ({ wholes }) => wholes && wholes.divide === first?.divide && wholes.multiply === first.multiply,
      );
    });
  }

  #hashed(view: ColumnView, place: number, isWhole: boolean): HashedColumn {
    const has = hasNumbers(view);
    const entriesAt = this.#entriesAt[place] as number;
    if (view.dictionary) this.#hashEntries(view.dictionary, entriesAt);
    return {
      ...{ view, entriesAt },
      wholes: has && isWhole ? (view.wholes?.values ?? null) : null,
      doubles: has && !isWhole ? view.numbers : null,
    };
  }

  #hashEntries(dictionary: DictionaryView, entriesAt: number): void {
    const { call } = this.#kernel;
    const mark = call.taken();
    const bytesAt = dictionary.hashes ? 0 : call.allocate(dictionary.bytes.length + 16);
    if (!dictionary.hashes) this.#kernel.bytes.set(dictionary.bytes, bytesAt);
    hashEntries(this.#kernel, dictionary, bytesAt, entriesAt);
    call.release(mark);
  }

  #mix({ view, wholes, doubles, entriesAt }: HashedColumn, from: number, to: number, at: number): void {
    const { call, bytes } = this.#kernel;
    const rows = to - from;
    const { onlyKind, codes } = view;
    if (wholes) putWords(this.#kernel, wholes, from, to, this.#wordsAt);
    if (codes) putWords(this.#kernel, codes, from, to, this.#codesAt);
    const isText = onlyKind === cellKind.text || onlyKind === cellKind.error;
    if (wholes && onlyKind >= 0) {
      call.mixWholes(this.#wordsAt, onlyKind, rows, at);
      return;
    }
    if (codes && isText) {
      call.mixCodes(this.#codesAt, entriesAt, onlyKind, rows, at);
      return;
    }
    if (doubles) new Float64Array(bytes.buffer, this.#doublesAt, rows).set(doubles.subarray(from, to));
    bytes.set(view.kinds.subarray(from, to), this.#kindsAt);
    const wholesAt = wholes ? this.#wordsAt : 0;
    const doublesAt = doubles ? this.#doublesAt : 0;
    call.mixCells(this.#kindsAt, wholesAt, doublesAt, codes ? this.#codesAt : 0, entriesAt, rows, at);
  }
}

const hasNumbers = ({ counts }: ColumnView): boolean =>
  (counts[cellKind.number] as number) + (counts[cellKind.boolean] as number) + (counts[cellKind.date] as number) > 0;
