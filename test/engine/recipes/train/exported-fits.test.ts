import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../../../contract/models/model-document.ts';
import { openModel } from '../../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../../workers/models/write-model-file.ts';
import type { FeatureColumn } from '../../../../workers/trees/feature-column.ts';
import { writeTable } from '../../../builders/comparison.ts';
import { askPython, hasXgboost } from '../../../builders/python.ts';
import { createRandom } from '../../../builders/random.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { train } from '../../../builders/training.ts';

const scratch = temporaryFolder();
const script = fileURLToPath(new URL('../../../workers/models/score_with_xgboost.py', import.meta.url));
const rows = 360;
const random = createRandom(8);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const places = ['north', 'south', 'east', 'west'];
/** Little but straight lines, with some cells missing. */
const cells = Array.from({ length: rows }, () => {
  const place = Math.floor(random() * places.length);
  return { a: normal(), b: normal(), c: random() < 0.1 ? null : normal(), place: places[place]!, at: place };
});
const sums = cells.map(({ a, at, b, c }) => 5 * a - 4 * b + 3 * (c ?? 1) + 2 * at + (a > 1 ? 1 : 0) + normal());
const targets: Record<string, (sum: number) => string | number> = {
  'a number': (sum) => 30 + sum,
  'two classes': (sum) => (sum > 4 ? 'above' : 'below'),
  'three classes': (sum) => (sum > 8 ? 'high' : sum > 1 ? 'middle' : 'low'),
};

/** The matrix of features that the model's trees are asked with, a category that is missing as −1. */
function matrixFor({ features }: ModelDocument): { columns: FeatureColumn[]; plain: FeatureColumn[] } {
  const columns = features.map(({ encoding, name }): FeatureColumn => {
    const own = cells.map((row) => row[name as 'a' | 'b' | 'c' | 'place']);
    if (encoding.kind !== 'category')
      return { kind: 'number', values: Float64Array.from(own, (cell) => Number(cell ?? Number.NaN)) };
    const codes = Int32Array.from(own, (cell) => encoding.levels.indexOf(String(cell)));
    return { kind: 'category', codes, levels: encoding.levels.length };
  });
  const plain = columns.map((column): FeatureColumn => {
    return column.kind === 'number' ? column : { kind: 'number', values: Float64Array.from(column.codes) };
  });
  return { columns, plain };
}

async function predictionsBy(document: ModelDocument, columns: readonly FeatureColumn[]): Promise<number[]> {
  const { probabilities, values } = predictionsOf(
    document,
    await (await openModel(document)).margins(columns, 0, rows),
  );
  return [...(values ?? probabilities)!];
}

describe('a training of few rows, which may be the mean of several fits and begin with a linear model', () => {
  it.each(Object.entries(targets))(
    'gives a model of %s that other programs score as it is scored here',
    async (_, targetOf) => {
      const file = writeTable(
        'lines.csv',
        ['a', 'b', 'c', 'place', 'y'],
        cells.map(({ a, b, c, place }, row) => [a, b, c, place, targetOf(sums[row]!)]),
      );
      const { model, report } = await train([file], {
        target: 'y',
        folds: 3,
        earlyStoppingRounds: 15,
        learningRate: 0.1,
      });
      expect(Number(report.settings.linearStart) > 0 || Number(report.settings.averaged) > 1).toBe(true);
      expect(model.calibration?.kind).not.toBe('isotonic');
      const { columns, plain } = matrixFor(model);
      const ours = await predictionsBy(model, columns);
      // Other programs add in single precision: what is lost is measured by the largest values.
      const scale = Math.max(1, ...ours.map(Math.abs));
      const compare = (others: readonly number[]) => {
        expect(others).toHaveLength(ours.length);
        expect(Math.max(...ours.map((value, at) => Math.abs(others[at]! - value) / scale))).toBeLessThan(5e-7);
      };
      const given = { classes: model.target.classes, target: null };
      const written = modelFileBytes(model, 'xgboost-json');
      compare(await predictionsBy(await readForeign(written, given), columns));
      compare(await predictionsBy(await readForeign(modelFileBytes(model, 'onnx'), given), plain));
      if (!hasXgboost()) return;
      const asked = Array.from({ length: rows }, (__, row) =>
        plain.map((column) => {
          const value = column.kind === 'number' ? column.values[row]! : Number.NaN;
          return Number.isNaN(value) ? null : value;
        }),
      );
      const files = [scratch.write('model.json', written), scratch.write('rows.json', JSON.stringify(asked))];
      const scored = askPython<(number | number[])[][]>(script, files)[0]!.flat();
      compare(model.task === 'binary' ? scored.flatMap((share) => [1 - share, share]) : scored);
    },
  );
});
