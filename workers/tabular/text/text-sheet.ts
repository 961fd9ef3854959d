import { Fault } from '../../../contract/faults.ts';

/** The name of the one table in a text file: the file's name without its ending. */
export function textSheetName(fileName: string): string {
  return fileName.replace(/\.[^.]{1,8}$/, '') || fileName;
}

/** Throws SHEET_MISSING unless `sheet` is null or the name of the one table in the text file `fileName`. */
export function checkSheet(sheet: string | null, fileName: string): void {
  const name = textSheetName(fileName);
  if (sheet !== null && sheet !== name) throw new Fault('SHEET_MISSING', { file: fileName, sheet, sheets: name });
}
