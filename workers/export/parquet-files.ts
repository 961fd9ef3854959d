import { createReadStream, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { withDuck } from '../explore/view/duck.ts';
import type { OrderContext } from '../order-context.ts';
import type { RowRange } from './layout.ts';
import { partGroups } from './part-groups.ts';
import type { PartWork } from './part-work.ts';

/** Writes Parquet files, compressed, as other programs write them: of the part's groups, or of all its rows. Gives 0: no text is cut. */
export async function writeParquet(work: PartWork, context: OrderContext): Promise<0> {
  const { file, layout, pieces, range } = work;
  const path = `${work.order.scratchPath}.parquet`;
  await withDuck(context, null, async (connection) => {
    try {
      const wanted = layout.grouping ? partGroups(layout.grouping.groups, range) : [{ group: null, range }];
      for (const { group, range } of wanted) {
        await connection.run(copySql(work, range, path));
        const fromByte = file.position;
        let checksum = 0;
        for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
          checksum = crc32(bytes as Buffer, checksum);
          file.write(bytes as Buffer);
        }
        const sizeBytes = file.position - fromByte;
        const sizes = { packedBytes: sizeBytes, plainBytes: sizeBytes, checksum, fromByte };
        pieces.push({ ...sizes, target: group ?? 0, method: 'stored' });
        work.onRows(range.to, group);
      }
    } finally {
      rmSync(path, { force: true });
    }
  });
  return 0;
}

function copySql({ layout, order }: PartWork, { from, to }: RowRange, path: string): string {
  const source = literal(order.rowsPath.replace(/[[*?]/g, (sign) => `[${sign}]`));
  const columns = layout.columns.map(({ name, place }) => `c${place} AS "${name.replaceAll('"', '""')}"`);
  const known = Math.max(...layout.columns.map(({ place }) => place)) + 1;
  const names = Array.from({ length: known }, (_, place) => `c${place}`);
  return (
    `COPY (SELECT ${columns.join(', ')} FROM read_parquet(${source}) t(${names.join(', ')}) ` +
    `LIMIT ${to - from} OFFSET ${from}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`
  );
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
