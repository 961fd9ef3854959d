import type { TableFormat } from '../../../contract/files.ts';
import type { OrderContext } from '../../order-context.ts';
import { type CheckedFile, checkPackage } from './check-package.ts';
import { hiddenTables } from './hidden-tables.ts';
import type { OpenedBook } from './thread-messages.ts';
import { WorkbookThread } from './workbook-thread.ts';

export type OldFormat = Extract<TableFormat, 'xls' | 'xlsb' | 'ods'>;

export interface OldWorkbook {
  readonly thread: WorkbookThread;
  readonly file: CheckedFile;
  /** As `thread.open`, hidden sheets marked in every format. */
  open(sheet: string | null, maximumRows: number): Promise<OpenedBook>;
}

const leastHeapMegabytes = 256;
/** In Electron the heaps of all threads share 4 GiB (engine/pool/pool-policy.ts), and several jobs read at once. */
const mostHeapMegabytes = process.versions.electron === undefined ? 2048 : 384;
const leastPatienceMs = 4_000;
/** SheetJS reads some megabytes in a second; this is for a slow machine. */
const patienceMsPerMebibyte = 3_000;

/** Runs `use` with the workbook at `path` and ends its thread. Faults: those of checkPackage and WorkbookThread. */
export async function withOldWorkbook<T>(
  order: { readonly path: string; readonly fileName: string },
  format: OldFormat,
  memoryBytes: number,
  context: OrderContext,
  use: (workbook: OldWorkbook) => Promise<T>,
): Promise<T> {
  const { path, fileName } = order;
  const file = await checkPackage(path, fileName, format, context);
  const hidden = format === 'ods' ? await hiddenTables(path, fileName) : new Set<string>();
  const heapMegabytes = Math.min(mostHeapMegabytes, Math.max(leastHeapMegabytes, memoryBytes / 2 ** 20));
  const patienceMs = leastPatienceMs + (file.unpackedBytes / 2 ** 20) * patienceMsPerMebibyte;
  const thread = new WorkbookThread(path, fileName, { heapMegabytes, patienceMs }, context);
  const open = async (sheet: string | null, maximumRows: number): Promise<OpenedBook> => {
    const book = await thread.open(sheet, maximumRows);
    const sheets = book.sheets.map((one) => (hidden.has(one.name) ? { ...one, visibility: 'hidden' as const } : one));
    return { ...book, sheets };
  };
  try {
    return await use({ thread, file, open });
  } finally {
    await thread.close();
  }
}
