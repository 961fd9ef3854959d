import { afterEach, expect, it } from 'vitest';
import { WaitTeller } from '../../cli/wait-teller.ts';
import type { WaitReason } from '../../contract/job-states.ts';
import { buildJob } from '../builders/build-job.ts';

const told: string[] = [];
let teller: WaitTeller | null = null;
afterEach(() => {
  teller?.end();
  told.length = 0;
});

const memory: WaitReason = { kind: 'memory', neededBytes: 4e9, availableBytes: 1e9 };
const disk: WaitReason = { kind: 'disk', neededBytes: 1e9, availableBytes: 2e6 };

/** Looks once for each reason; null is a job that runs. */
async function look(reasons: readonly (WaitReason | null)[], locale: 'en' | 'zh-CN' = 'en'): Promise<string[]> {
  let at = 0;
  teller = new WaitTeller({
    look: async () => {
      const waitReason = reasons[at++]!;
      return { label: 'grades.csv', job: buildJob({ state: waitReason ? 'queued' : 'running', waitReason }) };
    },
    ...{ tell: (line: string) => void told.push(line), locale, intervalMs: 1e9 },
  });
  for (const _ of reasons) await teller.look();
  return told;
}

it('says once why a job waits, and again when it is something else', async () => {
  expect(await look([memory, { ...memory, availableBytes: 2e9 }, memory, disk, disk])).toEqual([
    'grades.csv: waits for memory: needs 4,000 MB, 1,000 MB are free',
    'grades.csv: waits for disk space: needs 1,000 MB, 2 MB are free',
  ]);
});

it('says it anew after the job has run', async () => {
  expect(await look([{ kind: 'queuePaused' }, null, { kind: 'queuePaused' }], 'zh-CN')).toEqual([
    'grades.csv: 整个队列已暂停',
    'grades.csv: 整个队列已暂停',
  ]);
});

it('is silent about what passes by itself', async () => {
  expect(await look([{ kind: 'starting' }, { kind: 'behind', jobs: 3, higherPriority: 0 }, null])).toEqual([]);
});

it('goes on where a look fails', async () => {
  let looks = 0;
  const failing = async () => {
    if (looks++ === 0) throw new Error('the archive is held');
    return { label: 'grades.csv', job: buildJob({ waitReason: { kind: 'paused' } }) };
  };
  teller = new WaitTeller({ look: failing, tell: (line) => void told.push(line), locale: 'en', intervalMs: 1e9 });
  await teller.look();
  await teller.look();
  expect(told).toEqual(['grades.csv: paused']);
});
