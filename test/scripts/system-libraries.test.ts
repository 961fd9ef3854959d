import { describe, expect, it } from 'vitest';
import { installPackages, isOnPath, missingLibraries, missingPackages } from '../../scripts/system-libraries.mjs';

describe.runIf(process.platform === 'linux')('missing system libraries', () => {
  it('are none for a program that runs', () => {
    expect(missingLibraries(process.execPath)).toEqual([]);
    expect(missingPackages(process.execPath, { isForTests: false })).toEqual([]);
  });

  it('ask for nothing when nothing is missing', () => {
    const said: string[] = [];
    expect(installPackages([], (line: string) => said.push(line))).toBe(true);
    expect(said).toEqual([]);
  });

  it.runIf(process.getuid?.() !== 0 && isOnPath('apt-get'))('are named in a line to type when not root', () => {
    const said: string[] = [];
    expect(installPackages(['xvfb'], (line: string) => said.push(line))).toBe(false);
    expect(said.join('\n')).toContain('sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb');
  });
});
