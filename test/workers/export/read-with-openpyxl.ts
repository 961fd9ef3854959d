import { execFileSync, spawnSync } from 'node:child_process';

const python = '/usr/bin/python3';
const script = `
import sys, json, datetime, openpyxl
from openpyxl.utils.escape import unescape
book = openpyxl.load_workbook(sys.argv[1])
def cell(value):
    if isinstance(value, (datetime.datetime, datetime.date)): return {'date': value.isoformat()}
    # openpyxl leaves the escapes of inline strings as they are
    return unescape(value) if isinstance(value, str) else value
sheets = []
for sheet in book.worksheets:
    first = sheet.cell(1, 1)
    sheets.append({
        'name': sheet.title,
        'rows': [[cell(c.value) for c in row] for row in sheet.iter_rows()],
        'formats': [c.number_format for c in next(sheet.iter_rows(min_row=min(2, sheet.max_row)), [])],
        'frozen': sheet.freeze_panes, 'filter': sheet.auto_filter.ref,
        'links': {c.coordinate: c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink},
        'scales': [str(r.sqref) for r in sheet.conditional_formatting],
        'widths': {key: d.width for key, d in sheet.column_dimensions.items()},
        'isBold': bool(sheet.cell(int(''.join(ch for ch in (sheet.freeze_panes or 'A2') if ch.isdigit())) - 1, 1).font.b),
    })
print(json.dumps(sheets))
`;

/** Whether Debian's Python with openpyxl is here; tests that need it are skipped where it is not. */
export const hasOpenpyxl = spawnSync(python, ['-c', 'import openpyxl']).status === 0;

export interface SeenSheet {
  readonly name: string;
  /** Dates as `{ date }`, ISO. */
  readonly rows: readonly (readonly unknown[])[];
  readonly formats: readonly string[];
  readonly frozen: string | null;
  readonly filter: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly scales: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly isBold: boolean;
}

/** The workbook as openpyxl sees it. */
export function readWithOpenpyxl(path: string): SeenSheet[] {
  return JSON.parse(
    execFileSync(python, ['-'], {
      input: script.replace('sys.argv[1]', JSON.stringify(path)),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
}
