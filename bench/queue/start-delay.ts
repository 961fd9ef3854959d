import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { submissionSchema } from '../../contract/recipes.ts';
import { createEngine } from '../../engine/engine.ts';

/** Milliseconds from submitting a small file to a waiting engine to the start of its attempt, one file after the other. */
export async function engineStartDelaysMs(parent: string, count: number): Promise<number[]> {
  const folder = mkdtempSync(path.join(parent, 'engine-'));
  const engine = await createEngine({
    dataFolder: path.join(folder, 'data'),
    threads: { compute: 1 },
    settings: { minFreeDiskBytes: 0 },
  });
  try {
    const startedMs = new Map<string, number>();
    const stop = new AbortController();
    const following = (async () => {
      for await (const event of engine.jobs.watch(stop.signal)) {
        if (event.type !== 'jobChanged' || event.job.state !== 'running' || startedMs.has(event.job.id)) continue;
        startedMs.set(event.job.id, performance.now());
      }
    })();
    const delays: number[] = [];
    for (let turn = 0; turn < count; turn++) {
      const file = path.join(folder, `${turn}.csv`);
      writeFileSync(file, `a,b\n1,${turn}\n2,${turn + 1}\n`);
      const inputs = [{ ticket: (await engine.tickets.issueTicket(file)).id, tables: null }];
      const askedMs = performance.now();
      const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs }));
      const [job] = await engine.jobs.waitForEnd(jobs.map((one) => one.id));
      if (job?.state !== 'completed') throw new Error(`the job ended ${job?.state}`);
      delays.push(startedMs.get(job.id)! - askedMs);
    }
    stop.abort();
    await following;
    return delays;
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
