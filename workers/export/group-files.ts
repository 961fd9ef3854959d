import { readFileSync, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { PackedText } from '../tabular/writer/packed-text.ts';
import { ScratchPart } from '../tabular/writer/scratch-part.ts';
import { SheetNames } from '../tabular/writer/sheet-names.ts';
import { sheetPartName, workbookParts } from '../tabular/writer/workbook-parts.ts';
import { type ZipEntry, ZipFile } from '../tabular/writer/zip-file.ts';
import { type ExportLook, exportLook } from './export-look.ts';
import { groupLabel } from './export-texts.ts';
import type { RowRange } from './layout.ts';
import { lineRows, linesHead, writeRange } from './line-files.ts';
import { partGroups } from './part-groups.ts';
import { type PartWork, withoutPath } from './part-work.ts';
import { planSheets } from './plan-sheets.ts';
import { dataForm, SheetPieces } from './sheet-piece.ts';

interface BookTools {
  /** What the workbooks have in common. */
  readonly common: ScratchPart;
  readonly look: ExportLook;
  readonly writer: SheetPieces;
}

/** Writes a file for each group of a part, one after the other into the part's file. */
export class GroupFiles {
  readonly #work: PartWork;

  constructor(work: PartWork) {
    this.#work = work;
  }

  /** Gives how many texts were cut. */
  async write(): Promise<number> {
    const { format } = this.#work.order.options;
    if (format === 'xlsx') return this.#writeWorkbooks();
    this.#writeTexts();
    return 0;
  }

  #writeTexts(): void {
    const { file, layout, order, pieces } = this.#work;
    const lines = lineRows(layout, order.options);
    const head = linesHead(layout, order.options);
    const text = new PackedText(file);
    for (const { group, range } of partGroups(layout.grouping!.groups, this.#work.range)) {
      text.sink.append(head);
      writeRange(this.#work, lines, text, range, group);
      pieces.push({ ...withoutPath(text.end()), target: group, method: 'deflated' });
    }
  }

  async #writeWorkbooks(): Promise<number> {
    const { groupFront, layout, onRows, order, rows } = this.#work;
    const { options, scratchPath } = order;
    const look = exportLook(layout, options.locale);
    const writer = new SheetPieces({
      ...{ layout, options, look, rows, front: [], groupFront },
      onRows: (slice) => onRows(slice.firstRow + slice.to - slice.from, null),
    });
    const common = new ScratchPart(`${scratchPath}.common`);
    try {
      for (const { group, range } of partGroups(layout.grouping!.groups, this.#work.range)) {
        await this.#writeWorkbook(group, range, { common, look, writer });
      }
    } finally {
      common.remove();
    }
    return writer.cutTexts;
  }

  async #writeWorkbook(group: number, range: RowRange, { common, look, writer }: BookTools): Promise<void> {
    const { file, groupFront, layout, order, pieces } = this.#work;
    const { options, scratchPath } = order;
    const bookPath = `${scratchPath}.book`;
    const part = new ScratchPart(`${scratchPath}.parts`);
    try {
      const names = new SheetNames();
      const frontNames = (groupFront?.book?.names ?? []).map((name) => names.take(name));
      const title = groupLabel(layout.grouping!.groups[group]!.label, options.locale);
      const sheets = planSheets(title, range, names);
      const front = groupFront?.book?.write({ group, names: frontNames, sheets }, { part, common }, look) ?? [];
      const text = new PackedText(part);
      const ofRows = sheets.map((sheet) => writer.write(text, sheet, range)!);
      const entries = [...front.map(({ piece }) => piece), ...ofRows].map(
        (piece, place): ZipEntry => ({ name: sheetPartName(place), method: 'deflated', pieces: [piece] }),
      );
      const written = sheets.map((sheet) => ({
        form: dataForm(layout, sheet),
        ...{ rows: sheet.headerRow + sheet.to - sheet.from, columns: layout.columns.length },
      }));
      const all = [...front.map(({ sheet }) => sheet), ...written];
      await writeBook(bookPath, part, text, [workbookParts(title, all, look.book), entries]);
      const bytes = readFileSync(bookPath);
      const fromByte = file.position;
      file.write(bytes);
      const sizes = { packedBytes: bytes.length, plainBytes: bytes.length, checksum: crc32(bytes) };
      pieces.push({ ...sizes, fromByte, target: group, method: 'stored' });
    } finally {
      part.remove();
      rmSync(bookPath, { force: true });
    }
  }
}

async function writeBook(
  path: string,
  parts: ScratchPart,
  text: PackedText,
  [texts, sheets]: readonly [ReturnType<typeof workbookParts>, readonly ZipEntry[]],
): Promise<void> {
  const entries = texts.map(([name, markup]): ZipEntry => {
    text.write(markup);
    return { name, method: 'deflated', pieces: [text.end()] };
  });
  parts.close();
  const book = new ZipFile(path);
  try {
    for (const entry of [...entries, ...sheets]) book.add(entry);
    await book.finish();
  } catch (error) {
    await book.discard();
    throw error;
  }
}
