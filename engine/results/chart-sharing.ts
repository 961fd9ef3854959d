import path from 'node:path';
import type { SharedCharts } from '../../contract/report-orders.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';

interface Sharing {
  readonly scratchName: string;
  readonly charts: Promise<SharedCharts>;
  readonly state: Int32Array<SharedArrayBuffer>;
  users: number;
}

const inWork = 1;
const givenUp = 3;

/** Lets reports of one profile that are made at the same time draw their charts once. */
export class ChartSharing {
  readonly #artifacts: ArtifactFolder;
  readonly #byReport = new Map<string, Sharing>();
  #begun = 0;

  constructor(artifacts: ArtifactFolder) {
    this.#artifacts = artifacts;
  }

  /** Runs `work` with the charts that it may share with others of the same `key`. */
  async with<T>(key: string, work: (charts: SharedCharts) => Promise<T>): Promise<T> {
    const sharing = this.#byReport.get(key) ?? this.#begin(key);
    sharing.users++;
    try {
      return await work(await sharing.charts);
    } catch (error) {
      // Its thread may have ended while others wait for what it was drawing.
      Atomics.compareExchange(sharing.state, 0, inWork, givenUp);
      Atomics.notify(sharing.state, 0);
      throw error;
    } finally {
      sharing.users--;
      if (sharing.users === 0) {
        this.#byReport.delete(key);
        await this.#artifacts.removeScratchFolder(sharing.scratchName).catch(() => undefined);
      }
    }
  }

  #begin(key: string): Sharing {
    // A name of its own each time: the folder of an earlier one may just be going.
    const scratchName = `${key}-charts-${++this.#begun}`;
    const state = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const charts = this.#artifacts
      .makeScratchFolder(scratchName)
      .then((folder): SharedCharts => ({ path: path.join(folder, 'charts.json'), state }));
    const sharing = { scratchName, charts, state: new Int32Array(state), users: 0 };
    this.#byReport.set(key, sharing);
    return sharing;
  }
}
