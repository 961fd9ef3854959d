import { IconFileSpreadsheet, IconFileText, IconFileUnknown } from '@tabler/icons-react';

const workbook = /\.xls[xmb]?$/i;
const text = /\.(csv|tsv|txt)$/i;

/** The sign of a file's kind, by the ending of its name. */
export function FileIcon({ fileName, size = 20 }: { readonly fileName: string; readonly size?: number }) {
  if (workbook.test(fileName)) return <IconFileSpreadsheet size={size} stroke={1.5} color="var(--good)" aria-hidden />;
  if (text.test(fileName)) return <IconFileText size={size} stroke={1.5} color="var(--accent)" aria-hidden />;
  return <IconFileUnknown size={size} stroke={1.5} color="var(--ink-faint)" aria-hidden />;
}
