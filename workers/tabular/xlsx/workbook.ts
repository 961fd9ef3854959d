import { Fault } from '../../../contract/faults.ts';
import { type ByteFile, openByteFile } from '../zip/byte-file.ts';
import { readCentralDirectory, type ZipDirectory, type ZipEntry } from '../zip/central-directory.ts';
import { lendChunks } from '../zip/give-back-bytes.ts';
import { sheetLimits, smallPartLimits } from '../zip/unpack-limits.ts';
import { unpackPart, unpackWhole } from '../zip/unpack-part.ts';
import type { DefinedName } from './defined-names.ts';
import { decodePart } from './part-encoding.ts';
import { readStyleMeanings } from './styles.ts';
import { entryOf, type Relation, readRelations, readWorkbookPart, type WorkbookSheet } from './workbook-sheets.ts';

/** An open workbook: what is needed to read any of its sheets. */
export interface Workbook {
  readonly file: ByteFile;
  readonly fileName: string;
  /** Sheets that hold cells, hidden ones too, in the order of their tabs. */
  readonly sheets: readonly WorkbookSheet[];
  /** Names of ranges, in the order of the workbook. */
  readonly definedNames: readonly DefinedName[];
  readonly is1904: boolean;
  readonly directory: ZipDirectory;
  readonly sharedStrings: ZipEntry | null;
  /** What numbers mean (`NumberMeaning`) by style index. */
  loadStyleMeanings(): Promise<Uint8Array>;
  /** The relations of the part `source`. */
  relationsOf(source: string): Promise<readonly Relation[]>;
  /** A part that fits in memory. */
  textOf(entry: ZipEntry): Promise<string>;
  /** What all parts unpack to, as the package claims. */
  readonly declaredBytes: number;
  /** Unpacks every part, used or not, against its checksum. Faults: those of unpackPart. */
  verifyParts(): Promise<void>;
}

const usualWorkbookKey = 'xl/workbook.xml';

/**
 * Runs `use` with the workbook at `path`, and closes it. Faults: WORKBOOK_TRUNCATED, WORKBOOK_DAMAGED, WORKBOOK_ENCRYPTED,
 * WORKBOOK_BOMB, XML_FORBIDDEN, FILE_TYPE_UNKNOWN (a zip file that is no workbook), and those of `use`.
 */
export async function withWorkbook<T>(
  path: string,
  fileName: string,
  use: (workbook: Workbook) => Promise<T>,
): Promise<T> {
  const file = openByteFile(path);
  try {
    return await use(await openWorkbook(file, fileName));
  } finally {
    file.close();
  }
}

async function openWorkbook(file: ByteFile, fileName: string): Promise<Workbook> {
  const directory = readCentralDirectory(file, fileName);
  const text = async (entry: ZipEntry): Promise<string> =>
    decodePart(await unpackWhole(file, entry, fileName, smallPartLimits), entry.name, fileName);
  const relationsOf = async (source: string): Promise<Relation[]> => {
    const entry = entryOf(directory, relationsKey(source), fileName);
    return entry === null ? [] : readRelations(await text(entry), entry.name, fileName, source);
  };

  const main = await findWorkbookEntry(directory, fileName, relationsOf);
  const relations = await relationsOf(main.name);
  const { sheets, definedNames, is1904 } = readWorkbookPart(
    await text(main),
    main.name,
    fileName,
    relations,
    directory,
  );
  if (sheets.length === 0) {
    throw new Fault('WORKBOOK_DAMAGED', { file: fileName, part: main.name }, { detail: 'no worksheets' });
  }
  const related = (type: string): ZipEntry | null => {
    const relation = relations.find((one) => one.type === type);
    return relation === undefined ? null : entryOf(directory, relation.targetKey, fileName);
  };
  const styles = related('styles');
  const entries = [...directory.entries.values()];
  return {
    file,
    fileName,
    sheets,
    definedNames,
    is1904,
    directory,
    relationsOf,
    textOf: text,
    sharedStrings: related('sharedStrings'),
    async loadStyleMeanings() {
      return styles === null ? new Uint8Array(0) : readStyleMeanings(await text(styles), styles.name, fileName);
    },
    declaredBytes: entries.reduce((sum, entry) => sum + entry.declaredBytes, 0),
    async verifyParts() {
      for (const entry of entries) {
        for await (const _ of lendChunks(unpackPart(file, entry, fileName, sheetLimits)));
      }
    },
  };
}

function relationsKey(source: string): string {
  const slash = source.lastIndexOf('/');
  return `${source.slice(0, slash + 1)}_rels/${source.slice(slash + 1)}.rels`.toLowerCase();
}

/** The main part is the one that the package's relations name, wherever it lies; failing that, the usual place. */
async function findWorkbookEntry(
  directory: ZipDirectory,
  fileName: string,
  relationsOf: (source: string) => Promise<Relation[]>,
): Promise<ZipEntry> {
  const relations = await relationsOf('').catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'WORKBOOK_DAMAGED' && directory.entries.has(usualWorkbookKey))
      return [];
    throw error;
  });
  const relation = relations.find((one) => one.type === 'officeDocument');
  const named = relation === undefined ? null : entryOf(directory, relation.targetKey, fileName);
  const entry = named ?? entryOf(directory, usualWorkbookKey, fileName);
  if (entry?.name.toLowerCase().endsWith('.bin')) {
    throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName }, { detail: 'a binary workbook (.xlsb)' });
  }
  if (entry !== null) return entry;
  const isOtherKind = directory.entries.has('mimetype') || !/\.xl[st][xm]$/i.test(fileName);
  if (isOtherKind)
    throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName }, { detail: 'a zip file without a workbook' });
  throw new Fault('WORKBOOK_DAMAGED', { file: fileName, part: usualWorkbookKey }, { detail: 'the part is missing' });
}
