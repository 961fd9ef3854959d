import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../workers/evaluate/calibration/calibrate.ts';
import { createRandom } from '../../builders/random.ts';

const form = { task: 'binary', classes: 2 } as const;
const rows = 300;

/** The temperature found for margins that are `times` too sure; 1: nothing was changed. */
function temperatureOf(seed: number, times: number, keepsClasses: boolean): number {
  const random = createRandom(seed);
  const logits = Float64Array.from({ length: rows }, () => 4 * (random() - 0.5));
  const truth = logits.map((logit) => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0));
  const folds = Uint8Array.from(truth, (_, row) => row % 5);
  const margins = logits.map((logit) => logit * times);
  const { calibration } = calibrate({ form, truth, margins, folds, seed: 1, keepsClasses });
  return calibration?.kind === 'temperature' ? calibration.temperature : Number.NaN;
}

describe('the calibration of plain boosting', () => {
  it('asks for more than that of the presets: where a little speaks for it, probabilities stay as they are', () => {
    const found = Array.from({ length: 40 }, (_, seed) => ({
      usual: temperatureOf(seed + 1, 1.35, false),
      plain: temperatureOf(seed + 1, 1.35, true),
    }));
    for (const { plain, usual } of found) expect([1, usual]).toContain(plain);
    expect(found.some(({ plain, usual }) => plain === 1 && usual > 1)).toBe(true);
  });

  it('is made all the same where margins are far too sure', () => {
    for (const seed of [1, 2, 3]) {
      expect(temperatureOf(seed, 4, true)).toBeGreaterThan(2);
      expect(temperatureOf(seed, 4, true)).toBe(temperatureOf(seed, 4, false));
    }
  });
});
