import type { ScratchFile } from '../../../contract/orders.ts';
import { interpolate, type Locale, type TextValues } from '../../../contract/texts.ts';
import { PackedText } from '../../tabular/writer/packed-text.ts';
import { ScratchPart } from '../../tabular/writer/scratch-part.ts';
import type { SheetForm } from '../../tabular/writer/sheet-markup.ts';
import { SheetNames } from '../../tabular/writer/sheet-names.ts';
import { SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import { StyleBook } from '../../tabular/writer/style-book.ts';
import { sheetPartName, workbookParts } from '../../tabular/writer/workbook-parts.ts';
import { type ZipEntry, ZipFile } from '../../tabular/writer/zip-file.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import { reportTexts } from '../report-texts.ts';
import { fontName } from '../workbook/sheet-style.ts';
import { batchTexts } from './batch-texts.ts';

const allTexts = { ...reportTexts, ...batchTexts };
type Word = keyof typeof allTexts;

/** A workbook that is written sheet by sheet into files beside it, and put together at the end: its size does not matter. */
export class BatchWorkbook {
  readonly locale: Locale;
  readonly texts: NumberTexts;
  readonly #scratchPath: string;
  readonly #styles: StyleBook;
  readonly #names = new SheetNames();
  /** In the order in which they are shown. */
  readonly #sheets: SheetWriter[] = [];
  readonly #parts: ScratchPart[] = [];

  constructor(locale: Locale, scratchPath: string) {
    this.locale = locale;
    this.texts = numberTexts(locale);
    this.#scratchPath = scratchPath;
    this.#styles = new StyleBook(fontName(locale));
  }

  word(key: Word, values: TextValues = {}): string {
    return interpolate(allTexts[key][this.locale], values);
  }

  /** A new sheet behind those there are; its name is made legal and unique. */
  addSheet(form: SheetForm): SheetWriter {
    const name = this.#names.take(form.name);
    const sheet = new SheetWriter({ ...form, name, isReport: true }, this.#newPart(), this.#styles);
    this.#sheets.push(sheet);
    return sheet;
  }

  sheetNames(): string[] {
    return this.#sheets.map(({ form }) => form.name);
  }

  #newPart(): ScratchPart {
    const part = new ScratchPart(`${this.#scratchPath}.part-${this.#parts.length}`);
    this.#parts.push(part);
    return part;
  }

  /** Puts everything together; each sheet has been ended. */
  async finish(title: string): Promise<ScratchFile> {
    const small = this.#newPart();
    const entries: ZipEntry[] = workbookParts(title, this.#sheets, this.#styles).map(([name, markup]) => {
      const text = new PackedText(small);
      text.write(markup);
      return { name, method: 'deflated', pieces: [text.end()] };
    });
    for (const [place, { text }] of this.#sheets.entries()) {
      entries.push({ name: sheetPartName(place), method: 'deflated', pieces: [text.end()] });
    }
    const file = new ZipFile(this.#scratchPath);
    try {
      for (const entry of entries) file.add(entry);
      const written = await file.finish();
      this.#removeParts();
      return written;
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** Removes what lies beside the workbook when it is not finished. */
  discard(): void {
    this.#removeParts();
  }

  #removeParts(): void {
    for (const part of this.#parts) part.remove();
  }
}
