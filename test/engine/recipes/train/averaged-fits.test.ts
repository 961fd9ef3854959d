import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../../../contract/models/model-document.ts';
import { optionLines } from '../../../../contract/option-texts.ts';
import type { TrainingReport } from '../../../../contract/train/training-report.ts';
import { trainRecipe } from '../../../../engine/recipes/train/train-recipe.ts';
import { writeTable } from '../../../builders/comparison.ts';
import { createRandom } from '../../../builders/random.ts';
import { memoryCheckpoints } from '../../../builders/recipe-context.ts';
import { type GivenOptions, train, trainAttempt } from '../../../builders/training.ts';

const rows = 240;
const random = createRandom(8);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const places = ['north', 'south', 'east', 'west'];
/** Little but a sum of straight lines, which trees alone tell badly from so few rows. */
const table = Array.from({ length: rows }, () => {
  const [a, b, c] = [normal(), normal(), random() < 0.1 ? null : normal()];
  const place = Math.floor(random() * 4);
  const y = 30 + 5 * a - 4 * b + 3 * (c ?? 1) + 2 * place + (a > 1 ? 1 : 0) + 0.5 * normal();
  return { a, b, c, place: places[place]!, y };
});
const options: GivenOptions = { target: 'y', folds: 3, earlyStoppingRounds: 15, learningRate: 0.1 };

describe('a training of few rows', () => {
  let file: string;
  let model: ModelDocument;
  let report: TrainingReport;

  beforeAll(async () => {
    const header = ['a', 'b', 'c', 'place', 'y'];
    file = writeTable(
      'lines.csv',
      header,
      table.map(({ a, b, c, place, y }) => [a, b, c, place, y]),
    );
    ({ model, report } = await train([file], options));
  });

  it('starts from a linear model where there is little but straight lines, which tells them far better than trees alone', () => {
    expect(report.settings.linearStart).toBeGreaterThan(0);
    const bestOf = (isLinear: boolean) =>
      Math.min(
        ...report.search.flatMap(({ score, settings }) => (settings.linearStart! > 0 === isLinear ? score : [])),
      );
    expect(bestOf(true)).toBeLessThan(0.6 * bestOf(false));
    expect(report.crossValidated!.mean.rmse).toBeLessThan(1.4 * report.baseline.linear!.rmse!);
  });

  it('tells what was tried and of how many fits the model is the mean', () => {
    expect(report.search).toHaveLength(8);
    const best = report.search[0]!.score;
    const near = report.search.filter(({ score }) => score <= best * 1.03).length;
    expect(report.settings.averaged).toBe(near === 1 ? undefined : Math.min(3, near));
    const line = optionLines(model.card.options, 'en').find(({ key }) => key === 'linearStart');
    expect(Number(line!.text)).toBe(report.settings.linearStart);
  });

  it('gives gains to the columns that the linear model goes by', () => {
    const gain = (column: string) => report.importance.find((one) => one.column === column)!;
    expect(report.importance.reduce((sum, one) => sum + one.gain, 0)).toBeCloseTo(1);
    expect(gain('a').gain).toBeGreaterThan(gain('place').gain);
    for (const column of ['a', 'b', 'c', 'place']) expect(gain(column).permutation).toBeGreaterThan(0);
  });

  it('gives the same bytes when it is interrupted, and on four threads', async () => {
    const attempt = async (kept: readonly number[] | null, computeThreads: number) => {
      const made = await trainAttempt([file], options, { computeThreads });
      const { plan } = await trainRecipe.plan(made.context);
      const first = memoryCheckpoints();
      await trainRecipe.work(made.context, plan, first.checkpoints);
      const finished = first.shards().filter(({ place }) => kept === null || kept.includes(place));
      const second = memoryCheckpoints(finished);
      await trainRecipe.work(made.context, plan, second.checkpoints);
      const files = await trainRecipe.merge(made.context, plan, second.shards());
      return { made, digests: files.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort() };
    };
    // The table, some settings tried, and a fold.
    const runs = [await attempt(null, 1), await attempt([0, 1, 3, 5, 9], 4)];
    await Promise.all(runs.map(({ made }) => made.remove()));
    expect(runs[1]!.digests).toEqual(runs[0]!.digests);
  });
});
