import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { breachesOf } from './check-rooms.ts';
import { roomRules, type SourceFile } from './room-rules.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The sources of every room that exists. */
function sourceFiles(): readonly SourceFile[] {
  return Object.keys(roomRules)
    .filter((room) => existsSync(path.join(root, room)))
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|tsx|mts)$/.test(name))
        .map((name) => ({
          path: `${room}/${name.split(path.sep).join('/')}`,
          code: readFileSync(path.join(root, room, name), 'utf8'),
        })),
    );
}

describe('the rooms', () => {
  it('keep their rules', () => {
    expect(breachesOf(sourceFiles())).toEqual([]);
  });

  it('are all there', () => {
    const rooms = new Set(sourceFiles().map((file) => file.path.split('/')[0]));
    expect([...rooms].sort()).toEqual(
      expect.arrayContaining(['cli', 'contract', 'engine', 'main', 'renderer', 'workers']),
    );
  });
});
