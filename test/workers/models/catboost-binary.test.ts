import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { categoryHash, cityHash } from '../../../workers/models/city-hash.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { checkDocument } from '../../../workers/models/read-document.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';
import { goldenModel, largestDifference, matrixOf, modelsFolder } from './golden-model.ts';

const given = { classes: null, target: null };
const golden = (name: string) => readFileSync(path.join(modelsFolder, `catboost-${name}.cbm`));
/** A file with the first place of some bytes changed to others of the same length. */
function changed(name: string, from: string, to: string): Buffer {
  const bytes = golden(name);
  const at = bytes.indexOf(from, 0, 'latin1');
  if (at < 0) throw new RangeError(`no ${from}`);
  bytes.write(to, at, 'latin1');
  return bytes;
}

describe('binary files of CatBoost', () => {
  it('tell their columns, classes and loss', async () => {
    const document = await readForeign(golden('categories'), given);
    expect(document).toMatchObject({
      ...{ task: 'binary', link: 'logistic', target: { classes: ['fail', 'pass'] } },
      card: { origin: 'catboost', engineVersion: 'made by hand', options: { objective: 'Logloss' }, trees: 6 },
    });
    expect(document.columns.map(({ name, type }) => [name, type])).toEqual([
      ['math', 'number'],
      ['sex', 'text'],
      ['hours', 'number'],
      ['status', 'text'],
    ]);
    expect(document.features[1]!.encoding).toEqual({ kind: 'text' });
    expect(checkDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it('that have dropped columns go on with the others', async () => {
    const document = await readForeign(golden('nested'), given);
    expect(document.columns.map(({ name }) => name)).toEqual(['f0', 'f2', 'f3']);
    expect(document.target.classes).toEqual(['0', '1', '2']);
  });

  it('of categories are scored from any row on, and explained by the columns they ask for', async () => {
    const { document, expected, features } = await goldenModel('catboost-categories.cbm');
    const model = await openModel(document);
    const all = expected.margins.flat();
    expect(largestDifference(await model.margins(features, 7, 31), all.slice(7, 31))).toBeLessThan(1e-6);
    const { bases, contributions } = model.explain!(features, 0, all.length, 0);
    for (const [row, margin] of all.entries()) {
      const own = contributions.subarray(row * 4, row * 4 + 4);
      expect(own.reduce((sum, one) => sum + one, bases[0]!)).toBeCloseTo(margin, 9);
    }
  });

  it('see no difference between a text that nobody knows and one that is missing', async () => {
    const document = await readForeign(golden('categories'), given);
    const model = await openModel(document);
    const columns = document.columns.map(({ name }) => name);
    const rows = ['Nobody', null].map((text) => [1, text, 2, text]);
    const [unknown, missing] = await model.margins(matrixOf(document, columns, rows), 0, 2);
    expect(unknown).toBe(missing);
  });

  it('hash texts as CatBoost does', () => {
    // From models that CatBoost has exported for its own tests.
    expect(['White', '?', '0', '11th', 'Federal-gov', 'Married-civ-spouse'].map(categoryHash)).toEqual([
      -218697806, -1576664757, -1438285038, -1209300766, -1993066135, -2019910086,
    ]);
    const bytesOf = (length: number) =>
      Buffer.from(Array.from({ length }, (_, at) => (length * 31 + at * at * 7 + at * 13) & 255));
    // As the C++ of CatBoost's sources (util/digest/city.cpp) gives them.
    const hashes: [number, bigint][] = [
      [0, 11160318154034397263n],
      [3, 4992379629247572505n],
      [7, 161631225273032659n],
      [16, 17371289545906615873n],
      [17, 9080932179953957230n],
      [32, 8404468424723959263n],
      [33, 15491569891586760578n],
      [64, 16039076854611073045n],
      [65, 14335051151685048360n],
      [128, 15936253021963393533n],
      [300, 1127428809125621177n],
    ];
    for (const [length, hash] of hashes) expect(cityHash(bytesOf(length)), String(length)).toBe(hash);
  });

  it.each([
    ['of a layout to come', changed('numbers', 'FlabuffersModel_v1', 'FlabuffersModel_v2'), 'its layout is'],
    ['with parts for texts', changed('categories', 'static_provider_v1', 'text_processing_v1'), 'texts or embeddings'],
    ['of an own loss', changed('numbers', '"RMSE"', '"OWN!"'), 'its loss function is'],
  ])('%s are refused', async (_, bytes, reason) => {
    await expect(readForeign(bytes, given)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      values: { reason: expect.stringContaining(reason) },
    });
  });

  it.each(['numbers', 'categories', 'nested'])('are damaged wherever %s is cut', async (name) => {
    const whole = golden(name);
    for (let length = 4; length < whole.length; length += 37) {
      await expect(readForeign(whole.subarray(0, length), given)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
    }
  });

  it.each([
    ['two ways to one node', [1, 1]],
    ['a way out of the tree', [1, 60_000]],
  ])('with %s are damaged', async (_, [left, right]) => {
    const bytes = golden('nested');
    const steps = stepsAt(bytes);
    bytes.writeUInt16LE(left!, steps);
    bytes.writeUInt16LE(right!, steps + 2);
    await expect(readForeign(bytes, given)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  it('go out in our own form only', async () => {
    const document = await readForeign(golden('categories'), given);
    const bytes = modelFileBytes(document, 'auspex-model');
    expect(await readForeign(bytes, given)).toEqual(document);
  });

  it('as documents need their hashes', async () => {
    const document = await readForeign(golden('categories'), given);
    if (document.predictor.kind !== 'trees') throw new TypeError('a model of trees');
    const { statistics: _, ...predictor } = document.predictor;
    expect(() => checkDocument({ ...document, predictor })).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }));
  });
});

/** Where the list of steps stands: a field of the trees (11th), which are a field of the core (2nd). */
function stepsAt(bytes: Buffer): number {
  const start = 8;
  const targetOf = (table: number, field: number) => {
    const fields = table - bytes.readInt32LE(table);
    const at = table + bytes.readUInt16LE(fields + 4 + 2 * field);
    return at + bytes.readUInt32LE(at);
  };
  const root = start + bytes.readUInt32LE(start);
  return targetOf(targetOf(root, 1), 10) + 4;
}
