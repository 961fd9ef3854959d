import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobEntry } from '../../../../contract/job-requests.ts';
import type { Batch, Job } from '../../../../contract/jobs.ts';
import { JobTree } from '../../../../renderer/jobs/list/job-tree.ts';
import { TreeEvents } from '../../../../renderer/jobs/list/tree-events.ts';
import { filterOfView, wholeView } from '../../../../renderer/store/jobs-slice.ts';
import { buildBatch, buildJob, noCounts } from '../../../builders/build-job.ts';
import { settled } from './living-list.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Entries on the other side: jobs alone, and batches with their jobs. */
class Source {
  entries: JobEntry[] = [];
  readonly jobsOfBatch = new Map<string, Job[]>();
  reads = 0;

  addJob(parts: Partial<Job> = {}): Job {
    const job = buildJob(parts);
    this.entries.unshift({ type: 'job', job });
    return job;
  }

  addBatch(count: number): Batch {
    const batch = buildBatch({ jobs: count, counts: { ...noCounts, queued: count } });
    const jobs = Array.from({ length: count }, () => buildJob({ batchId: batch.id }));
    this.jobsOfBatch.set(batch.id, jobs);
    this.entries.unshift({ type: 'batch', batch });
    return batch;
  }

  open(onChange = () => {}) {
    return new JobTree({
      loadEntries: async (offset, limit) => {
        this.reads += 1;
        return { items: this.entries.slice(offset, offset + limit), total: this.entries.length };
      },
      loadBatch: async (id, offset, limit) => {
        const jobs = this.jobsOfBatch.get(id) ?? [];
        return { items: jobs.slice(offset, offset + limit), total: jobs.length };
      },
      onChange,
    });
  }
}

const keysOf = (tree: JobTree) => Array.from({ length: tree.count ?? 0 }, (_, index) => tree.lineAt(index).key);

describe('opened batches', () => {
  it('shows the jobs of a batch right below it', async () => {
    const source = new Source();
    const last = source.addJob();
    const batch = source.addBatch(3);
    const first = source.addJob();
    const tree = source.open();
    tree.want(0, 20);
    await settled();
    expect(keysOf(tree)).toEqual([first.id, `batch:${batch.id}`, last.id]);
    tree.open(batch.id);
    tree.want(0, 20);
    await settled();
    const inside = (source.jobsOfBatch.get(batch.id) ?? []).map((job) => job.id);
    expect(keysOf(tree)).toEqual([first.id, `batch:${batch.id}`, ...inside, last.id]);
    expect(tree.indexOf(last.id)).toBe(5);
    expect(tree.lineAt(2)).toMatchObject({ kind: 'job', isInBatch: true });
    tree.close(batch.id);
    expect(tree.count).toBe(3);
  });

  it('counts and finds lines across several of them, and reads ranges through them', async () => {
    const source = new Source();
    const batches = [source.addBatch(200), source.addBatch(2), source.addBatch(120)].reverse();
    const tree = source.open();
    tree.want(0, 20);
    await settled();
    for (const batch of batches) tree.open(batch.id);
    tree.want(0, 400);
    await settled();
    expect(tree.count).toBe(3 + 322);
    for (let index = 0; index < 325; index += 1) {
      expect(tree.indexOf(tree.lineAt(index).key ?? '')).toBe(index);
    }
    const lines = await tree.readLines(119, 127);
    expect(lines.map((line) => line.kind)).toEqual(['job', 'job', 'batch', 'job', 'job', 'batch', 'job', 'job']);
  });

  it('keeps its place and its jobs when entries come above', async () => {
    const source = new Source();
    const batch = source.addBatch(50);
    for (let count = 0; count < 10; count += 1) source.addJob();
    const tree = source.open();
    tree.want(0, 30);
    await settled();
    tree.open(batch.id);
    tree.want(30, 50, 30);
    await settled();
    const { key } = tree.lineAt(30);
    for (let count = 0; count < 4; count += 1) source.addJob();
    tree.refresh();
    await settled();
    expect(tree.takeShift()).toBe(4);
    expect(tree.lineAt(34).key).toBe(key);
    expect(tree.openBatches).toEqual([{ id: batch.id, place: 14 }]);
  });

  it('is closed when the batch is gone', async () => {
    const source = new Source();
    source.addJob();
    const batch = source.addBatch(5);
    const tree = source.open();
    tree.want(0, 20);
    await settled();
    tree.open(batch.id);
    tree.want(0, 20);
    await settled();
    source.entries = source.entries.filter((entry) => entry.type === 'job');
    tree.refresh();
    await settled();
    expect(tree.openBatches).toEqual([]);
    expect(tree.count).toBe(1);
  });
});

