import { buildZip, type ZipOptions, type ZipPart } from './zip-builder.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookSheetSpec {
  readonly name: string;
  readonly state?: string;
  /** The type of its relation, `worksheet` unless told otherwise. */
  readonly kind?: string;
  /** The part as it is; `rows` otherwise. */
  readonly xml?: string | Uint8Array;
  /** Inside of `<sheetData>`. */
  readonly data?: string;
  /** Behind `</sheetData>`. */
  readonly tail?: string;
}

export interface WorkbookSpec {
  readonly sheets: readonly WorkbookSheetSpec[];
  /** Insides of the `<si>` elements. */
  readonly strings?: readonly string[];
  readonly stringsXml?: string;
  /** Format codes of the cell styles, from style 1 on; style 0 is General. */
  readonly formats?: readonly (string | number)[];
  readonly is1904?: boolean;
  /** Parts that are added, or take the place of those of the same name. */
  readonly parts?: readonly ZipPart[];
  readonly zip?: ZipOptions;
  readonly isStored?: boolean;
}

/** The parts of a workbook as Excel lays them out. */
export function workbookParts(spec: WorkbookSpec): ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationBase}/${type}" Target="${target}"/>`;
  const relations = (inside: string) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const sheets = spec.sheets.map((sheet, index) => {
    const state = sheet.state ? ` state="${sheet.state}"` : '';
    return `<sheet name="${sheet.name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  const properties = spec.is1904 ? '<workbookPr date1904="1"/>' : '';
  const parts: ZipPart[] = [
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relationBase}">${properties}<sheets>${sheets.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        spec.sheets
          .map((sheet, index) =>
            relation(`rId${index + 1}`, sheet.kind ?? 'worksheet', `worksheets/sheet${index + 1}.xml`),
          )
          .join('') +
          relation('rIdS', 'sharedStrings', 'sharedStrings.xml') +
          relation('rIdT', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/styles.xml', content: stylesXml(spec.formats ?? []) },
    { name: 'xl/sharedStrings.xml', content: spec.stringsXml ?? stringsXml(spec.strings ?? []) },
    ...spec.sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheet.xml ?? sheetXml(sheet.data ?? '', sheet.tail),
    })),
  ];
  const replaced = new Map((spec.parts ?? []).map((part) => [part.name, part]));
  const kept = parts.map((part) => replaced.get(part.name) ?? part);
  const added = (spec.parts ?? []).filter((part) => !parts.some(({ name }) => name === part.name));
  return [...kept, ...added].map((part) => (spec.isStored ? { isStored: true, ...part } : part));
}

/** A workbook file. */
export function buildWorkbook(spec: WorkbookSpec): Buffer {
  return buildZip(workbookParts(spec), spec.zip);
}

export function sheetXml(data: string, tail = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${data}</sheetData>${tail}</worksheet>`;
}

function stringsXml(strings: readonly string[]): string {
  const items = strings.map((inside) => `<si>${inside}</si>`).join('');
  return `<?xml version="1.0"?><sst xmlns="${main}" count="999999999999" uniqueCount="7">${items}</sst>`;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const custom = formats.map((format, index) =>
    typeof format === 'number'
      ? ''
      : `<numFmt numFmtId="${200 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + index}"/>`,
  );
  return `<styleSheet xmlns="${main}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

/** Rows of cells as `<row>` elements: numbers as numbers, texts inline, booleans, null as no cell. */
export function rowsXml(rows: readonly (readonly (number | string | boolean | null)[])[]): string {
  return rows
    .map((row, index) => {
      const cells = row.map((value, column) => {
        const reference = `${columnLetters(column)}${index + 1}`;
        if (value === null) return '';
        if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
        if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
        const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
      });
      return `<row r="${index + 1}">${cells.join('')}</row>`;
    })
    .join('');
}

/** `A` for 0, `AA` for 26. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
