import { describe, expect, it } from 'vitest';
import { hasReferenceTables, referenceRows, referenceScores } from '../../../builders/reference-tables.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { train } from '../../../builders/training.ts';

const scratch = temporaryFolder();

/** Rows to train on and every fifth one, without the columns that begin with `without`. */
function partsOf(name: string, file: string, without: string | null): [string, string] {
  const [header, ...rows] = referenceRows(file);
  const kept = header!.flatMap((column, place) => (without !== null && column.startsWith(without) ? [] : [place]));
  const write = (part: string, own: readonly string[][]) => {
    const lines = [header!, ...own].map((row) => kept.map((place) => row[place]).join(','));
    return scratch.write(`${name}-${part}.csv`, `${lines.join('\n')}\n`);
  };
  return [
    write(
      'train',
      rows.filter((_, row) => row % 5 !== 4),
    ),
    write(
      'test',
      rows.filter((_, row) => row % 5 === 4),
    ),
  ];
}

describe.skipIf(!hasReferenceTables)('the preset that nobody has to choose', () => {
  const references = referenceScores();

  it.each([
    ['dropout', 'students-dropout.csv', null],
    ['dropout_enrolment_only', 'students-dropout.csv', 'Curricular'],
    ['california', 'california-housing.csv', null],
    ['adult', 'adult.csv', null],
  ])(
    '%s: rows it has not seen are told better than by XGBoost and scikit-learn',
    {
      timeout: 600_000,
    },
    async (name, file, without) => {
      const { labels, models, target } = references[name]!;
      const { report } = await train(partsOf(name, file, without), { target, testInputs: 1 });
      const metric = labels === null ? 'rmse' : 'logloss';
      const best = Math.min(models.xgb_hist_300![metric]!, models.hgb_default![metric]!);
      expect(report.test![metric]).toBeLessThan(best);
    },
  );
});
