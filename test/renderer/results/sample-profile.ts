import { columnTypes } from '../../../contract/files.ts';
import type {
  ColumnProfile,
  CorrelationMatrix,
  Correlations,
  Finding,
  FindingCode,
  Overview,
  Severity,
} from '../../../contract/profile.ts';
import type { TableCell, TableColumn } from '../../../contract/tables.ts';
import { describeSample, noise, type SampleColumn, sampleColumns } from './sample-columns.ts';

const describedRows = 3_000;

/** A made-up result that is consistent in itself: the columns are described from the rows it shows. */
export class SampleProfile {
  readonly rows: number;
  readonly source: readonly SampleColumn[];
  readonly columns: readonly ColumnProfile[];

  constructor(options: { rows?: number; columns?: number } = {}) {
    this.rows = options.rows ?? describedRows;
    const base = sampleColumns.map((column, index) => describeSample(column, index, describedRows));
    const count = options.columns ?? base.length;
    const nameOf = (index: number) => {
      const name = base[index % base.length]!.name;
      return index < base.length ? name : `${name} (${Math.floor(index / base.length) + 1})`;
    };
    this.source = Array.from({ length: count }, (_, index) => ({
      ...sampleColumns[index % base.length]!,
      name: nameOf(index),
    }));
    this.columns = Array.from({ length: count }, (_, index) => ({
      ...base[index % base.length]!,
      index,
      name: nameOf(index),
    }));
  }

  overview(isComplete = true): Overview {
    const { rows, columns } = this;
    const missingCells = columns.reduce((sum, column) => sum + column.missing, 0);
    const byType = columnTypes.map((type) => [type, columns.filter((column) => column.type === type).length]);
    return {
      fileName: '成绩 2024.xlsx',
      sheet: '成绩',
      sizeBytes: 31_457_280,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      engineVersion: '0.1.0',
      seed: 20_240_901,
      rows,
      columns: columns.length,
      cells: rows * columns.length,
      missingCells: Math.round((missingCells * rows) / describedRows),
      duplicateRows: isComplete ? 17 : null,
      columnsByType: Object.fromEntries(byType) as Overview['columnsByType'],
      headerRows: 2,
      firstDataRow: 4,
      textFormat: null,
      reader: 'scanner',
      findings: this.findings(),
    };
  }

  findings(): Finding[] {
    const findings: Finding[] = [];
    const add = (code: FindingCode, severity: Severity, column: ColumnProfile | null, values: Finding['values']) => {
      const name = column ? { column: column.name } : {};
      findings.push({ code, severity, columns: column ? [column.index] : [], values: { ...name, ...values } });
    };
    add('duplicate-rows', 'medium', null, { count: 17, share: 17 / this.rows });
    for (const column of this.columns) {
      const { number, missing, rows } = column;
      if (column.type === 'empty') add('empty-column', 'high', column, {});
      else if (missing > rows / 2) add('mostly-missing', 'high', column, { share: missing / rows, count: missing });
      if (column.type === 'mixed') add('mixed-types', 'high', column, { numbers: 131, texts: 540, others: 0 });
      if (column.distinct === 1) add('constant', 'medium', column, { value: column.topValues[0]!.value });
      if (column.distinct === rows) add('id-like', 'low', column, {});
      if (number && Math.abs(number.skewness ?? 0) > 2) add('skewed', 'medium', column, { skewness: number.skewness });
      if (number && number.outliers > 12) {
        const values = { count: number.outliers, share: number.outliers / number.count, low: 48.65, high: 99.4 };
        add('outliers', 'low', column, values);
      }
      if (column.name.startsWith('Gender')) add('imbalanced', 'medium', column, { share: 0.931, value: 'M' });
      if (column.text?.surroundingSpaces) {
        add('surrounding-spaces', 'low', column, { count: column.text.surroundingSpaces });
      }
      if (column.name.startsWith('学号')) add('numbers-as-text', 'medium', column, { count: rows });
    }
    const [first, second] = [this.columns[4]!, this.columns[5]!];
    add('highly-correlated', 'medium', first, { other: second.name, measure: 'Pearson', value: 0.908 });
    const order = { high: 0, medium: 1, low: 2 };
    return findings.sort((a, b) => order[a.severity] - order[b.severity]);
  }

  correlations(): Correlations {
    const numeric = this.columns.filter((column) => column.type === 'number' || column.type === 'date');
    const categories = this.columns.filter(
      ({ distinct, type }) => type !== 'number' && distinct > 1 && distinct <= 100,
    );
    return {
      pearson: matrixOf(numeric, this.rows, true),
      spearman: matrixOf(numeric, Math.min(this.rows, 100_000), true),
      cramersV: matrixOf(categories, Math.min(this.rows, 100_000), false),
    };
  }

  page(
    offset: number,
    limit: number,
    columnOffset: number,
    columnLimit: number,
  ): { columns: TableColumn[]; rows: TableCell[][] } {
    const columns = this.source.slice(columnOffset, columnOffset + columnLimit);
    const end = Math.min(this.rows, offset + limit);
    return {
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows: Array.from({ length: Math.max(0, end - offset) }, (_, place) =>
        columns.map((column) => column.value(offset + place)),
      ),
    };
  }
}

const cap = 100;

function matrixOf(all: readonly ColumnProfile[], sampledRows: number, isSigned: boolean): CorrelationMatrix {
  const columns = all.slice(0, cap);
  const value = (row: number, column: number) => {
    if (row === column) return 1;
    const [a, b] = [Math.min(row, column), Math.max(row, column)];
    if (a === 0 && b === 1) return 0.908;
    const drawn = noise(a * 131 + b, 77);
    if (drawn > 0.97) return null;
    return isSigned ? (drawn * 2 - 1) * 0.85 : drawn ** 2;
  };
  return {
    columns: columns.map((column) => column.index),
    names: columns.map((column) => column.name),
    values: columns.map((_, row) => columns.map((_, column) => value(row, column))),
    sampledRows,
    omittedColumns: all.length - columns.length,
  };
}
