import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditActions } from '../../../contract/upkeep.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { Audit, actorOf } from '../../../engine/upkeep/audit.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import fc from '../../builders/fast-check.ts';

let folder: ArchiveFolder;
let archive: Archive;
let audit: Audit;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
  archive = folder.open();
  audit = new Audit(archive, () => 1_700_000_000_000);
});
afterEach(() => folder.remove());

/** Undoes the archive's protection, as somebody with the file in an editor would. */
const unlocked = (sql: string) =>
  folder.tamper(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed; ${sql}`);

function fill(entries: number): void {
  archive.transact(() => {
    for (let number = 1; number <= entries; number++) audit.note('person', 'submitted', `file ${number}.csv`);
  });
}

describe('the audit', () => {
  it('lists what was noted, newest first, a page at a time', async () => {
    fill(5);
    const { entries, total } = await audit.list(2, 1, '');
    expect(total).toBe(5);
    expect(entries.map(({ sequence, subject }) => [sequence, subject])).toEqual([
      [4, 'file 4.csv'],
      [3, 'file 3.csv'],
    ]);
    expect(entries[0]).toMatchObject({ actor: 'person', action: 'submitted', atMs: 1_700_000_000_000 });
  });

  it('finds entries by actor, action and subject, taking signs of the search as they stand', async () => {
    audit.note('person', 'submitted', '100%_done.csv');
    audit.note('command line', 'deleted', '3 jobs');
    audit.note(actorOf({ kind: 'schedule', name: '每周一' }), 'submitted', '成绩.xlsx');
    const subjects = async (search: string) => (await audit.list(10, 0, search)).entries.map(({ subject }) => subject);
    expect(await subjects('0%_d')).toEqual(['100%_done.csv']);
    expect(await subjects('%')).toEqual(['100%_done.csv']);
    expect(await subjects('COMMAND')).toEqual(['3 jobs']);
    expect(await subjects('每周')).toEqual(['成绩.xlsx']);
    expect(await audit.list(1, 1, 'submitted')).toMatchObject({ total: 2, entries: [{ subject: '100%_done.csv' }] });
  });

  it('stands or falls with the transaction it was noted in', async () => {
    fill(1);
    const work = () =>
      archive.transact(() => {
        audit.note('person', 'deleted', 'x.csv');
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 1 });
    fill(1);
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 2 });
  });

  it('keeps one chain whoever of two processes writes', async () => {
    const other = new Audit(folder.open());
    for (let turn = 0; turn < 6; turn++) (turn % 2 ? audit : other).note('person', 'exported', `report ${turn}`);
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 6 });
  });

  it('takes any text a file name can hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 700 }),
        fc.constantFrom(...auditActions),
        async (text, action) => {
          audit.note(`person \ud800`, action, `${text}\u0000\udfff`);
          expect((await audit.verify()).isIntact).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses changes and removals', () => {
    fill(2);
    expect(() => folder.tamper("UPDATE audit SET subject = 'other' WHERE sequence = 1")).toThrow('append-only');
    expect(() => folder.tamper('DELETE FROM audit')).toThrow('append-only');
  });
});

describe('verifying the audit', () => {
  it('is content with an empty and with a long one', async () => {
    expect(await audit.verify()).toEqual({ isIntact: true, entries: 0, brokenAt: null, headHash: null });
    fill(1_203);
    const { entries } = await audit.list(1, 0, '');
    expect(await audit.verify()).toEqual({
      ...{ isIntact: true, entries: 1_203, brokenAt: null, headHash: entries[0]!.hash },
    });
  });

  it.each([
    ['a changed entry', "UPDATE audit SET subject = 'nothing' WHERE sequence = 700", 700],
    ['a changed time', 'UPDATE audit SET at_ms = at_ms + 1 WHERE sequence = 3', 3],
    ['an entry whose hash was made to fit', "UPDATE audit SET hash = substr(hash, 2) || '0' WHERE sequence = 5", 5],
    ['a removed entry', 'DELETE FROM audit WHERE sequence = 501', 501],
    ['a removed beginning', 'DELETE FROM audit WHERE sequence <= 10', 1],
    ['a cut-off end', 'DELETE FROM audit WHERE sequence > 995', 996],
    [
      'a cut-off end whose head was moved',
      `DELETE FROM audit WHERE sequence > 995; UPDATE facts SET value = (SELECT json_object('sequence', sequence, 'hash',
        hash) FROM audit WHERE sequence = 995) WHERE name = 'auditHead'`,
      996,
    ],
    [
      'an end cut off together with its counter',
      "DELETE FROM audit WHERE sequence > 995; UPDATE sqlite_sequence SET seq = 995 WHERE name = 'audit'",
      996,
    ],
    ['everything removed', 'DELETE FROM audit', 1],
    [
      'two entries in each other’s place',
      `UPDATE audit SET sequence = -1 WHERE sequence = 20; UPDATE audit SET sequence = 20 WHERE sequence = 21;
       UPDATE audit SET sequence = 21 WHERE sequence = -1`,
      20,
    ],
    [
      'an added entry',
      `INSERT INTO audit (at_ms, actor, action, subject, previous_hash, hash)
       SELECT at_ms, actor, action, 'added', hash, hash FROM audit WHERE sequence = 1000`,
      1_001,
    ],
    [
      'a head that is no longer that of the last entry',
      "UPDATE facts SET value = json_set(value, '$.hash', 'ab') WHERE name = 'auditHead'",
      1_000,
    ],
    ['a lost head', "DELETE FROM facts WHERE name = 'auditHead'", 1],
  ])('finds %s', async (_, sql, brokenAt) => {
    fill(1_000);
    unlocked(sql);
    expect(await audit.verify()).toMatchObject({ isIntact: false, brokenAt });
  });

  it('finds whatever single field is changed', async () => {
    fill(20);
    const original = archive.audit.after(0, 100);
    const fields = ['at_ms', 'actor', 'action', 'subject', 'previous_hash', 'hash'] as const;
    unlocked('');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...fields), async (sequence, field) => {
        const value = field === 'at_ms' ? 'at_ms + 7' : `${field} || 'x'`;
        folder.tamper(`UPDATE audit SET ${field} = ${value} WHERE sequence = ${sequence}`);
        expect(await audit.verify()).toMatchObject({ isIntact: false, brokenAt: sequence });
        const row = original[sequence - 1]!;
        folder.tamper(`UPDATE audit SET at_ms = ${row.atMs}, actor = '${row.actor}', action = '${row.action}',
          subject = '${row.subject}', previous_hash = '${row.previousHash}', hash = '${row.hash}'
          WHERE sequence = ${sequence}`);
        expect((await audit.verify()).isIntact).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
