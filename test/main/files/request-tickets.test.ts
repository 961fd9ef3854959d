import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../contract/faults.ts';
import { requestTickets } from '../../../main/files/request-tickets.ts';

const issueTicket = async (file: string) => {
  if (file.endsWith('locked.csv')) throw new Fault('FILE_NOT_READABLE', { file: 'locked.csv' });
  return { id: '00000000-0000-4000-8000-000000000000', fileName: path.basename(file), sizeBytes: 1, modifiedAtMs: 1 };
};

describe('requestTickets', () => {
  it('answers each path in its place', async () => {
    const paths = Array.from({ length: 30 }, (_, index) => path.resolve(`/data/${index}.csv`));
    paths[7] = path.resolve('/data/locked.csv');
    const answers = await requestTickets(paths, issueTicket);
    expect(answers).toHaveLength(30);
    expect(answers.map((answer) => (answer.ok ? answer.ticket.fileName : answer.fileName))).toEqual(
      paths.map((file) => path.basename(file)),
    );
    expect(answers[7]).toMatchObject({ ok: false, fault: { code: 'FILE_NOT_READABLE' } });
  });

  it('has no ticket for a file that a script made up, or for a relative path', async () => {
    const answers = await requestTickets(['', '../secret.csv'], issueTicket);
    expect(answers).toMatchObject([
      { ok: false, fault: { code: 'FILE_MISSING' } },
      { ok: false, fault: { code: 'FILE_MISSING' } },
    ]);
  });

  it.each([[null], ['/data/a.csv'], [[1]], [{ length: 1 }], [new Array(10_001).fill('/a')], [['x'.repeat(40_000)]]])(
    'refuses what is not a list of paths (%#)',
    async (payload) => {
      await expect(requestTickets(payload, issueTicket)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    },
  );
});
