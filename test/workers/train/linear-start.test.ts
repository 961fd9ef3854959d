import { describe, expect, it } from 'vitest';
import { fitLinear, predictLinear } from '../../../workers/evaluate/baseline/linear.ts';
import { gainsOf, modelOfFit } from '../../../workers/train/fit-file.ts';
import { linearStart } from '../../../workers/train/linear-start.ts';
import { scoreMargins } from '../../../workers/trees/score/score-margins.ts';
import { createRandom } from '../../builders/random.ts';
import { categories, fitAlone, numbers, trainingSet } from '../../builders/tree-fits.ts';

const rows = 600;
const random = createRandom(5);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const wide = Array.from({ length: rows }, () => 300 + 80 * normal());
const gaps = Array.from({ length: rows }, () => (random() < 0.2 ? Number.NaN : Math.floor(random() * 12)));
const idle = Array.from({ length: rows }, () => 7);
const codes = Array.from({ length: rows }, () => (random() < 0.1 ? -1 : Math.floor(random() * 5)));
const features = [...numbers(wide, gaps, idle), categories(codes)];
const sums = wide.map((value, row) => {
  const gap = Number.isNaN(gaps[row]) ? 9 : gaps[row]!;
  return value / 20 + 2 * gap + [0, 4, -3, 8, 1, 2][codes[row]! + 1]!;
});
const choices = { seed: 1, penalty: 1 };
const all = Uint32Array.from({ length: rows }, (_, row) => row);

describe('a linear model written as trees', () => {
  it('says of numbers, gaps and categories what the model says, but for the width of a step', () => {
    const set = trainingSet(features, sums);
    const form = { task: 'regression', classes: 1 } as const;
    const told = scoreMargins(linearStart(form, set, choices)!, features, 0, rows);
    const linear = predictLinear(fitLinear(form, features, set.target, all, choices)!, features, all);
    const spread = Math.max(...sums) - Math.min(...sums);
    const off = Math.max(...told.map((value, row) => Math.abs(value - linear[row]!)));
    expect(off).toBeLessThan(spread / 50);
    const mean = told.reduce((sum, value, row) => sum + Math.abs(value - linear[row]!), 0) / rows;
    expect(mean).toBeLessThan(spread / 500);
  });

  it('stays level beyond what it learned from, and takes an unseen category for none of those it knows', () => {
    const start = linearStart({ task: 'regression', classes: 1 }, trainingSet(features, sums), choices)!;
    const at = (value: number, code: number) =>
      scoreMargins(start, [...numbers([value], [3], [7]), categories([code])], 0, 1)[0]!;
    const highest = Math.max(...wide);
    expect(at(highest * 10, 2)).toBe(at(highest, 2));
    expect(at(-1e30, 2)).toBe(at(Math.min(...wide), 2));
    expect(at(300, 77)).toBe(at(300, -1));
    expect(at(300, 2)).not.toBe(at(300, 3));
  });

  it.each([
    ['binary', 2, (sum: number) => (sum > 27 ? 1 : 0)],
    ['multiclass', 3, (sum: number) => (sum > 32 ? 2 : sum > 22 ? 1 : 0)],
  ] as const)('tells the classes of a task that is %s as the logistic model does', (task, classes, classOf) => {
    const target = sums.map(classOf);
    const set = trainingSet(features, target);
    const start = linearStart({ task, classes }, set, choices)!;
    const outputs = task === 'binary' ? 1 : classes;
    const told = scoreMargins(start, features, 0, rows);
    const likeliest = (row: number) => {
      if (outputs === 1) return told[row]! > 0 ? 1 : 0;
      const own = Array.from(told.subarray(row * outputs, (row + 1) * outputs));
      return own.indexOf(Math.max(...own));
    };
    const chances = predictLinear(fitLinear({ task, classes }, features, set.target, all, choices)!, features, all);
    const same = Array.from(all).filter((row) => {
      const own = Array.from(chances.subarray(row * classes, (row + 1) * classes));
      return own.indexOf(Math.max(...own)) === likeliest(row);
    });
    expect(same.length).toBeGreaterThan(0.98 * rows);
  });

  it('has the gains of the columns that count, and covers that add up', () => {
    const start = linearStart({ task: 'regression', classes: 1 }, trainingSet(features, sums), choices)!;
    const gains = gainsOf(start);
    expect(gains[0]).toBeGreaterThan(0);
    expect(gains[1]).toBeGreaterThan(gains[0]!);
    expect(gains[2]).toBe(0);
    expect(gains[3]).toBeGreaterThan(0);
    for (const first of start.treeStarts.subarray(0, -1)) expect(start.covers[first]).toBe(rows);
  });

  it('is nothing where no column can tell anything', () => {
    const set = trainingSet(numbers(idle), sums);
    expect(linearStart({ task: 'regression', classes: 1 }, set, choices)).toBeNull();
  });
});

describe('trees that start from it', () => {
  it('learn what it leaves, so that a sum of straight lines is told better than by trees alone', () => {
    const plain = trainingSet(features, sums, { validation: 200 });
    const start = linearStart({ task: 'regression', classes: 1 }, plain, choices);
    const changes = { rounds: 40, learningRate: 0.1, maxDepth: 3, keepsAllRounds: true };
    const [alone, after] = [plain, { ...plain, start }].map((set) => fitAlone(set, { kind: 'squared' }, changes));
    expect(after!.history.at(-1)!.validation).toBeLessThan(alone!.history.at(-1)!.validation! / 2);
    // What was told round by round is what the model says.
    const { bestRound, ensemble, history } = after!;
    const model = modelOfFit({ features: [], members: [{ start, ensemble, history, bestRound }] }, null);
    const told = scoreMargins(model, features, 400, 600);
    const squares = told.reduce((sum, value, at) => sum + (value - sums[400 + at]!) ** 2, 0) / 200;
    expect(Math.sqrt(squares)).toBeCloseTo(after!.history.at(-1)!.validation!, 9);
  });

  it('go on from where they paused, with the same bytes', () => {
    const plain = trainingSet(features, sums);
    const set = { ...plain, start: linearStart({ task: 'regression', classes: 1 }, plain, choices) };
    const changes = { rounds: 12, learningRate: 0.1, maxDepth: 3, rowSampling: 0.7 };
    const whole = fitAlone(set, { kind: 'squared' }, changes);
    const { paused } = fitAlone(set, { kind: 'squared' }, changes, { pauseAfterRound: 5 });
    const resumed = fitAlone(set, { kind: 'squared' }, changes, { resumeFrom: paused! });
    expect(resumed.ensemble).toEqual(whole.ensemble);
    expect(resumed.history).toEqual(whole.history);
  });
});
