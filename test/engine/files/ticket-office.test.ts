import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderLabel, isWithin } from '../../../engine/files/chosen-folder.ts';
import { TicketOffice } from '../../../engine/files/ticket-office.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-tickets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder ticket', () => {
  it('names the folder without giving its path into other hands', async () => {
    const office = new TicketOffice();
    const ticket = await office.issueFolderTicket(`${folder}/.`);
    expect(ticket.name).toBe(path.basename(folder));
    expect(office.folderOf(ticket.id)).toBe(folder);
    expect(() => office.inputOf(ticket.id)).toThrow(expect.objectContaining({ code: 'TICKET_UNKNOWN' }));
    expect(() => office.folderOf(crypto.randomUUID())).toThrow(
      expect.objectContaining({ code: 'FOLDER_TICKET_UNKNOWN' }),
    );
  });

  it('is not issued for what is no folder', async () => {
    const office = new TicketOffice();
    writeFileSync(path.join(folder, 'a.csv'), 'a');
    for (const name of ['gone', 'a.csv']) {
      await expect(office.issueFolderTicket(path.join(folder, name))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    }
  });

  it('has a label as a person would write it', () => {
    expect(folderLabel('/home/ada/data/in', '/home/ada')).toBe('~/data/in');
    expect(folderLabel('/home/ada', '/home/ada')).toBe('~');
    expect(folderLabel('/home/adam/data', '/home/ada')).toBe('/home/adam/data');
    expect(folderLabel('/srv/in', '/home/ada')).toBe('/srv/in');
    expect(folderLabel('/home/ada/..data', '/home/ada')).toBe('~/..data');
  });

  it('tells what lies within what', () => {
    expect(isWithin('/a/b', '/a/b')).toBe(true);
    expect(isWithin('/a/b/c', '/a/b')).toBe(true);
    expect(isWithin('/a/bc', '/a/b')).toBe(false);
    expect(isWithin('/a', '/a/b')).toBe(false);
    expect(isWithin('/a/b/..c', '/a/b')).toBe(true);
  });
});
