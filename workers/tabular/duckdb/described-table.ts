import { type DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { type DuckDbSession, sqlName } from './session.ts';

/** A column as a file gives it: `expression` is what SQL calls it within the table. */
export interface SourceColumn {
  readonly name: string;
  readonly expression: string;
  readonly type: DuckDBType;
  /** Text that writes a date, or a date and a time, by ISO 8601. */
  readonly isIsoDate?: boolean;
  /** Text that writes whole numbers of more digits than a number holds. */
  readonly isLongNumber?: boolean;
}

/** Structs of more fields than this stay one column, written as JSON. */
const mostFlattenedFields = 64;

/** The columns of `from`, structs taken apart into their fields (one level: `place.city`). `names`: as the file writes them. */
export async function sourceColumns(
  session: DuckDbSession,
  from: string,
  names: readonly string[] | null = null,
): Promise<SourceColumn[]> {
  const result = await session.connection.run(`SELECT * FROM ${from} LIMIT 0`, session.parameters);
  const types = result.columnTypes();
  const sqlNames = result.columnNames();
  const isNamed = names !== null && names.length === sqlNames.length;
  return sqlNames.flatMap((column, place): SourceColumn[] => {
    const type = types[place] as DuckDBType;
    const name = isNamed ? (names[place] as string) : column;
    const whole = { name, expression: sqlName(column), type };
    if (type.typeId !== DuckDBTypeId.STRUCT) return [whole];
    const { entryNames, entryTypes } = type as DuckDBStructType;
    if (entryNames.length === 0 || entryNames.length > mostFlattenedFields || entryNames.includes('')) return [whole];
    return entryNames.map((field, index) => ({
      name: `${name}.${field}`,
      expression: `${sqlName(column)}.${sqlName(field)}`,
      type: entryTypes[index] as DuckDBType,
    }));
  });
}
