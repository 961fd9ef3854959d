import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ColumnProfile, Correlations } from '../../../contract/profile.ts';
import { mainTable } from '../../../contract/reading.ts';
import { columnsReadAsText } from '../../../engine/recipes/table/columns-read-as-text.ts';
import { correlateColumns } from '../../../workers/profile/correlate-columns.ts';
import { countDuplicates } from '../../../workers/profile/count-duplicates.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import { planTable } from '../../../workers/tabular/plan-table.ts';
import { readPart } from '../../../workers/tabular/read-part.ts';
import { testContext } from '../../builders/order-context.ts';

const dataFolder = path.resolve('../shared/data/tabular');

/**
 * What pandas 1.5 says of these files: read_csv, shape, duplicated, isna, nunique; of the first number columns mean, std,
 * skew and the quantiles 0.01, 0.25, 0.5, 0.75, 0.99; of the first number column its corr() with the first eight, by
 * Pearson and by Spearman.
 */
const references = {
  adult: {
    rows: 32561,
    duplicates: 24,
    missing: 0,
    distinct: [73, 9, 21648, 16, 16, 7, 15, 6, 5, 2, 119, 92, 94, 42, 2],
    describe: {
      age: [38.58164675532078, 13.640432553581341, 0.5587433694130484, 17, 28, 37, 48, 74],
      fnlwgt: [189778.36651208502, 105549.97769702224, 1.4469800945789826, 27185.8, 117827, 178356, 237051, 510072],
      'education-num': [10.0806793403151, 2.5727203320673877, -0.3116758679102297, 3, 9, 10, 12, 16],
    },
    pearson: [
      1, -0.07664586787504064, 0.036527189464106324, 0.0776744981659941, 0.057774539478974145, 0.06875570750955742,
    ],
    spearman: [
      1, -0.07814098368611973, 0.06634497399590436, 0.1249479871013774, 0.0584838762563951, 0.14290681031958297,
    ],
  },
  'california-housing': {
    rows: 20640,
    duplicates: 0,
    missing: 207,
    distinct: [844, 862, 52, 5926, 1923, 3888, 1815, 12928, 3842, 5],
    describe: {
      longitude: [
        -119.56970445736432, 2.0035317235025882, -0.2978012079524362, -123.22, -121.8, -118.49, -118.01, -116.29,
      ],
      latitude: [
        35.63186143410853, 2.1359523974571153, 0.46595300370997006, 32.68, 33.93, 34.26, 37.71, 40.62610000000001,
      ],
    },
    pearson: [
      1, -0.9246644339150368, -0.10819681311244447, 0.044567977716652225, 0.06960802175408133, 0.09977322287464555,
      0.055310092782393315, -0.015175865414177295,
    ],
    spearman: [
      1, -0.879202883247389, -0.15075246091332756, 0.04012017527165788, 0.06387930225622444, 0.12352698503603925,
      0.06002009647260102, -0.009927853898014705,
    ],
  },
};

async function profileFile(fileName: string, maxParts: number) {
  const { context } = testContext();
  const folder = await mkdtemp(path.join(tmpdir(), 'auspex-real-'));
  try {
    const filePath = path.join(dataFolder, fileName);
    const plan = await planTable(
      { path: filePath, fileName, reading: mainTable, maxParts, maxMemoryBytes: 2 ** 30 },
      context,
    );
    const parts = await Promise.all(plan.parts.map((_, part) => readPart({ plan, part, textColumns: [] }, context)));
    expect(columnsReadAsText(parts.map(({ mixtures }) => mixtures))).toEqual([]);
    const segments = parts.map(({ segment }) => segment);
    const columns = plan.columnNames.map((_, place) => place);
    const description = await describeColumns(
      { plan, segments, columns, scratchPath: path.join(folder, 'columns.json') },
      context,
    );
    const options = { maxCorrelationColumns: 100, maxCorrelationRows: 100_000, seed: 1 };
    const scratchPath = path.join(folder, 'correlations.json');
    const measures = ['pearson', 'spearman', 'cramersV'] as const;
    const descriptions = [description.file];
    const { path: file } = await correlateColumns(
      { measures, plan, segments, descriptions, options, scratchPath },
      context,
    );
    return {
      profiles: JSON.parse(await readFile(description.file.path, 'utf8')) as ColumnProfile[],
      correlations: JSON.parse(await readFile(file, 'utf8')) as Correlations,
      missing: description.missingCells,
      ...(await countDuplicates({ plan, segments }, context)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function expectEach(actual: readonly (number | null | undefined)[], expected: readonly number[]): void {
  for (const [index, value] of expected.entries()) {
    expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  }
}

describe.each(Object.entries(references))('%s', (name, reference) => {
  const fileName = `${name}.csv`;
  const isAbsent = !existsSync(path.join(dataFolder, fileName));

  test.skipIf(isAbsent)('is profiled as pandas sees it, the same in one part and in four', async () => {
    const result = await profileFile(fileName, 1);
    expect(result.profiles[0]?.rows).toBe(reference.rows);
    expect(result.duplicateRows).toBe(reference.duplicates);
    expect(result.missing).toBe(reference.missing);
    expect(result.profiles.map(({ distinct }) => distinct)).toEqual(reference.distinct);
    for (const [column, figures] of Object.entries(reference.describe)) {
      const number = result.profiles.find((profile) => profile.name === column)?.number;
      const { p1, p25, p50, p75, p99 } = number?.quantiles ?? {};
      expectEach([number?.mean, number?.standardDeviation, number?.skewness, p1, p25, p50, p75, p99], figures);
    }
    expectEach(result.correlations.pearson.values[0] ?? [], reference.pearson);
    expectEach(result.correlations.spearman.values[0] ?? [], reference.spearman);
    expect(await profileFile(fileName, 4)).toEqual(result);
  });
});
