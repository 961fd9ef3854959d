import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from '../../contract/jobs.ts';
import { submissionSchema } from '../../contract/recipes.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';

/** The worker fixture that misbehaves as file names tell it to. */
export const scriptedWorker = fileURLToPath(new URL('../fixtures/workers/scripted.mjs', import.meta.url));

/** A folder of its own for one test, with what is needed to run an engine in it. */
export class EngineBench {
  readonly folder: string;
  readonly #engines: Engine[] = [];
  readonly troubles: string[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<EngineBench> {
    return new EngineBench(await mkdtemp(path.join(os.tmpdir(), 'auspex-engine-')));
  }

  get dataFolder(): string {
    return path.join(this.folder, 'data');
  }

  /** An engine whose threads run the scripted worker. */
  async engine(options: Partial<EngineOptions> = {}): Promise<Engine> {
    const engine = await createEngine({
      ...{ dataFolder: this.dataFolder, threads: { compute: 2 }, workerFile: scriptedWorker, cancelGraceMs: 200 },
      ...{ prewarmedLanes: [], onTrouble: (sentence) => this.troubles.push(sentence) },
      // Retries follow at once, and a small disk is no hindrance.
      random: () => 0,
      ...options,
      settings: { minFreeDiskBytes: 0, ...options.settings },
    });
    this.#engines.push(engine);
    return engine;
  }

  /** A file with two columns and three rows, unlike that of any other name: equal ones would be done only once. */
  async file(name: string, text = `a,b\n1,2\n3,4\n5,${name.replaceAll(/[^\w]/g, '')}\n`): Promise<string> {
    const file = path.join(this.folder, name);
    await writeFile(file, text);
    return file;
  }

  /** Submits files as jobs. */
  async submit(engine: Engine, ...names: string[]): Promise<Job[]> {
    const inputs = [];
    for (const name of names) {
      const ticket = await engine.tickets.issueTicket(await this.file(name));
      inputs.push({ ticket: ticket.id, tables: null });
    }
    return (await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs }))).jobs;
  }

  /** The jobs of these files once they have ended. */
  async run(engine: Engine, ...names: string[]): Promise<Job[]> {
    const jobs = await this.submit(engine, ...names);
    return engine.jobs.waitForEnd(jobs.map((job) => job.id));
  }

  /** Ends the engines and leaves the files. */
  async stop(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
