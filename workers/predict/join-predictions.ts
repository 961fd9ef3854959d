import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Order, Reply } from '../../contract/orders.ts';
import {
  type FrontWriter,
  groupFileNames,
  type JoinedParts,
  joinFiles,
  joinWorkbook,
  writeFrontWorkbook,
} from '../export/join-workbook.ts';
import { type ExportLayout, loadLayout } from '../export/layout.ts';
import { readDocument } from '../models/read-document.ts';
import type { OrderContext } from '../order-context.ts';
import type { ZipEntry } from '../tabular/writer/zip-file.ts';
import { loadPredictionReport } from './load-prediction-report.ts';
import type { FrontContents } from './workbook/front-contents.ts';
import { frontWords } from './workbook/front-texts.ts';
import { writeFrontSheets } from './workbook/write-front.ts';

/**
 * The workbook of a prediction: what was predicted, how the columns fit, the model's card, then the rows; or a zip file of a
 * workbook for each group, which has sheets of its own in front, with one about all groups. The same parts give the same bytes. Throws JOB_CANCELLED.
 */
export async function joinPredictions(
  order: Order<'join-predictions'>,
  context: OrderContext,
): Promise<Reply<'join-predictions'>> {
  const { options, parts, scratchPath, title } = order;
  const { locale } = options;
  const layout = await loadLayout(order.layoutPath);
  const joined: JoinedParts = { parts, options: { format: 'xlsx', locale }, title, scratchPath };
  const contents = {
    report: await loadPredictionReport({ path: order.reportPath }),
    document: await readDocument(order.modelPath),
    ...{ locale, word: frontWords(locale) },
  };
  if (layout.grouping === null || options.split === 'sheets') {
    const writeFront: FrontWriter = (part, { book }, { front, sheets }) => {
      const firsts = (layout.grouping?.groups ?? []).map(
        (_, group) => sheets.find((one) => one.group === group) ?? null,
      );
      const own = { ...contents, part, styles: book, names: front, sheets: firsts, files: [] };
      return writeFrontSheets(own, options.split);
    };
    const file = await joinWorkbook(joined, context, layout, writeFront);
    return { ...file, kind: 'export', extension: '.xlsx' };
  }
  const file = await joinInFiles(joined, context, layout, contents);
  return { ...file, kind: 'export', extension: '.zip' };
}

async function joinInFiles(
  joined: JoinedParts,
  context: OrderContext,
  layout: ExportLayout,
  contents: Pick<FrontContents, 'report' | 'document' | 'locale' | 'word'>,
) {
  const files = groupFileNames(layout, joined.options);
  const frontPath = `${joined.scratchPath}.front`;
  try {
    const writeFront: FrontWriter = (part, { book }, { front }) =>
      writeFrontSheets({ ...contents, part, styles: book, names: front, sheets: [], files }, 'workbooks');
    const book = await writeFrontWorkbook({ ...joined, scratchPath: frontPath }, context, layout, writeFront);
    return await joinFiles(joined, context, layout, [
      storedEntry(frontPath, frontName(files, contents), book.sizeBytes),
    ]);
  } finally {
    await rm(frontPath, { force: true });
  }
}

/** The name of the workbook about all groups, which none of theirs has. */
function frontName(files: readonly string[], { word }: Pick<FrontContents, 'word'>): string {
  const taken = new Set(files.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = `_${word('index')}${number === 1 ? '' : ` (${number})`}.xlsx`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** A small file as it stands in a zip file. */
function storedEntry(path: string, name: string, sizeBytes: number): ZipEntry {
  const checksum = crc32(readFileSync(path));
  const piece = { path, fromByte: 0, packedBytes: sizeBytes, plainBytes: sizeBytes, checksum };
  return { name, method: 'stored', pieces: [piece] };
}
