import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Submitter } from '../../contract/job-states.ts';
import type { AuditAction, AuditEntry, AuditVerdict } from '../../contract/upkeep.ts';
import type { AuditRow } from '../archive/audit-repository.ts';
import type { Archive } from '../archive/open-archive.ts';

/** Stands before the first entry. */
const noHash = '0'.repeat(64);
/** Entries looked at in one turn of the event loop: about two milliseconds' work. */
const sliceEntries = 500;
/** Entries searched in one turn. */
const searchedEntries = 4_000;
/** Of an actor or a subject; a name that is longer is cut. */
const maxCharacters = 500;

/**
 * Who did what, in a chain: each entry holds the hash of the one before it, so that a changed, removed, added or
 * reordered entry breaks it. (Who can write to the archive can forge the chain as a whole; who has noted a head hash
 * elsewhere sees even that.)
 */
export class Audit {
  readonly #archive: Archive;
  readonly #now: () => number;

  constructor(archive: Archive, now: () => number = Date.now) {
    this.#archive = archive;
    this.#now = now;
  }

  /** Adds an entry, in the caller's transaction: what was not done is not noted, and what was not noted is not done. */
  note(actor: string, action: AuditAction, subject: string): void {
    this.#archive.transact(() => {
      const { audit } = this.#archive;
      const { head, lastGivenSequence } = audit.head();
      const entry = {
        sequence: Math.max(lastGivenSequence, head?.sequence ?? 0) + 1,
        ...{ atMs: Math.round(this.#now()), actor: storable(actor), action, subject: storable(subject) },
        previousHash: head?.hash ?? noHash,
      };
      audit.insert({ ...entry, hash: hashOf(entry) });
    });
  }

  /** A page of the entries whose actor, action or subject contain `search`, newest first, and how many there are. */
  async list(limit: number, offset: number, search: string): Promise<{ entries: AuditEntry[]; total: number }> {
    const { audit } = this.#archive;
    const end = audit.end();
    const wanted = search.trim();
    if (wanted === '') return { entries: audit.newest(limit, offset).map(entryOf), total: end.entries };
    const entries: AuditEntry[] = [];
    let total = 0;
    for (let last = end.lastSequence; last > 0; last -= searchedEntries) {
      for (const row of audit.matching(last, last - searchedEntries, wanted)) {
        if (total >= offset && entries.length < limit) entries.push(entryOf(row));
        total++;
      }
      await nextTurn();
    }
    return { entries, total };
  }

  /** Walks the whole chain, a little at a time. */
  async verify(): Promise<AuditVerdict> {
    const { audit } = this.#archive;
    const end = audit.end();
    const { head } = end;
    const verdict = (brokenAt: number | null): AuditVerdict => ({
      isIntact: brokenAt === null,
      entries: end.entries,
      brokenAt,
      headHash: head?.hash ?? null,
    });
    let previousHash = noHash;
    let sequence = 0;
    for (;;) {
      const rows = audit.after(sequence, sliceEntries).filter((row) => row.sequence <= end.lastSequence);
      if (rows.length === 0) break;
      for (const row of rows) {
        // A gap is where entries were removed: the first of those that are missing is named.
        if (row.sequence !== sequence + 1) return verdict(sequence + 1);
        if (row.previousHash !== previousHash || row.hash !== hashOf(row)) return verdict(row.sequence);
        ({ hash: previousHash, sequence } = row);
      }
      await nextTurn();
    }
    const lastKnown = Math.max(head?.sequence ?? 0, end.lastGivenSequence);
    if (sequence < lastKnown) return verdict(sequence + 1);
    if (sequence > (head?.sequence ?? 0)) return verdict((head?.sequence ?? 0) + 1);
    return verdict(sequence > 0 && head?.hash !== previousHash ? sequence : null);
  }
}

/** SHA-256 over the JSON of the entry's fields in this order, the hash of the one before it first. */
function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { previousHash, sequence, atMs, actor, action, subject } = row;
  return createHash('sha256')
    .update(JSON.stringify([previousHash, sequence, atMs, actor, action, subject]))
    .digest('hex');
}

/** Text as the archive gives it back: half characters, as file names may hold them, and control characters would not survive. */
function storable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const plain = Buffer.from(text.replace(/[\u0000-\u001f]/g, ' '), 'utf8').toString('utf8');
  return plain.length > maxCharacters ? `${Buffer.from(plain.slice(0, maxCharacters)).toString('utf8')}…` : plain;
}

function entryOf({ sequence, atMs, actor, action, subject, hash }: AuditRow): AuditEntry {
  return { sequence, atMs, actor, action, subject, hash };
}

/** Whoever submitted something, as the audit names them. */
export function actorOf(submitter: Submitter): string {
  if (submitter.kind === 'schedule') return `schedule “${submitter.name ?? ''}”`;
  if (submitter.kind === 'watchedFolder') return `watched folder “${submitter.name ?? ''}”`;
  return submitter.kind === 'commandLine' ? 'command line' : 'person';
}

/** What the engine does of its own accord, such as removing what has grown too old. */
export const engineActor = 'Auspex';
