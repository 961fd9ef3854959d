import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ProgressBoard, type ProgressNotice } from '../../../engine/hosts/progress-board.ts';
import { waitingProgress } from '../../../engine/jobs/progress.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';

const { folder } = temporaryFolder();
const open: ProgressBoard[] = [];
afterEach(async () => {
  for (const board of open.splice(0)) await board.close();
});

const notice = (id: string, fraction: number): ProgressNotice => ({
  ...{ id, batchId: 'batch', fencingToken: 1, progress: { ...waitingProgress, stage: 'reading', fraction } },
});

function board(ownId: string, others: readonly string[], own: () => ProgressNotice[]) {
  const told: string[] = [];
  const onProgress = (notices: readonly ProgressNotice[]) => told.push(...notices.map(({ id }) => id));
  const made = new ProgressBoard({ dataFolder: folder, ownId, others: () => others, own, onProgress });
  open.push(made);
  return { made, told };
}

describe('the board of progress', () => {
  it('shows each host how far the jobs of the others are, and tells only of what has moved', async () => {
    let fraction = 0.25;
    const worker = board('worker', ['looker'], () => [notice('job', fraction), notice('still', 0.5)]);
    const looker = board('looker', ['worker'], () => []);
    await worker.made.look();
    await looker.made.look();
    expect(looker.made.elsewhere.get('job')).toEqual(notice('job', 0.25));
    fraction = 0.75;
    await worker.made.look();
    await looker.made.look();
    expect(looker.made.elsewhere.get('job')!.progress.fraction).toBe(0.75);
    expect(looker.told).toEqual(['job', 'still', 'job']);
    await worker.made.close();
    await looker.made.look();
    expect(looker.made.elsewhere.size).toBe(0);
  });

  it('writes nothing while nobody is there to read it', async () => {
    const { made } = board('alone', [], () => [notice('job', 0.5)]);
    await made.look();
    expect(readdirSync(path.join(folder, 'hosts'))).toEqual([]);
  });

  it('takes no notice of what is no progress', async () => {
    writeFileSync(path.join(folder, 'hosts', 'odd.progress'), '[{"id": 5}]');
    writeFileSync(path.join(folder, 'hosts', 'half.progress'), '[{"id"');
    const { made, told } = board('looker', ['odd', 'half', 'missing'], () => []);
    await made.look();
    expect(told).toEqual([]);
    expect(made.elsewhere.size).toBe(0);
  });
});
