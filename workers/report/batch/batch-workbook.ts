import type { ScratchFile } from '../../../contract/orders.ts';
import { interpolate, type Locale, type TextValues } from '../../../contract/texts.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import { reportTexts } from '../report-texts.ts';
import { fontName } from '../workbook/sheet-style.ts';
import { batchTexts } from './batch-texts.ts';
import { PackagePart, writePackage } from './package-file.ts';
import { SheetNames } from './sheet-names.ts';
import { type SheetForm, SheetWriter } from './sheet-writer.ts';
import { StyleBook } from './style-book.ts';
import { xmlText } from './xml-text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Stands in the workbook as its date, so that the same results give the same bytes. */
const fixedDate = '2024-01-01T00:00:00Z';

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
  readonly #parts: PackagePart[] = [];

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
    const part = this.#newPart(`xl/worksheets/sheet${this.#sheets.length + 1}.xml`);
    const sheet = new SheetWriter({ ...form, name }, part, this.#styles);
    this.#sheets.push(sheet);
    return sheet;
  }

  sheetNames(): string[] {
    return this.#sheets.map(({ form }) => form.name);
  }

  #newPart(name: string): PackagePart {
    const part = new PackagePart(name, `${this.#scratchPath}.part-${this.#parts.length}`);
    this.#parts.push(part);
    return part;
  }

  /** Puts everything together; each sheet has been ended. */
  async finish(title: string, creator: string): Promise<ScratchFile> {
    const texts: readonly [string, string][] = [
      ['[Content_Types].xml', this.#contentTypes()],
      ['_rels/.rels', this.#rootRelations()],
      ['docProps/core.xml', coreProperties(title, creator)],
      ['xl/workbook.xml', this.#workbook()],
      ['xl/_rels/workbook.xml.rels', this.#relations()],
      ['xl/styles.xml', this.#styles.xml()],
    ];
    const parts = texts.map(([name, text]) => {
      const part = this.#newPart(name);
      part.write(declaration + text);
      return part;
    });
    return writePackage(this.#scratchPath, [...parts, ...this.#sheets.map(({ part }) => part)]);
  }

  /** Removes what lies beside the workbook when it is not finished. */
  discard(): void {
    for (const part of this.#parts) part.remove();
  }

  #contentTypes(): string {
    const sheets = this.#sheets.map(
      ({ part }) => `<Override PartName="/${part.name}" ContentType="${spreadsheetTypes}.worksheet+xml"/>`,
    );
    return `<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetTypes}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${sheets.join('')}</Types>`;
  }

  #rootRelations(): string {
    return `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${officeTypes}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packageTypes}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
  }

  #workbook(): string {
    const sheets = this.#sheets.map(
      ({ form }, place) => `<sheet name="${xmlText(form.name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
    );
    const names = this.#sheets.flatMap((sheet, place) => {
      const quoted = xmlText(`'${sheet.form.name.replaceAll("'", "''")}'!`);
      const { headerRow } = sheet.form;
      const range = sheet.filterRange();
      const name = (kind: string, target: string, rest = '') =>
        `<definedName name="_xlnm.${kind}" localSheetId="${place}"${rest}>${quoted}${target}</definedName>`;
      return [
        ...(range ? [name('_FilterDatabase', range, ' hidden="1"')] : []),
        ...(headerRow > 0 ? [name('Print_Titles', `$${headerRow}:$${headerRow}`)] : []),
      ];
    });
    return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeTypes}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="17000"/></bookViews><sheets>${sheets.join('')}</sheets>${names.length ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`;
  }

  #relations(): string {
    const sheets = this.#sheets.map(
      ({ part }, place) =>
        `<Relationship Id="rId${place + 1}" Type="${officeTypes}/worksheet" Target="${part.name.slice(3)}"/>`,
    );
    return `<Relationships xmlns="${packageTypes}/relationships">${sheets.join('')}<Relationship Id="rId${this.#sheets.length + 1}" Type="${officeTypes}/styles" Target="styles.xml"/></Relationships>`;
  }
}

function coreProperties(title: string, creator: string): string {
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${fixedDate}</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>${date('created')}${date('modified')}</cp:coreProperties>`;
}
