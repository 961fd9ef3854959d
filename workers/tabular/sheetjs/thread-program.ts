import type { MessagePort } from 'node:worker_threads';
import type { CellBatch, OpenedBook, ThreadAnswer, ThreadQuestion, ThreadStart } from './thread-messages.ts';

/** What SheetJS gives, as far as it is used here. */
interface LibraryCell {
  readonly t: 'n' | 's' | 'b' | 'e' | 'd' | 'z';
  readonly v?: unknown;
  readonly z?: unknown;
}
type LibraryRow = readonly (LibraryCell | undefined)[] | undefined;
interface LibrarySheet {
  readonly '!type'?: string;
  readonly '!ref'?: string;
  readonly '!fullref'?: string;
  readonly '!data'?: readonly LibraryRow[];
  readonly '!merges'?: readonly { s: { r: number; c: number }; e: { r: number; c: number } }[];
}
interface LibraryBook {
  readonly SheetNames: readonly string[];
  readonly Sheets: Readonly<Record<string, LibrarySheet>>;
  readonly Workbook?: {
    readonly Sheets?: readonly { readonly name?: string; readonly Hidden?: number }[];
    readonly WBProps?: { readonly date1904?: boolean };
  };
}
interface Library {
  read(bytes: Uint8Array, options: object): LibraryBook;
  readonly utils: { decode_range(range: string): { s: { r: number; c: number }; e: { r: number; c: number } } };
}

/** Its tables of code pages, as far as it uses them when reading. */
interface CodePages {
  readonly utils: {
    decode(page: number, bytes: Uint8Array | readonly number[] | string, ...rest: unknown[]): string;
    encode(...given: unknown[]): unknown;
  };
}

/**
 * Answers questions about the workbook of `workerData` with SheetJS. The text of this function is the program of a thread
 * of its own (workbook-thread.ts): what a file can do to the library ends there. So it uses nothing from outside itself but types.
 */
