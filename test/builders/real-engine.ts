import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Job } from '../../contract/jobs.ts';
import { submissionSchema } from '../../contract/recipes.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import { builtWorkers } from './worker-entry.ts';

/** A folder of its own for one test, with engines whose threads run the real workers. */
export class RealEngineBench {
  readonly folder: string;
  readonly troubles: string[] = [];
  readonly #engines: Engine[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<RealEngineBench> {
    return new RealEngineBench(await mkdtemp(path.join(os.tmpdir(), 'auspex-real-')));
  }

  get dataFolder(): string {
    return path.join(this.folder, 'data');
  }

  async engine(options: Partial<EngineOptions> = {}): Promise<Engine> {
    const engine = await createEngine({
      ...{ dataFolder: this.dataFolder, threads: { compute: 2 }, workerFile: builtWorkers, prewarmedLanes: [] },
      onTrouble: (sentence) => this.troubles.push(sentence),
      ...options,
      settings: { minFreeDiskBytes: 0, ...options.settings },
    });
    this.#engines.push(engine);
    return engine;
  }

  /** Profiles files with these texts as one batch; gives the jobs once they have ended. */
  async profile(engine: Engine, files: Readonly<Record<string, string>>, name = 'a batch'): Promise<Job[]> {
    const inputs = [];
    for (const [fileName, text] of Object.entries(files)) {
      const file = path.join(this.folder, fileName);
      await writeFile(file, text);
      inputs.push({ ticket: (await engine.tickets.issueTicket(file)).id, tables: null });
    }
    const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs, name }));
    return engine.jobs.waitForEnd(jobs.map((job) => job.id));
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