describe('what the feed tells', () => {
  async function watched(view = wholeView, isGrouped = true) {
    const source = new Source();
    const jobs = [source.addJob(), source.addJob()];
    const batch = source.addBatch(3);
    const tree = source.open();
    const events = new TreeEvents({ tree, filter: filterOfView(view), order: view.order, isGrouped });
    tree.want(0, 20);
    await settled();
    source.reads = 0;
    return { source, jobs, batch, tree, events };
  }

  it('changes a line in sight in place, without reading anything', async () => {
    const { source, jobs, tree, events } = await watched();
    const job = { ...jobs[0]!, state: 'running' as const };
    expect(events.apply([{ type: 'jobChanged', job }])).toBe(true);
    await settled();
    expect(tree.lineAt(tree.indexOf(job.id))).toMatchObject({ job: { state: 'running' } });
    expect(source.reads).toBe(0);
  });

  it('reads anew for a job it does not know, once for each of its states', async () => {
    const { source, tree, events } = await watched();
    const job = source.addJob();
    events.apply([{ type: 'jobChanged', job }]);
    await settled();
    expect(tree.lineAt(0).key).toBe(job.id);
    const far = buildJob({ state: 'running' });
    source.reads = 0;
    for (let round = 0; round < 50; round += 1) {
      events.apply([{ type: 'jobChanged', job: { ...far, sizeBytes: round } }]);
      await settled();
    }
    expect(source.reads).toBe(1);
  });

  it('leaves the jobs of a closed batch to the line of the batch', async () => {
    const { source, batch, tree, events } = await watched();
    const [inside] = source.jobsOfBatch.get(batch.id) ?? [];
    events.apply([{ type: 'jobChanged', job: { ...inside!, state: 'running' } }]);
    const changed = { ...batch, counts: { ...noCounts, running: 1, queued: 2 } };
    expect(events.apply([{ type: 'batchChanged', batch: changed }])).toBe(true);
    await settled();
    expect(tree.lineAt(0)).toMatchObject({ kind: 'batch', batch: changed });
    expect(source.reads).toBe(0);
  });

  it('takes away what was removed', async () => {
    const { source, jobs, tree, events } = await watched();
    source.entries = source.entries.filter((entry) => entry.type !== 'job' || entry.job.id !== jobs[0]?.id);
    events.apply([{ type: 'jobRemoved', id: jobs[0]!.id }]);
    await settled();
    expect(tree.count).toBe(2);
  });

  it('takes a job out of a view that it no longer belongs to', async () => {
    const view = { ...wholeView, tab: 'queued' as const, order: 'queue' as const };
    const { source, jobs, events } = await watched(view, false);
    events.apply([{ type: 'jobChanged', job: { ...jobs[0]!, state: 'completed' } }]);
    await settled();
    expect(source.reads).toBe(1);
  });

  it('reads the reasons of waiting anew when the counts change, for nobody tells of each', async () => {
    const { source, events } = await watched();
    events.apply([{ type: 'countsChanged', counts: { ...noCounts, running: 1 }, isQueuePaused: false }]);
    await settled();
    expect(source.reads).toBe(1);
  });
});
