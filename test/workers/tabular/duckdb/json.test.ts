import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { previewSheet } from '../../../../workers/tabular/preview-sheet.ts';
import { testContext } from '../../../builders/order-context.ts';
import { readWholeTable, type WholeTable } from '../../../builders/read-whole-table.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { write } = temporaryFolder();
let number = 0;
const read = (content: string, ending = 'json'): Promise<WholeTable> =>
  readWholeTable(write(`${++number}.${ending}`, content));

describe('JSON', () => {
  it.each([
    ['a list of objects', '[{"id":1,"name":"Ann"},{"id":2,"name":"Bo"}]', 'json'],
    ['a list with a byte order mark', '\ufeff[{"id":1,"name":"Ann"},{"id":2,"name":"Bo"}]', 'json'],
    ['lines', '{"id":1,"name":"Ann"}\n{"id":2,"name":"Bo"}\n', 'jsonl'],
    ['lines with blank ones and Windows breaks', '{"id":1,"name":"Ann"}\r\n\r\n{"id":2,"name":"Bo"}', 'ndjson'],
    ['objects over several lines', '{\n "id": 1,\n "name": "Ann"\n}\n{\n "id": 2,\n "name": "Bo"\n}\n', 'json'],
    ['a list in an object', '{"count":2,"ok":[true],"rows":[{"id":1,"name":"Ann"},{"id":2,"name":"Bo"}]}', 'json'],
    ['text of another name', '[{"id":1,"name":"Ann"},{"id":2,"name":"Bo"}]', 'txt'],
  ])('reads %s', async (_, content, ending) => {
    const { plan, rows } = await read(content, ending);
    expect(plan).toMatchObject({ format: 'json', reader: 'duckdb', columnNames: ['id', 'name'], estimatedRows: 2 });
    expect(rows).toEqual([
      [1, 'Ann'],
      [2, 'Bo'],
    ]);
  });

  it('finds a key that comes in one record alone, however late', async () => {
    const records = Array.from({ length: 30_000 }, (_, id) => `{"id":${id}}`);
    const { plan, rows } = await read(`[${records.join(',')},{"id":-1,"late":"x"}]`);
    expect(plan.columnNames).toEqual(['id', 'late']);
    expect(rows[0]).toEqual([0, null]);
    expect(rows[30_000]).toEqual([-1, 'x']);
  });

  it('keeps every digit of a long number', async () => {
    const { plan, rows } = await read(
      '[{"big":9007199254740993,"huge":12345678901234567890123456789,"n":1e300,"d":0.1}]',
    );
    expect(rows).toEqual([['9007199254740993', '12345678901234567890123456789', 1e300, 0.1]]);
    expect(plan.notes).toEqual([{ kind: 'exactAsText', columns: ['big', 'huge'] }]);
  });

  it('keeps mixed values, each as it is written', async () => {
    const { rows } = await read('[{"v":1},{"v":"x"},{"v":null},{"v":true},{"v":"12"}]');
    expect(rows).toEqual([['1'], ['x'], [null], ['true'], ['12']]);
  });

  it('takes objects apart one level, and writes lists as JSON', async () => {
    const { plan, rows } = await read('[{"p":{"city":"Bonn","at":{"lat":50.7}},"tags":["a",1]},{"p":null}]');
    expect(plan.columnNames).toEqual(['p.city', 'p.at', 'tags']);
    expect(rows).toEqual([
      ['Bonn', '{"lat":50.7}', '["a",1]'],
      [null, null, null],
    ]);
  });

  it('reads ISO dates as written, and leaves every other way of writing one alone', async () => {
    const { rows } = await read(
      '[{"a":"2024-03-05","b":"2024-03-05T08:05:30+08:00","c":"05/03/2024","d":"007","e":"2024-03-05"},{"e":"soon"}]',
    );
    expect(rows[0]).toEqual([
      { date: '2024-03-05T00:00:00.000Z' },
      { date: '2024-03-05T08:05:30.000Z' },
      '05/03/2024',
      '007',
      '2024-03-05',
    ]);
  });

  it('keeps names that belong to objects, and names that differ by case', async () => {
    const { rows } = await read('[{"__proto__":1,"constructor":2,"Name":"x","name":"y"}]');
    expect(rows).toEqual([[1, 2, 'x', 'y']]);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('reads a record of many megabytes', async () => {
    const long = 'x'.repeat(5_000_000);
    const { rows } = await read(`[{"id":1,"t":"${long}"},{"id":2,"t":"y"}]`);
    expect(rows).toEqual([
      [1, long],
      [2, 'y'],
    ]);
  });

  it('previews a long file from its beginning', async () => {
    const path = write('long.jsonl', Array.from({ length: 50_000 }, (_, id) => `{"id":${id},"w":"word"}\n`).join(''));
    const preview = await previewSheet({ path, fileName: 'long.jsonl', reading: mainTable }, testContext().context);
    expect(preview.rows.length).toBe(200);
    expect(preview.estimatedRows).toBeGreaterThan(45_000);
    expect(preview.estimatedRows).toBeLessThan(60_000);
  });

  it.each([
    ['a list that ends too early', '[{"a":1},{"a":2', { code: 'JSON_INVALID', values: { place: '3' } }],
    ['a broken line', '{"a":1}\n{"a":\n{"a":3}\n', { code: 'JSON_INVALID' }],
    ['half a character', '[{"a":"\\ud800"}]', { code: 'JSON_INVALID' }],
    ['two values of one key', '[{"a":1,"a":2}]', { code: 'JSON_INVALID' }],
    ['words', 'hello', { code: 'JSON_INVALID' }],
    ['an empty list', '[]', { code: 'TABLE_EMPTY' }],
    ['records without a key', '{"rows":[{},{}]}', { code: 'JSON_WITHOUT_TABLE' }],
    ['a list of records and of other things', '{"rows":[{"a":1},5]}', { code: 'JSON_WITHOUT_TABLE' }],
    ['a list of numbers in an object', '{"rows":[1,2]}', {}],
    ['a list of nothing in an object', '{"rows":[]}', {}],
  ])('has a fault or rows for %s', async (_, content, fault) => {
    const outcome = await read(content).catch((error: unknown) => error);
    if ('code' in fault) expect(outcome).toMatchObject(fault);
    else expect(outcome).toHaveProperty('rows');
  });

  it('says that UTF-16 is no JSON', async () => {
    const path = write('wide.json', Buffer.from('\ufeff[{"a":1}]', 'utf16le'));
    await expect(readWholeTable(path)).rejects.toMatchObject({ code: 'JSON_INVALID' });
  });
});
