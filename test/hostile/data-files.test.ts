import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../contract/faults.ts';
import { mainTable } from '../../contract/reading.ts';
import { previewSheet } from '../../workers/tabular/preview-sheet.ts';
import fc from '../builders/fast-check.ts';
import { testContext } from '../builders/order-context.ts';
import { readWholeTable } from '../builders/read-whole-table.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';

const { folder, write } = temporaryFolder();
let fileNumber = 0;

/** Rows, or a Fault that a person can be shown; anything else is thrown on. */
async function outcomeOf(file: string): Promise<'rows' | string> {
  const { context } = testContext();
  const attempts = [
    () => readWholeTable(file, { maxMemoryBytes: 2 ** 29 }),
    () => previewSheet({ path: file, fileName: path.basename(file), reading: mainTable }, context),
  ];
  const outcomes: string[] = [];
  for (const attempt of attempts) {
    try {
      await attempt();
      outcomes.push('rows');
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      expect(error.code).not.toBe('INTERNAL');
      outcomes.push(error.code);
    }
  }
  return outcomes[0] as string;
}

const outcomeOfBytes = (content: string | Uint8Array, ending: string) =>
  outcomeOf(write(`hostile-${++fileNumber}.${ending}`, content));

describe('hostile Parquet files', () => {
  let sound: Buffer;

  beforeAll(async () => {
    const file = path.join(folder, 'sound.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const query = "SELECT range AS id, 'word ' || range % 9 AS w, [range] AS l, DATE '2024-01-01' AS d FROM range(500)";
    await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
    connection.closeSync();
    sound = readFileSync(file);
  });

  it('that break off', async () => {
    for (const share of [0.02, 0.3, 0.7, 0.99]) {
      expect(await outcomeOfBytes(sound.subarray(0, Math.floor(sound.length * share)), 'parquet')).toBe(
        'DATA_FILE_DAMAGED',
      );
    }
  });

  it('that are none', async () => {
    expect(await outcomeOfBytes('id,name\n1,x\n', 'parquet')).toBe('DATA_FILE_DAMAGED');
    expect(await outcomeOfBytes('PAR1PAR1', 'parquet')).toBe('DATA_FILE_DAMAGED');
    expect(
      await outcomeOfBytes(Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(5000), Buffer.from('PAR1')]), 'x'),
    ).toBe('DATA_FILE_DAMAGED');
  });

  it('that are encrypted', async () => {
    const bytes = Buffer.concat([Buffer.from('PARE'), Buffer.alloc(100), Buffer.from('PARE')]);
    expect(await outcomeOfBytes(bytes, 'parquet')).toBe('DATA_FILE_DAMAGED');
  });

  it('whose footer claims to be larger than the file', async () => {
    const bytes = Buffer.from(sound);
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 8);
    expect(await outcomeOfBytes(bytes, 'parquet')).toBe('DATA_FILE_DAMAGED');
  });

  it('end with rows or a fault whatever the bytes are', async () => {
    const change = fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(sound);
        for (const [place, value] of changes) bytes[place] = value;
        await outcomeOfBytes(bytes, 'parquet');
      }),
      { numRuns: 150, seed: 5 },
    );
  }, 240_000);
});

describe('hostile JSON files', () => {
  it('nested deeper than any table', async () => {
    for (const depth of [200, 100_000]) {
      const content = `[{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}]`;
      expect(['rows', 'JSON_INVALID', 'DATA_FILE_DAMAGED']).toContain(await outcomeOfBytes(content, 'json'));
      const objects = `[${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`;
      expect(['rows', 'JSON_INVALID', 'DATA_FILE_DAMAGED']).toContain(await outcomeOfBytes(objects, 'json'));
    }
  }, 120_000);

  it('of more keys than a table has columns', async () => {
    const content = `[${Array.from({ length: 17_000 }, (_, index) => `{"k${index}":1}`).join(',')}]`;
    expect(['TABLE_TOO_WIDE', 'TABLE_TOO_LARGE']).toContain(await outcomeOfBytes(content, 'json'));
  }, 120_000);

  it('whose keys are SQL', async () => {
    const key = `a') FROM read_text('/etc/passwd'); --`;
    const { plan, rows } = await readWholeTable(
      write('sql.json', JSON.stringify([{ [key]: 1, 'x"y': "it's", "it's": { "q'": 2 } }])),
    );
    expect(plan.columnNames).toEqual([key, 'x"y', `it's.q'`]);
    expect(rows).toEqual([[1, "it's", 2]]);
  });

  it('of zero bytes, or none', async () => {
    expect(await outcomeOfBytes(Buffer.alloc(4000), 'json')).toBe('JSON_INVALID');
    expect(await outcomeOfBytes('', 'json')).toBe('FILE_EMPTY');
    expect(await outcomeOfBytes('   \n', 'json')).toBe('JSON_INVALID');
  });

  it('end with rows or a fault whatever the bytes are', async () => {
    const base = Buffer.from(
      '{"meta":{"n":2},"rows":[{"id":1,"n":"Ann","t":["x"]},{"id":2.5,"n":null,"d":"2024-03-05"}]}',
    );
    const change = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: base.length }),
        fc.constantFrom('json', 'jsonl'),
        async (changes, length, ending) => {
          const bytes = Buffer.from(base);
          for (const [place, value] of changes) bytes[place] = value;
          await outcomeOfBytes(bytes.subarray(0, Math.max(1, length)), ending);
        },
      ),
      { numRuns: 250, seed: 6 },
    );
  }, 240_000);
});
