import { describe, expect, it } from 'vitest';
import { Fault } from '../../contract/faults.ts';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import { openModel } from '../../workers/models/open-model.ts';
import { checkDocument, documentBytes } from '../../workers/models/read-document.ts';
import { readForeign } from '../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../workers/models/write-model-file.ts';
import type { FeatureColumn } from '../../workers/trees/feature-column.ts';
import { createRandom } from '../builders/random.ts';
import { documentOf, randomEnsemble } from '../builders/random-ensemble.ts';
import { seedOfTheDay } from '../builders/seed-of-the-day.ts';
import { modelCase, modelSeeds } from './model-mutations.ts';

const given = { classes: null, target: null };
/** AUSPEX_MODEL_CASES=20000 for the long form. */
const cases = Number(process.env.AUSPEX_MODEL_CASES ?? 1500);
const rows = 4;

const own = documentOf(randomEnsemble({ random: createRandom(5), numbers: 2, levels: [3], trees: 3, depth: 3 }), [3]);
/** ONNX by itself: each takes the runtime some time. */
const documents = [...modelSeeds, { name: 'own.json', bytes: documentBytes(own) }];
const graphs = [{ name: 'own.onnx', bytes: modelFileBytes(own, 'onnx') }];

function columnOf({ encoding }: ModelDocument['features'][number]): FeatureColumn {
  if (encoding.kind === 'text')
    return { kind: 'category', codes: Int32Array.of(0, 1, -1, 1), levels: 2, texts: ['Male', ''] };
  if (encoding.kind === 'category') {
    return { kind: 'category', codes: Int32Array.of(0, -1, 1, 2), levels: encoding.levels.length };
  }
  return { kind: 'number', values: Float64Array.of(0, 70, Number.NaN, -1e300) };
}

/** As XGBoost JSON, where that can hold it. */
function exported(document: ModelDocument): void {
  try {
    modelFileBytes(document, 'xgboost-json');
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'MODEL_NOT_EXPORTABLE') throw thrown;
  }
}

/** Reads, scores, explains and writes what `bytes` are; gives the fault that it ended with, or `model`. */
async function outcomeOf(bytes: Buffer): Promise<string> {
  try {
    const document = await readForeign(bytes, given);
    // What the library keeps can be read again.
    checkDocument(JSON.parse(documentBytes(document).toString('utf8')));
    const model = await openModel(document);
    const columns = document.features.map(columnOf);
    expect(await model.margins(columns, 0, rows)).toHaveLength(rows * model.outputs);
    const explained = model.explain?.(columns, 0, rows, 0);
    if (explained) expect(explained.contributions).toHaveLength(rows * columns.length);
    if (document.predictor.kind !== 'onnx') exported(document);
    return 'model';
  } catch (thrown) {
    if (!(thrown instanceof Fault) || !thrown.code.startsWith('MODEL_')) throw thrown;
    return thrown.code;
  }
}

describe('mutated model files', () => {
  it.each([
    ['of every format', documents, cases],
    ['of ONNX', graphs, Math.ceil(cases / 20)],
  ])('%s end with a model or a fault', { timeout: 3_600_000 }, async (name, seeds, count) => {
    const outcomes: Record<string, number> = {};
    const slowest = { ms: 0, how: '' };
    for (let number = 0; number < count; number++) {
      const { bytes, how } = modelCase(seedOfTheDay, number, seeds);
      const before = process.cpuUsage();
      const code = await outcomeOf(bytes).catch((thrown: unknown) => {
        throw new Error(`case ${number} of seed ${seedOfTheDay} (${how})`, { cause: thrown });
      });
      const { user, system } = process.cpuUsage(before);
      if (user + system > slowest.ms * 1000) Object.assign(slowest, { ms: (user + system) / 1000, how });
      outcomes[code] = (outcomes[code] ?? 0) + 1;
    }
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `${name}: ${JSON.stringify(outcomes)}; the slowest ${slowest.how}, ${slowest.ms} ms; ${peak} MB at most`,
    );
    expect(outcomes.model).toBeGreaterThan(count / 20);
    expect((outcomes.MODEL_DAMAGED ?? 0) + (outcomes.model ?? 0)).toBeGreaterThan(count / 2);
  });
});
