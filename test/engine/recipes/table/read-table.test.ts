import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OrderKind } from '../../../../contract/orders.ts';
import { mainTable } from '../../../../contract/reading.ts';
import { readTable } from '../../../../engine/recipes/table/read-table.ts';
import type { TableContext } from '../../../../engine/recipes/table/table-context.ts';
import { planTable } from '../../../../workers/tabular/plan-table.ts';
import { readPart } from '../../../../workers/tabular/read-part.ts';
import { widenPlan } from '../../../../workers/tabular/text/widen-plan.ts';
import { testContext } from '../../../builders/order-context.ts';
import { segmentCells } from '../../../builders/segment-cells.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { write } = temporaryFolder();
const { context } = testContext();

/** Does the orders that reading gives, in this thread, and notes their kinds. */
function tableContext(path: string, given: OrderKind[]): TableContext {
  const handlers = { 'read-part': readPart, 'widen-plan': widenPlan } as const;
  const run = async (kind: OrderKind, order: never) => {
    given.push(kind);
    return handlers[kind as keyof typeof handlers](order, context);
  };
  const input = { path, fileName: 'long.csv', sizeBytes: statSync(path).size };
  return { input, reading: mainTable, maxTableBytes: 2 ** 31, run: run as TableContext['run'] };
}

describe('reading a table', () => {
  it('widens the plan of a large text once some row is longer than all that it has seen', async () => {
    const many = 'some words,12345\n'.repeat(600_000);
    const path = write('long.csv', `name,value\n${many}ann,1,beyond,"x,y"\n${many}`);
    const order = { path, fileName: 'long.csv', reading: mainTable, maxParts: 3, maxMemoryBytes: 2 ** 31 };
    const plan = await planTable(order, context);
    expect(plan.columnNames).toEqual(['name', 'value']);
    expect(plan.parts.length).toBe(3);
    const given: OrderKind[] = [];
    const table = await readTable(tableContext(path, given), plan, [], () => {});
    const reads = ['read-part', 'read-part', 'read-part'];
    expect(given).toEqual([...reads, 'widen-plan', ...reads]);
    expect(table.plan.columnNames).toEqual(['name', 'value', 'Column 3', 'Column 4']);
    expect(table.plan.notes).toEqual([{ kind: 'columnsBeyondHeader', columns: ['Column 3', 'Column 4'] }]);
    expect([table.rows, table.raggedRows]).toEqual([1_200_001, 1]);
    const long = table.segments.flatMap((segment) => segmentCells(segment).filter((row) => row[2] !== null));
    expect(long).toEqual([['ann', 1, 'beyond', 'x,y']]);
  }, 120_000);

  it('reads a table whose rows all fit once', async () => {
    const path = write('plain.csv', 'a,b\n1,2\n3,4\n');
    const plan = await planTable({ ...tableOrder(path), maxParts: 1, maxMemoryBytes: 2 ** 31 }, context);
    const given: OrderKind[] = [];
    const table = await readTable(tableContext(path, given), plan, [], () => {});
    expect([given, table.rows]).toEqual([['read-part'], 2]);
  });
});

const tableOrder = (path: string) => ({ path, fileName: 'plain.csv', reading: mainTable });
