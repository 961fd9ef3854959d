import path from 'node:path';
import type { ComparedColumn, Comparison } from '../../contract/comparison.ts';
import type { MatchedTables, RowFacts } from '../../contract/comparison-orders.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { readJson, writeJson } from './write-json.ts';

/** Puts the parts of a comparison together: what a person sees first, and the columns one by one. */
export async function assembleComparison(order: Order<'assemble-comparison'>): Promise<Reply<'assemble-comparison'>> {
  const { later, earlier, options, engineVersion, scratchFolder } = order;
  const matched = await readJson<MatchedTables>(order.matchPath);
  const facts = await readJson<RowFacts>(order.factsPath);
  const groups = await Promise.all(order.columnPaths.map((one) => readJson<ComparedColumn[]>(one)));
  const columns = matched.pairs.map((_, index): ComparedColumn => {
    const column = groups[index % groups.length]![Math.floor(index / groups.length)]!;
    return { ...column, changedRows: matched.key === null ? null : (facts.changedRows[index] ?? 0) };
  });
  const drifted = columns
    .flatMap(({ name, psi, drift }) => (psi === null || drift === 'none' ? [] : [{ name, psi, drift }]))
    .sort((a, b) => b.psi - a.psi);
  const changedColumns = columns
    .flatMap(({ name, changedRows }) => (changedRows ? [{ name, rows: changedRows }] : []))
    .sort((a, b) => b.rows - a.rows);
  const comparison: Comparison = {
    ...{ engineVersion, later, earlier, options, schema: matched.schema, key: matched.key, rows: facts.rows },
    ...{ comparedColumns: columns.length, drifted, changedColumns },
    ...{ largestChanges: [...facts.largestChanges], changes: facts.changes },
  };
  const files = [
    { kind: 'comparison', ...writeJson(path.join(scratchFolder, 'comparison.json'), comparison) },
    { kind: 'comparison-columns', ...writeJson(path.join(scratchFolder, 'comparison-columns.json'), columns) },
  ] as const;
  return { files: files.map((file) => ({ ...file, extension: '.json' })) };
}
