import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../contract/faults.ts';
import { TicketOffice } from '../../../engine/files/ticket-office.ts';
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
    expect(
      answers.map((answer) =>
        answer.type === 'file' ? answer.ticket.fileName : answer.type === 'fault' && answer.fileName,
      ),
    ).toEqual(paths.map((file) => path.basename(file)));
    expect(answers[7]).toMatchObject({ type: 'fault', fault: { code: 'FILE_NOT_READABLE' } });
  });

  it('has no ticket for a file that a script made up, or for a relative path', async () => {
    const answers = await requestTickets(['', '../secret.csv'], issueTicket);
    expect(answers).toMatchObject([
      { type: 'fault', fault: { code: 'FILE_MISSING' } },
      { type: 'fault', fault: { code: 'FILE_MISSING' } },
    ]);
  });

  it.each([[null], ['/data/a.csv'], [[1]], [{ length: 1 }], [new Array(10_001).fill('/a')], [['x'.repeat(40_000)]]])(
    'refuses what is not a list of paths (%#)',
    async (payload) => {
      await expect(requestTickets(payload, issueTicket)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    },
  );
});

describe('a dropped folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-dropped-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const drop = (...names: string[]) => {
    const tickets = new TicketOffice();
    return requestTickets(
      names.map((name) => path.join(folder, name)),
      (file) => tickets.issueTicket(file),
    );
  };

  it('is answered with tickets for its tables, beside files dropped with it', async () => {
    mkdirSync(path.join(folder, 'terms/old'), { recursive: true });
    for (const name of ['10.csv', '9.CSV', 'notes.docx', '.hidden.csv', '~$9.xlsx', 'old/1.xlsx']) {
      writeFileSync(path.join(folder, 'terms', name), 'a\n1\n');
    }
    writeFileSync(path.join(folder, 'alone.csv'), 'a\n1\n');
    const [dropped, alone] = await drop('terms', 'alone.csv');
    expect(dropped).toMatchObject({
      type: 'folder',
      folder: {
        name: 'terms',
        files: [
          { ticket: { fileName: '9.CSV', sizeBytes: 4 }, subfolder: '' },
          { ticket: { fileName: '10.csv' }, subfolder: '' },
          { ticket: { fileName: '1.xlsx' }, subfolder: 'old' },
        ],
        skipped: { otherFiles: 1, hidden: 2, unreadable: 0, hasMore: false },
      },
    });
    expect(alone).toMatchObject({ type: 'file', ticket: { fileName: 'alone.csv' } });
    expect(JSON.stringify(dropped)).not.toContain(folder);
  });

  it('is a fault without tables', async () => {
    mkdirSync(path.join(folder, 'empty'));
    expect(await drop('empty')).toMatchObject([
      { type: 'fault', fileName: 'empty', fault: { code: 'FOLDER_WITHOUT_TABLES', values: { folder: 'empty' } } },
    ]);
  });
});
