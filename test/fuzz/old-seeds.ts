import * as library from '@e965/xlsx';
import type { ZipPart } from '../builders/zip-builder.ts';

/** A workbook of an older format: its bytes and, where it is a package, its parts. */
export interface OldSeed {
  readonly format: 'xls' | 'xlsb' | 'ods';
  readonly bytes: Buffer;
  readonly parts: readonly ZipPart[];
}

/** How the library calls the dialects that it writes. */
const dialects = { biff8: 'xls', biff5: 'xls', biff2: 'xls', xlsb: 'xlsb', ods: 'ods' } as const;

function workbook(dialect: keyof typeof dialects): Buffer {
  const when = (day: number) => new Date(Date.UTC(2024, 2, day));
  const sheet = library.utils.aoa_to_sheet([
    ['id', 'name', 'when', 'member', 'amount'],
    [1, 'Ann', when(1), true, 12.5],
    [2, '北京 & co', when(2), false, -1e300],
    [null, null, null, null, null],
    [3, ' two  blanks ', when(3), true, 0.1],
  ]);
  sheet['!merges'] = [library.utils.decode_range('A4:B4')];
  const other = library.utils.aoa_to_sheet(Array.from({ length: 30 }, (_, row) => [row, `n${row % 7}`, row / 3]));
  const book = library.utils.book_new();
  library.utils.book_append_sheet(book, sheet, 'People');
  // The oldest dialect holds one sheet.
  if (dialect !== 'biff2') library.utils.book_append_sheet(book, other, 'Numbers');
  return library.write(book, { type: 'buffer', bookType: dialect }) as Buffer;
}

function partsOf(bytes: Buffer): ZipPart[] {
  const { FileIndex: entries, FullPaths: paths } = library.CFB.read(bytes, { type: 'buffer' }) as Container;
  return entries.flatMap(({ content }, place) => {
    const name = paths[place]?.replace(/^Root Entry\//, '') ?? '';
    return name === '' || name.endsWith('/') ? [] : [{ name, content: Buffer.from(content) }];
  });
}

/** A package as the library takes it apart. */
interface Container {
  readonly FileIndex: readonly { readonly content: Uint8Array }[];
  readonly FullPaths: readonly string[];
}

export const oldSeeds: readonly OldSeed[] = Object.entries(dialects).map(([dialect, format]) => {
  const bytes = workbook(dialect as keyof typeof dialects);
  return { format, bytes, parts: format === 'xls' ? [] : partsOf(bytes) };
});
