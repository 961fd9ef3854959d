import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../contract/faults.ts';
import { canExplain } from '../../workers/models/can-explain.ts';
import { openModel } from '../../workers/models/open-model.ts';
import { documentBytes } from '../../workers/models/read-document.ts';
import { readForeign, readModelFile } from '../../workers/models/read-model-file.ts';
import type { FeatureColumn } from '../../workers/trees/feature-column.ts';
import fc from '../builders/fast-check.ts';
import { createRandom } from '../builders/random.ts';
import { documentOf, randomEnsemble } from '../builders/random-ensemble.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';

const folder = fileURLToPath(new URL('../fixtures/models', import.meta.url));
const given = { classes: null, target: null };
const scratch = temporaryFolder();
const readText = (text: string) => readForeign(Buffer.from(text), given);
const golden = (name: string) => readFileSync(path.join(folder, name));

type Json = Record<string, unknown> & { [key: string]: Json } & Json[];
/** The XGBoost model of the fixtures with something changed in it. */
function xgboostWith(change: (file: Json, tree: Json) => void): Promise<unknown> {
  const file = JSON.parse(golden('xgboost-binary.json').toString('utf8')) as Json;
  change(file, file.learner!.gradient_booster!.model!.trees![0]!);
  return readText(JSON.stringify(file));
}
const lightgbmWith = (from: string | RegExp, to: string) =>
  readText(golden('lightgbm-binary.txt').toString('utf8').replace(from, to));
const damaged = { code: 'MODEL_DAMAGED' };

