import { filterArea, quotedSheet, type SheetForm } from './sheet-markup.ts';
import type { StyleBook } from './style-book.ts';
import { xmlText } from './xml-text.ts';

/** A sheet that is written. */
export interface WrittenSheet {
  readonly form: SheetForm;
  readonly rows: number;
  readonly columns: number;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Stands in the workbook as its date, so that the same results give the same bytes. */
const fixedDate = '2024-01-01T00:00:00Z';
const creator = 'Auspex';

/** The part that holds sheet `place`, counted from 0. */
export const sheetPartName = (place: number): string => `xl/worksheets/sheet${place + 1}.xml`;

/** Names and contents of all parts of a workbook but its sheets. */
export function workbookParts(
  title: string,
  sheets: readonly WrittenSheet[],
  styles: StyleBook,
): (readonly [name: string, text: string])[] {
  const parts: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', rootRelations],
    ['docProps/core.xml', coreProperties(title)],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', relations(sheets.length)],
    ['xl/styles.xml', styles.xml()],
  ];
  return parts.map(([name, text]) => [name, declaration + text]);
}

function contentTypes(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, place) => `<Override PartName="/${sheetPartName(place)}" ContentType="${spreadsheetTypes}.worksheet+xml"/>`,
  );
  return `<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetTypes}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${sheets.join('')}</Types>`;
}

const rootRelations = `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${officeTypes}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packageTypes}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

/** Excel finds a filter only where the hidden name `_FilterDatabase` stands for its range as well. */
function workbook(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    ({ form }, place) => `<sheet name="${xmlText(form.name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const names = sheets.flatMap(({ form, rows, columns }, place) => {
    const sheet = xmlText(`${quotedSheet(form.name)}!`);
    const name = (kind: string, target: string, rest = '') =>
      `<definedName name="_xlnm.${kind}" localSheetId="${place}"${rest}>${sheet}${target}</definedName>`;
    return [
      ...(form.hasFilter ? [name('_FilterDatabase', filterArea(form, rows, columns), ' hidden="1"')] : []),
      ...(form.headerRow > 0 ? [name('Print_Titles', `$${form.headerRow}:$${form.headerRow}`)] : []),
    ];
  });
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeTypes}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="17000"/></bookViews><sheets>${list.join('')}</sheets>${names.length ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`;
}

function relations(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, place) =>
      `<Relationship Id="rId${place + 1}" Type="${officeTypes}/worksheet" Target="${sheetPartName(place).slice(3)}"/>`,
  );
  return `<Relationships xmlns="${packageTypes}/relationships">${sheets.join('')}<Relationship Id="rId${sheetCount + 1}" Type="${officeTypes}/styles" Target="styles.xml"/></Relationships>`;
}

function coreProperties(title: string): string {
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${fixedDate}</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>${date('created')}${date('modified')}</cp:coreProperties>`;
}
