import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';
import { askPython, hasXgboost } from '../../builders/python.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { type ExpectedModel, largestDifference, matrixOf } from './golden-model.ts';

const script = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));
const scratch = temporaryFolder();
const given = { classes: null, target: null };

interface Written extends Pick<ExpectedModel, 'rows' | 'margins' | 'predictions'> {
  readonly file: string;
  readonly objective: string;
}

/** Our predictions in the form in which XGBoost gives them. */
function comparable(objective: string, { probabilities, predictedClasses, values }: ReturnType<typeof predictionsOf>) {
  if (objective === 'multi:softmax') return [...predictedClasses!];
  if (probabilities === null) return [...values!];
  return objective.startsWith('multi') ? [...probabilities] : [...probabilities.filter((_, at) => at % 2 === 1)];
}

describe.skipIf(!hasXgboost())('models that XGBoost here has written', () => {
  it('of every objective and booster are scored as by itself, and so are ours of them', {
    timeout: 300_000,
  }, async () => {
    const written = askPython<Written[]>(script('write_xgboost_models.py'), [scratch.folder]);
    expect(written.length).toBeGreaterThanOrEqual(18 * 6 + 10);
    const back: { file: string; ours: number[]; words: string[] }[] = [];
    for (const { file, margins, objective, predictions, rows } of written) {
      const document = await readForeign(readFileSync(path.join(scratch.folder, file)), given);
      const model = await openModel(document);
      const features = matrixOf(document, ['f0', 'f1', 'f2'], rows);
      const found = await model.margins(features, 0, rows.length);
      expect(largestDifference(found, margins.flat()), file).toBeLessThan(1e-6);
      const ours = comparable(objective, predictionsOf(document, found));
      if (objective !== 'binary:logitraw') expect(largestDifference(ours, predictions.flat()), file).toBeLessThan(1e-6);
      if (document.predictor.kind === 'linear') {
        const { bases, contributions } = model.explain!(features, 0, rows.length, 0);
        const sums = rows.map(
          (_, row) => bases[0]! + contributions.subarray(row * 3, row * 3 + 3).reduce((a, b) => a + b),
        );
        const first = found.filter((_, at) => at % model.outputs === 0);
        expect(largestDifference(sums, [...first]), file).toBeLessThan(1e-12);
        expect(() => modelFileBytes(document, 'xgboost-json')).toThrow(
          expect.objectContaining({ code: 'MODEL_NOT_EXPORTABLE' }),
        );
        continue;
      }
      if (objective === 'multi:softmax') continue;
      const words = [
        scratch.write(`back-${back.length}.json`, modelFileBytes(document, 'xgboost-json')),
        scratch.write(`rows-${back.length}.json`, JSON.stringify(rows)),
      ];
      back.push({ file, ours, words });
    }
    const again = askPython<(number | number[])[][]>(
      script('score_with_xgboost.py'),
      back.flatMap(({ words }) => words),
    );
    for (const [place, { file, ours }] of back.entries()) {
      expect(largestDifference(ours, again[place]!.flat()), `${file}, written by us`).toBeLessThan(1e-6);
    }
  });
});