export function answerFromWorkbook(): void {
  // A bundler would replace `require`, and what it puts there is not in this text.
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads') as unknown as {
    parentPort: MessagePort;
    workerData: ThreadStart;
  };
  const batchCells = 65_536;
  const mostRows = 1_048_576;
  const mostColumns = 16_384;
  const kindOf = { number: 1, text: 2, boolean: 3, error: 5 };
  const errorTexts: Readonly<Record<number, string>> = {
    0: '#NULL!',
    7: '#DIV/0!',
    15: '#VALUE!',
    23: '#REF!',
    29: '#NAME?',
    36: '#NUM!',
    42: '#N/A',
    43: '#GETTING_DATA',
  };
  // The library writes its doubts to the console.
  for (const name of ['log', 'warn', 'error', 'info'] as const) console[name] = () => {};
  const load = process.getBuiltinModule('node:module').createRequire(workerData.libraryPath);
  // Its tables of code pages take four times as long to load as all the rest, and hardly a file needs them.
  const tablesPath = load.resolve('./dist/cpexcel.js');
  let tables: CodePages | null = null;
  const needTables = (): CodePages => {
    delete load.cache[tablesPath];
    tables ??= load(tablesPath) as CodePages;
    return tables;
  };
  const unicode: Readonly<Record<number, 'utf16le' | 'utf8'>> = { 1200: 'utf16le', 65001: 'utf8' };
  const lateTables: CodePages = {
    utils: {
      decode(page, bytes, ...rest) {
        const encoding = unicode[page];
        if (encoding === undefined || typeof bytes === 'string') return needTables().utils.decode(page, bytes, ...rest);
        return Buffer.from(bytes).toString(encoding);
      },
      encode: (...given) => needTables().utils.encode(...given),
    },
  };
  load.cache[tablesPath] = { id: tablesPath, loaded: true, exports: lateTables } as NodeJS.Module;
  const library = load(workerData.libraryPath) as Library;
  const bytes = process.getBuiltinModule('node:fs').readFileSync(workerData.path);
  let book: LibraryBook = { SheetNames: [], Sheets: {} };

  const sheetCalled = (name: string): LibrarySheet => (Object.hasOwn(book.Sheets, name) && book.Sheets[name]) || {};

  const open = (sheet: string | null, maximumRows: number): OpenedBook => {
    const dates = { cellDates: false, cellNF: true };
    const parts = { cellFormula: false, cellHTML: false, cellText: false, cellStyles: false, bookVBA: false };
    const only = sheet === null ? {} : { sheets: [sheet] };
    book = library.read(bytes, { type: 'buffer', dense: true, sheetRows: maximumRows, ...dates, ...parts, ...only });
    const facts = book.Workbook?.Sheets ?? [];
    return {
      kind: 'opened',
      is1904: book.Workbook?.WBProps?.date1904 === true,
      sheets: book.SheetNames.flatMap((name, place) => {
        const found = sheetCalled(name);
        if (found['!type'] !== undefined && found['!type'] !== 'sheet') return [];
        const hidden = facts[place]?.Hidden ?? 0;
        const visibility = (['visible', 'hidden', 'veryHidden'] as const)[hidden] ?? 'visible';
        const merges = (found['!merges'] ?? []).map(({ s, e }) => ({
          ...{ firstRow: s.r, lastRow: Math.min(e.r, mostRows - 1) },
          ...{ firstColumn: s.c, lastColumn: Math.min(e.c, mostColumns - 1) },
        }));
        return [{ name, visibility, ...extentOf(found), merges }];
      }),
    };
  };

  // A damaged file may name any row or column: what lies beyond a sheet is left out, and no list is gone through to such an end.
  const rowsIn = (data: readonly LibraryRow[]): number => Math.min(data.length, mostRows);
  const eachCell = (cells: LibraryRow, take: (cell: LibraryCell, column: number) => void): void => {
    const end = Math.min(cells?.length ?? 0, mostColumns);
    for (let column = 0; column < end; column++) {
      const cell = cells?.[column];
      if (cell) take(cell, column);
    }
  };

  const extentOf = (sheet: LibrarySheet): { rows: number; columns: number[] } => {
    const isUsed: boolean[] = [];
    let rows = 0;
    const data = sheet['!data'] ?? [];
    for (let row = 0; row < rowsIn(data); row++) {
      eachCell(data[row], (cell, column) => {
        if (cell.t === 'z' || cell.v === undefined || cell.v === '') return;
        isUsed[column] = true;
        rows = row + 1;
      });
    }
    const full = sheet['!fullref'];
    if (full !== undefined && full !== sheet['!ref']) {
      rows = Math.max(rows, Math.min(mostRows, library.utils.decode_range(full).e.r + 1));
    }
    return { rows, columns: Array.from(isUsed.keys()).filter((column) => isUsed[column]) };
  };

  const cellsFrom = (name: string, fromRow: number): CellBatch => {
    const data = sheetCalled(name)['!data'] ?? [];
    const end = rowsIn(data);
    const rows: number[] = [];
    const columns: number[] = [];
    const kinds: number[] = [];
    const numbers: number[] = [];
    const formatPlaces: number[] = [];
    const formats: string[] = [];
    const placeOf = new Map<string, number>();
    const texts: string[] = [];
    let row = fromRow;
    for (; row < end && rows.length < batchCells; row++) {
      eachCell(data[row], (cell, column) => {
        const { t, v } = cell;
        let kind = 0;
        let number = 0;
        let text: string | null = null;
        if (t === 'n' && typeof v === 'number' && Number.isFinite(v)) {
          kind = kindOf.number;
          number = v;
        } else if (t === 'b') {
          kind = kindOf.boolean;
          number = v ? 1 : 0;
        } else if (t === 'e') {
          kind = kindOf.error;
          text = errorTexts[v as number] ?? '#N/A';
        } else if (t === 's' && typeof v === 'string' && v !== '') {
          kind = kindOf.text;
          text = v;
        }
        if (kind === 0) return;
        const format = t === 'n' && typeof cell.z === 'string' ? cell.z : 'General';
        let place = placeOf.get(format);
        if (place === undefined) {
          place = formats.push(format) - 1;
          placeOf.set(format, place);
        }
        rows.push(row);
        columns.push(column);
        kinds.push(kind);
        numbers.push(number);
        formatPlaces.push(place);
        if (text !== null) texts.push(text);
      });
    }
    return {
      kind: 'cells',
      nextRow: row < end ? row : -1,
      rows: Uint32Array.from(rows),
      columns: Uint16Array.from(columns),
      kinds: Uint8Array.from(kinds),
      numbers: Float64Array.from(numbers),
      formatPlaces: Uint16Array.from(formatPlaces),
      formats,
      texts,
    };
  };

  parentPort.on('message', (question: ThreadQuestion) => {
    let answer: ThreadAnswer;
    try {
      const isOpening = question.kind === 'open';
      answer = isOpening ? open(question.sheet, question.maximumRows) : cellsFrom(question.sheet, question.fromRow);
    } catch (error) {
      answer = { kind: 'refused', message: String((error as Error)?.message ?? error) };
    }
    parentPort.postMessage(answer);
  });
}
