import { chartMarkup, drawingMarkup, type SheetChart } from './chart-markup.ts';
import { filterArea, quotedSheet, type SheetForm } from './sheet-markup.ts';
import type { StyleBook } from './style-book.ts';
import { xmlText } from './xml-text.ts';

/** A sheet that is written. */
export interface WrittenSheet {
  readonly form: SheetForm;
  readonly rows: number;
  readonly columns: number;
  /** Its end must tell of a drawing where there are some. */
  readonly charts?: readonly SheetChart[];
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
    ['[Content_Types].xml', contentTypes(sheets)],
    ['_rels/.rels', rootRelations],
    ['docProps/core.xml', coreProperties(title)],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', relations(sheets.length)],
    ['xl/styles.xml', styles.xml()],
    ...drawnSheets(sheets).flatMap(drawingParts),
  ];
  return parts.map(([name, text]) => [name, declaration + text]);
}

interface DrawnSheet {
  readonly name: string;
  readonly place: number;
  readonly charts: readonly SheetChart[];
  /** The number of its first chart among those of the workbook. */
  readonly firstChart: number;
}

function drawnSheets(written: readonly WrittenSheet[]): DrawnSheet[] {
  let firstChart = 1;
  return written.flatMap(({ charts = [], form: { name } }, place) => {
    if (charts.length === 0) return [];
    const drawn = { name, place, charts, firstChart };
    firstChart += charts.length;
    return [drawn];
  });
}

const chartPart = (number: number): string => `xl/charts/chart${number}.xml`;
const drawingPart = (place: number): string => `xl/drawings/drawing${place + 1}.xml`;

function drawingParts({ charts, firstChart, name, place }: DrawnSheet): (readonly [string, string])[] {
  const drawing = relationship('rId1', 'drawing', `../drawings/drawing${place + 1}.xml`);
  const links = charts.map((_, index) =>
    relationship(`rId${index + 1}`, 'chart', `../charts/chart${firstChart + index}.xml`),
  );
  return [
    [`xl/worksheets/_rels/sheet${place + 1}.xml.rels`, relationships(drawing)],
    [drawingPart(place), drawingMarkup(charts)],
    [`xl/drawings/_rels/drawing${place + 1}.xml.rels`, relationships(links.join(''))],
    ...charts.map((chart, index) => [chartPart(firstChart + index), chartMarkup(chart, name)] as const),
  ];
}

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${target}"/>`;
const relationships = (list: string): string =>
  `<Relationships xmlns="${packageTypes}/relationships">${list}</Relationships>`;

function contentTypes(written: readonly WrittenSheet[]): string {
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const drawingTypes = 'application/vnd.openxmlformats-officedocument';
  const sheets = [
    ...written.map((_, place) => override(sheetPartName(place), `${spreadsheetTypes}.worksheet+xml`)),
    ...drawnSheets(written).flatMap(({ charts, firstChart, place }) => [
      override(drawingPart(place), `${drawingTypes}.drawing+xml`),
      ...charts.map((_, index) => override(chartPart(firstChart + index), `${drawingTypes}.drawingml.chart+xml`)),
    ]),
  ];
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
  const sheets = Array.from({ length: sheetCount }, (_, place) =>
    relationship(`rId${place + 1}`, 'worksheet', sheetPartName(place).slice(3)),
  );
  return relationships(`${sheets.join('')}${relationship(`rId${sheetCount + 1}`, 'styles', 'styles.xml')}`);
}

function coreProperties(title: string): string {
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${fixedDate}</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>${date('created')}${date('modified')}</cp:coreProperties>`;
}
