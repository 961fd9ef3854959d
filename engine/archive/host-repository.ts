import type { Database } from './database.ts';

export const hostKinds = ['app', 'commandLine'] as const;
export type HostKind = (typeof hostKinds)[number];

/** A process, or an engine within one, that uses the data folder. */
export interface HostRecord {
  readonly id: string;
  /** What a person would know it by. */
  readonly name: string;
  readonly kind: HostKind;
  readonly pid: number;
  /** Whether it works off the queue; otherwise it only submits and looks. */
  readonly isWorking: boolean;
  readonly startedAtMs: number;
}

/** A lease as another host sees it: `expiresAtMs` grows with every renewal, whatever the clock shows. */
export interface SeenLease {
  readonly sequence: number;
  readonly hostId: string;
  readonly fencingToken: number;
  readonly expiresAtMs: number;
}

/** The hosts of a data folder. */
export class HostRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert: prepare(`INSERT INTO hosts (id, name, kind, pid, is_working, started_at_ms) VALUES (?, ?, ?, ?, ?, ?)`),
      end: prepare('UPDATE hosts SET ended_at_ms = ? WHERE id = ? AND ended_at_ms IS NULL'),
      living: prepare('SELECT * FROM hosts WHERE ended_at_ms IS NULL ORDER BY started_at_ms, id'),
      leases: prepare(`SELECT sequence, lease_host, fencing_token, lease_expires_at_ms FROM jobs
        WHERE state = 'running' AND lease_host <> ?`),
    };
  }

  register(host: HostRecord): void {
    const { id, name, kind, pid, isWorking, startedAtMs } = host;
    this.#statements.insert.run(id, name, kind, pid, isWorking ? 1 : 0, startedAtMs);
  }

  end(id: string, atMs: number): void {
    this.#statements.end.run(atMs, id);
  }

  /** Those that have not ended in order: they live, or nobody has noticed yet that they do not. */
  living(): HostRecord[] {
    return (this.#statements.living.all() as Record<string, string | number>[]).map((row) => ({
      id: row.id as string,
      name: row.name as string,
      kind: row.kind as HostKind,
      pid: row.pid as number,
      isWorking: row.is_working === 1,
      startedAtMs: row.started_at_ms as number,
    }));
  }

  /** Leases of running jobs that others than `hostId` hold. */
  leasesOfOthers(hostId: string): SeenLease[] {
    return (this.#statements.leases.all(hostId) as Record<string, string | number>[]).map((row) => ({
      sequence: row.sequence as number,
      hostId: row.lease_host as string,
      fencingToken: row.fencing_token as number,
      expiresAtMs: row.lease_expires_at_ms as number,
    }));
  }
}