describe('hostile model files', () => {
  it.each([
    ['a cycle', (_: Json, tree: Json) => Object.assign(tree.left_children!, { 1: 0 })],
    ['a child with two parents', (_: Json, tree: Json) => Object.assign(tree.right_children!, { 0: 1 })],
    ['a node that is its own child', (_: Json, tree: Json) => Object.assign(tree.left_children!, { 0: 0 })],
    ['a child outside the tree', (_: Json, tree: Json) => Object.assign(tree.right_children!, { 0: 1_000_000 })],
    ['a child before the tree', (_: Json, tree: Json) => Object.assign(tree.left_children!, { 0: -2 })],
    ['half a child', (_: Json, tree: Json) => Object.assign(tree.left_children!, { 0: 1.5 })],
    ['a feature that is none', (_: Json, tree: Json) => Object.assign(tree.split_indices!, { 0: 3 })],
    ['a negative feature', (_: Json, tree: Json) => Object.assign(tree.split_indices!, { 0: -5 })],
    ['a threshold that is no number', (_: Json, tree: Json) => Object.assign(tree.split_conditions!, { 0: null })],
    ['a leaf that is infinite', (_: Json, tree: Json) => Object.assign(tree.split_conditions!, { 12: 1e300 })],
    ['a negative cover', (_: Json, tree: Json) => Object.assign(tree.sum_hessian!, { 1: -1 })],
    ['texts for numbers', (_: Json, tree: Json) => Object.assign(tree.split_indices!, { 0: 'x' })],
    ['arrays of different lengths', (_: Json, tree: Json) => Object.assign(tree, { default_left: [1] })],
    ['more nodes than it has', (_: Json, tree: Json) => Object.assign(tree.tree_param!, { num_nodes: '99999999' })],
    ['no nodes', (_: Json, tree: Json) => Object.assign(tree.tree_param!, { num_nodes: '0' })],
    [
      'a tree of another class',
      (file: Json) => Object.assign(file.learner!.gradient_booster!.model!.tree_info!, { 0: 7 }),
    ],
    [
      'a billion features',
      (file: Json) => Object.assign(file.learner!.learner_model_param!, { num_feature: '1000000000' }),
    ],
    ['a base score of 0', (file: Json) => Object.assign(file.learner!.learner_model_param!, { base_score: '0' })],
    [
      'a base score that is no number',
      (file: Json) => Object.assign(file.learner!.learner_model_param!, { base_score: 'x' }),
    ],
    ['no trees', (file: Json) => Object.assign(file.learner!.gradient_booster!.model!, { trees: 5 })],
    ['a learner that is a list', (file: Json) => Object.assign(file, { learner: [] })],
  ])('XGBoost with %s is damaged', async (_, change) => {
    await expect(xgboostWith(change)).rejects.toMatchObject(damaged);
  });

  it.each([
    ['too few weights', [1]],
    ['a weight that is none', ['x', 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['an endless weight', 1e39],
  ])('linear boosting with %s is damaged', async (_, weights) => {
    const change = (file: Json) => {
      const count = Number((file.learner!.learner_model_param as unknown as { num_feature: string }).num_feature) + 1;
      const all = Array.isArray(weights) ? weights : new Array<number>(count).fill(weights as number);
      Object.assign(file.learner!, { gradient_booster: { name: 'gblinear', model: { weights: all } } });
    };
    await expect(xgboostWith(change)).rejects.toMatchObject(damaged);
  });

  it.each([
    ['sets beyond the file', { categories_segments: [5_000_000] }],
    ['a category that is none', { categories: [-1] }],
    ['a category beyond measure', { categories: [2 ** 31] }],
  ])('XGBoost with %s is damaged', async (_, sets) => {
    const asked = { categories_nodes: [0], categories_segments: [0], categories_sizes: [1], categories: [1], ...sets };
    const change = (__: Json, tree: Json) => {
      Object.assign(tree, asked);
      Object.assign(tree.split_type!, { 0: 1 });
    };
    await expect(xgboostWith(change)).rejects.toMatchObject(damaged);
  });

  it('XGBoost of a version that is to come is told as such', async () => {
    const change = (file: Json) => Object.assign(file, { version: [9, 0, 0] });
    await expect(xgboostWith(change)).rejects.toMatchObject({ code: 'MODEL_VERSION_UNKNOWN' });
  });

  it.each([
    [
      'a booster that is not known',
      (file: Json) => Object.assign(file.learner!.gradient_booster!, { name: 'gbrandom' }),
    ],
    ['several targets', (file: Json) => Object.assign(file.learner!.learner_model_param!, { num_target: '3' })],
    ['an objective of its own', (file: Json) => Object.assign(file.learner!.objective!, { name: 'my:own' })],
    [
      'an objective called as a part of every object',
      (file: Json) => Object.assign(file.learner!.objective!, { name: 'constructor' }),
    ],
  ])('XGBoost with %s is refused', async (_, change) => {
    await expect(xgboostWith(change)).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });

  it.each([
    ['a cycle', /left_child=\S+/, 'left_child=0'],
    ['a leaf that is none', /right_child=\S+/, 'right_child=-999'],
    ['a feature that is none', /split_feature=\S+/, 'split_feature=9'],
    ['a threshold that is no number', /threshold=\S+/, 'threshold=nan'],
    ['a hundred million leaves', /num_leaves=\d+/, 'num_leaves=100000000'],
    ['as many leaves as it has no values for', /num_leaves=\d+/, 'num_leaves=9'],
    ['a set of categories that is none', /decision_type=\S+/, 'decision_type=1'],
    ['an unknown missing type', /decision_type=\S+/, 'decision_type=14'],
    ['names for other columns', /feature_names=.*/, 'feature_names=a'],
    ['no end', 'end of trees', ''],
  ])('LightGBM with %s is damaged', async (_, from, to) => {
    await expect(lightgbmWith(from, to)).rejects.toMatchObject(damaged);
  });

  it.each([
    ['version=v4', 'version=v9', 'MODEL_VERSION_UNKNOWN'],
    ['objective=binary sigmoid:1', 'objective=custom', 'MODEL_UNSUPPORTED'],
    ['is_linear=0', 'is_linear=1', 'MODEL_DAMAGED'],
  ])('LightGBM with %s changed to %s is refused', async (from, to, code) => {
    await expect(lightgbmWith(from, to)).rejects.toMatchObject({ code });
  });

  it.each([
    ['nested lists', '['.repeat(5_000_000)],
    ['nested objects', '{"a":'.repeat(1_000_000)],
    ['lists without end', `{"a":[${'[],'.repeat(31_000_000)}`],
    ['a text without end', `{"${'\\"'.repeat(1_000_000)}`],
  ])('%s are no model', async (_, text) => {
    await expect(readText(text.startsWith('[') ? `{"a":${text}` : text)).rejects.toMatchObject(damaged);
  });

  it.each([
    ['nested lists', Buffer.concat([Buffer.from('{U\x01a'), Buffer.alloc(1_000_000, '[')])],
    ['a list of more values than bytes', Buffer.from('{U\x01a[$d#L\x7f\xff\xff\xff\xff\xff\xff\xff', 'latin1')],
    ['a list of a thousand million nothings', Buffer.from('{U\x01a[$Z#l\x3b\x9a\xca\x00', 'latin1')],
    ['a text of negative length', Buffer.from('{i\xffa', 'latin1')],
    ['an unknown mark', Buffer.from('{U\x01a?')],
    ['nothing behind the brace', Buffer.from('{U')],
  ])('UBJSON with %s is damaged', async (_, bytes) => {
    await expect(readForeign(bytes, given)).rejects.toMatchObject(damaged);
  });

  it('CatBoost with many features that share one long list of borders is damaged, and is not unfolded', async () => {
    const [features, borders] = [20_000, 1_000_000];
    const text = 'FlabuffersModel_v1';
    const feature = 220 + features * 4;
    const places = { core: 20, trees: 80, format: 140, list: 200, feature, borders: feature + 12 };
    const core = Buffer.alloc(places.borders + 4 + borders * 4);
    const table = (at: number, offsets: readonly number[]) => {
      const fields = at - 4 - 2 * offsets.length;
      core.writeUInt16LE(4 + 2 * offsets.length, fields);
      offsets.forEach((offset, field) => {
        core.writeUInt16LE(offset, fields + 4 + 2 * field);
      });
      core.writeInt32LE(at - fields, at);
    };
    const pointTo = (target: number, at: number) => core.writeUInt32LE(target - at, at);
    core.writeUInt32LE(places.core, 0);
    table(places.core, [4, 8]);
    pointTo(places.format, places.core + 4);
    pointTo(places.trees, places.core + 8);
    core.writeUInt32LE(text.length, places.format);
    core.write(text, places.format + 4);
    table(places.trees, [0, 0, 0, 0, 0, 4]);
    pointTo(places.list, places.trees + 4);
    core.writeUInt32LE(features, places.list);
    for (let place = 0; place < features; place++) pointTo(places.feature, places.list + 4 + place * 4);
    table(places.feature, [0, 0, 0, 4]);
    pointTo(places.borders, places.feature + 4);
    core.writeUInt32LE(borders, places.borders);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(core.length);
    await expect(readForeign(Buffer.concat([Buffer.from('CBM1'), size, core]), given)).rejects.toMatchObject({
      ...damaged,
      values: { reason: expect.stringContaining('values') },
    });
  });

  it('every file cut short is damaged, and none is read', { timeout: 240_000 }, async () => {
    for (const name of ['xgboost-categories.json', 'xgboost-binary-ubj.ubj', 'lightgbm-categories.txt']) {
      const whole = golden(name);
      const end = name.endsWith('.txt') ? whole.indexOf('end of parameters') : whole.length - 400;
      for (let length = 8; length < end; length += 211) {
        await expect(readForeign(whole.subarray(0, length), given), `${name} to ${length}`).rejects.toMatchObject(
          damaged,
        );
      }
    }
  });

  it('a file with bytes changed is refused with a fault, or scores numbers', { timeout: 240_000 }, async () => {
    const files = readdirSync(folder).filter(
      (name) => /\.(json|ubj|txt|cbm)$/.test(name) && !name.includes('expected'),
    );
    const column: FeatureColumn = { kind: 'number', values: Float64Array.of(0, 70, Number.NaN, -1e300) };
    const mutation = fc.record({
      file: fc.constantFrom(...files),
      changes: fc.array(fc.tuple(fc.nat(30_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ file, changes }) => {
        const bytes = Buffer.from(golden(file));
        for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
        try {
          const document = await readForeign(bytes, given);
          const model = await openModel(document);
          const columns = document.features.map(() => column);
          expect(await model.margins(columns, 0, 4)).toHaveLength(4 * model.outputs);
          // Linear leaves tell no reasons.
          if (!canExplain(document.predictor)) return;
          expect(model.explain!(columns, 0, 4, 0).contributions).toHaveLength(4 * columns.length);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
          expect((thrown as Fault).code).toMatch(/^MODEL_/);
        }
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a text', 'Dear all,'],
    ['JSON of something else', '{"a": 1}'],
    ['a spreadsheet', 'PK\x03\x04'],
  ])('%s is no model file', async (_, text) => {
    await expect(readText(text)).rejects.toMatchObject({ code: 'MODEL_FORMAT_UNKNOWN' });
  });

  it('ONNX of noise is damaged', async () => {
    await expect(readForeign(Buffer.from('\x08\x08\x12noise'), given)).rejects.toMatchObject(damaged);
  });

  it('the fault names the file', async () => {
    const file = scratch.write('broken.json', '{"learner": 1, "version": [1]}');
    const order = { path: file, fileName: 'broken.json', ...given, scratchPath: `${file}.out` };
    await expect(readModelFile(order)).rejects.toMatchObject({ ...damaged, values: { file: 'broken.json' } });
  });

  it('a file larger than any model is not read', async () => {
    const file = scratch.write('huge.json', '{');
    truncateSync(file, 401 * 2 ** 20);
    const order = { path: file, fileName: 'huge.json', ...given, scratchPath: `${file}.out` };
    await expect(readModelFile(order)).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
      values: { file: 'huge.json' },
    });
  });
});

describe('hostile documents of our own', () => {
  const random = createRandom(1);
  const document = documentOf(randomEnsemble({ random, numbers: 3, levels: [40], trees: 3, depth: 4 }), [40]);
  const packed = document.predictor.kind === 'trees' ? document.predictor.ensemble : null;
  const base64 = (array: ArrayBufferView) => Buffer.from(array.buffer as ArrayBuffer).toString('base64');
  const withArrays = (changes: object) => ({
    ...document,
    predictor: { kind: 'trees', ensemble: { ...packed, ...changes } },
  });

  it.each([
    ['children before their parents', withArrays({ leftNodes: base64(new Uint32Array(1000)) })],
    ['arrays of another length', withArrays({ values: base64(new Float64Array(2)) })],
    ['half a value', withArrays({ values: 'AAAA' })],
    ['trees that begin nowhere', withArrays({ treeStarts: base64(Uint32Array.of(5, 2, 9)) })],
    ['no trees at all, and nodes', withArrays({ treeStarts: '', treeOutputs: '' })],
    ['more outputs than it has', withArrays({ outputs: 3 })],
    [
      'features of columns that are none',
      { ...document, features: document.features.map((feature) => ({ ...feature, column: 9 })) },
    ],
    ['classes of a number', { ...document, target: { ...document.target, classes: ['a', 'b'] } }],
    ['no link', { ...document, link: undefined }],
    ['a temperature of 0', { ...document, calibration: { kind: 'temperature', temperature: 0 } }],
  ])('with %s are damaged', async (_, changed) => {
    await expect(readText(JSON.stringify(changed))).rejects.toMatchObject(damaged);
  });

  it('of a version to come are told as such', async () => {
    const text = documentBytes(document).toString('utf8').replace('"formatVersion":1', '"formatVersion":2');
    await expect(readText(text)).rejects.toMatchObject({ code: 'MODEL_VERSION_UNKNOWN' });
  });
});
