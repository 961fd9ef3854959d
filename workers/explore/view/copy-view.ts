import { Fault } from '../../../contract/faults.ts';
import type { Order } from '../../../contract/orders.ts';
import type { CopiedTable } from '../../../contract/table-orders.ts';
import { maxCopiedHtmlCells, type TableCell } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { neutralText } from '../../report/neutral-text.ts';
import { withDuck } from './duck.ts';
import { pickRows, readRows } from './read-rows.ts';
import { columnAt, type FileColumn, tableFile } from './table-file.ts';

/** Read at once; so a cancel is heard in between. */
const sliceRows = 50_000;

/**
 * A range as spreadsheet programs exchange it. Numbers stand as they are, dates as a spreadsheet reads them, and no text
 * becomes a formula. Throws COPY_TOO_LARGE.
 */
export async function copyView(order: Order<'copy-view'>, context: OrderContext): Promise<CopiedTable> {
  return withDuck(context, order.spillFolder, async (connection) => {
    const table = await tableFile(connection, order.path);
    const columns = order.columns.map((place) => columnAt(table, place));
    const isHtml = order.rows.limit * columns.length <= maxCopiedHtmlCells;
    const writer = new RangeWriter(columns, order.maxBytes, isHtml);
    if (order.hasHeader) writer.header();
    const end = order.rows.offset + order.rows.limit;
    let rows = 0;
    for (let from = order.rows.offset; from < end; from += sliceRows) {
      context.throwIfCancelled();
      const picked = await pickRows(table, order, from, Math.min(sliceRows, end - from));
      const read = await readRows(connection, table, picked, order.columns);
      for (const row of read) writer.row(row);
      rows += read.length;
      if (read.length < Math.min(sliceRows, end - from)) break;
    }
    return { ...writer.finish(), rows, columns: columns.length };
  });
}

class RangeWriter {
  readonly #columns: readonly FileColumn[];
  readonly #maxBytes: number;
  readonly #isHtml: boolean;
  readonly #lines: string[] = [];
  readonly #htmlRows: string[] = [];
  #bytes = 0;

  constructor(columns: readonly FileColumn[], maxBytes: number, isHtml: boolean) {
    this.#columns = columns;
    this.#maxBytes = maxBytes;
    this.#isHtml = isHtml;
  }

  header(): void {
    const names = this.#columns.map(({ name }) => name);
    this.#add(names.map(fieldOf).join('\t'), () => names.map((name) => `<th>${escaped(neutralText(name))}</th>`));
  }

  row(cells: readonly TableCell[]): void {
    const texts = cells.map((cell, index) => pasteText(cell, this.#columns[index] as FileColumn));
    const isText = (index: number) => typeof cells[index] === 'string' && this.#columns[index]?.storage === 'text';
    this.#add(texts.map((text, index) => (isText(index) ? fieldOf(text) : text)).join('\t'), () =>
      texts.map((text, index) =>
        isText(index)
          ? `<td style='mso-number-format:"\\@"'>${escaped(neutralText(text))}</td>`
          : `<td>${escaped(text)}</td>`,
      ),
    );
  }

  finish(): { text: string; html: string | null } {
    const text = this.#lines.join('\r\n');
    return { text, html: this.#isHtml ? `<table><tbody>${this.#htmlRows.join('')}</tbody></table>` : null };
  }

  #add(line: string, htmlCells: () => string[]): void {
    this.#bytes += line.length + 2;
    if (this.#bytes > this.#maxBytes) {
      throw new Fault('COPY_TOO_LARGE', { limit: `${Math.round(this.#maxBytes / 2 ** 20)} MB` });
    }
    this.#lines.push(line);
    if (this.#isHtml) this.#htmlRows.push(`<tr>${htmlCells().join('')}</tr>`);
  }
}

function pasteText(cell: TableCell, { storage, words }: FileColumn): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? (words?.yes ?? 'TRUE') : (words?.no ?? 'FALSE');
  return storage === 'moment' ? String(cell).replace('T', ' ') : String(cell);
}

/** A text as a field of a tab-separated line: what would break it is quoted. */
function fieldOf(text: string): string {
  const neutral = neutralText(text);
  return /["\t\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Line breaks within a cell are breaks of a kind that spreadsheet programs keep inside the cell. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => escapes[sign] as string)
    .replace(/\r\n|\r|\n/g, '<br style="mso-data-placement:same-cell">');
}
