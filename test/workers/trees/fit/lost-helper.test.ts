import { beforeAll, expect, it } from 'vitest';
import { faultRegistry } from '../../../../contract/fault-registry.ts';
import { Fault } from '../../../../contract/faults.ts';
import { defaultBoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import { leadFit } from '../../../../workers/trees/fit/lead-fit.ts';
import { buildHelpingThread, startHelpingThread } from '../../../builders/helping-thread.ts';
import { fitControl, mixedTable, trainingSet } from '../../../builders/tree-fits.ts';

const { features, margins } = mixedTable(40_000, 3);
const set = trainingSet(features, margins);
const options = { ...defaultBoostingOptions({ kind: 'squared' }), rounds: 40 };

beforeAll(buildHelpingThread);

/** A fit beside a helper that dies in the middle of an item; null where it came to its end without that item. */
async function fitBesideDying(itemsUntilDeath: number): Promise<unknown> {
  const control = fitControl();
  const helper = await startHelpingThread(control, itemsUntilDeath);
  let fault: unknown = null;
  try {
    leadFit(control, set, options, { patienceNaps: 4 });
  } catch (error) {
    fault = error;
  }
  await helper.left;
  return fault;
}

it('a fit whose helper dies with work in hand fails so that it is tried again, and the next attempt gives the same bytes', async () => {
  const alone = leadFit(fitControl(), set, options);
  // A helper may come too late to get at anything: then there is nothing to lose, and another one is tried.
  let fault: unknown = null;
  for (let attempt = 0; attempt < 20 && fault === null; attempt++) fault = await fitBesideDying(attempt % 3);
  expect(fault).toBeInstanceOf(Fault);
  expect(fault).toMatchObject({ code: 'WORKER_DIED' });
  expect(faultRegistry[(fault as Fault).code].isRetryable).toBe(true);
  const control = fitControl();
  const helper = await startHelpingThread(control);
  const again = leadFit(control, set, options);
  await helper.left;
  expect(again).toEqual(alone);
});
