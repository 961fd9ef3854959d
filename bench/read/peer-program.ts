// ExcelJS or SheetJS, in a process that loads nothing else: prints seconds, rows, cells and seconds of processor time: node peer-program.js FILE exceljs|sheetjs
import { readWithExcelJs, readWithSheetJs } from './javascript-peers.ts';
import { tellFound } from './tell-found.ts';

const [file = '', peer] = process.argv.slice(2);
await import(peer === 'exceljs' ? 'exceljs' : '@e965/xlsx');
await tellFound(() => (peer === 'exceljs' ? readWithExcelJs(file) : readWithSheetJs(file)));
