import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, inject, it } from 'vitest';

const { folder, executable } = inject('packaged');
/** How the fuse wire writes a fuse that is on: the sign `1`. */
const enabled = 0x31;
const resources = path.join(folder, 'resources');

describe('the package', () => {
  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(executable);
    const isOn = (fuse: FuseV1Options) => wire[fuse] === enabled;
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      onlyAsar: true,
      fileProtocol: false,
    });
  });

  it('holds the app in one archive and nothing that could be loaded instead', () => {
    expect(existsSync(path.join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(path.join(resources, 'app'))).toBe(false);
    expect(existsSync(path.join(resources, 'default_app.asar'))).toBe(false);
    const files = filesOfArchive(path.join(resources, 'app.asar'));
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/main/main.js',
        '/dist/main/preload.cjs',
        '/dist/workers/entry.js',
      ]),
    );
    expect(files).toContain('/dist/renderer/index.html');
    expect(files.filter((file) => /\.map$|^\/(test|engine|renderer|scripts|dist\/cli)\//.test(file))).toEqual([]);
  });

  it('brings the example workbooks', () => {
    expect(readdirSync(path.join(resources, 'examples'))).toEqual(
      expect.arrayContaining(['grades-2024.xlsx', 'customer-churn.xlsx', 'messy.xlsx']),
    );
  });
});

interface ArchiveFolder {
  readonly files?: Readonly<Record<string, ArchiveFolder>>;
}

/** The paths in an asar archive: its header is a Chromium pickle of lengths, then JSON (electron/asar, README). */
function filesOfArchive(archive: string): readonly string[] {
  const handle = openSync(archive, 'r');
  const lengths = Buffer.alloc(16);
  readSync(handle, lengths, 0, 16, 0);
  const header = Buffer.alloc(lengths.readUInt32LE(12));
  readSync(handle, header, 0, header.length, 16);
  closeSync(handle);
  const list = ({ files = {} }: ArchiveFolder, at: string): readonly string[] =>
    Object.entries(files).flatMap(([name, inner]) => (inner.files ? list(inner, `${at}/${name}`) : [`${at}/${name}`]));
  return list(JSON.parse(header.toString('utf8')), '');
}
