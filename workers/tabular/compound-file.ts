import { Fault } from '../../contract/faults.ts';
import type { ByteFile } from './zip/byte-file.ts';

/*
 * OLE2 compound files ([MS-CFB]) hold old workbooks and encrypted new ones. Only the names in the directory are read, to
 * tell which of the two it is.
 */

export const compoundSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const endOfChain = 0xfffffffa;
const maximumDirectorySectors = 4096;

/** An old workbook is what `file` is. Faults: WORKBOOK_ENCRYPTED, FILE_TYPE_UNKNOWN when it is another compound file. */
export function kindOfCompoundFile(file: ByteFile, fileName: string): 'xls' {
  const names = new Set(directoryNames(file));
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) {
    throw new Fault('WORKBOOK_ENCRYPTED', { file: fileName });
  }
  if (names.has('Workbook') || names.has('Book')) return 'xls';
  throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName }, { detail: [...names].join(', ') });
}

function directoryNames(file: ByteFile): string[] {
  const header = file.read(0, 512);
  if (header.length < 512) return [];
  const sectorBytes = 1 << Math.min(16, Math.max(7, header.readUInt16LE(30)));
  const positionOf = (sector: number): number => (sector + 1) * sectorBytes;
  const names: string[] = [];
  let sector = header.readUInt32LE(48);
  for (let count = 0; sector < endOfChain && count < maximumDirectorySectors; count++) {
    const bytes = file.read(positionOf(sector), sectorBytes);
    for (let at = 0; at + 128 <= bytes.length; at += 128) {
      const nameBytes = bytes.readUInt16LE(at + 64);
      if (nameBytes >= 2 && nameBytes <= 64) names.push(bytes.toString('utf16le', at, at + nameBytes - 2));
    }
    sector = nextSector(file, header, sector, sectorBytes, positionOf);
  }
  return names;
}

/** The sector after `sector`, from the allocation table whose first 109 sectors the header lists. */
function nextSector(
  file: ByteFile,
  header: Buffer,
  sector: number,
  sectorBytes: number,
  positionOf: (sector: number) => number,
): number {
  const perSector = sectorBytes / 4;
  const tableIndex = Math.floor(sector / perSector);
  if (tableIndex >= 109) return endOfChain;
  const tableSector = header.readUInt32LE(76 + tableIndex * 4);
  if (tableSector >= endOfChain) return endOfChain;
  const link = file.read(positionOf(tableSector) + (sector % perSector) * 4, 4);
  return link.length === 4 ? link.readUInt32LE(0) : endOfChain;
}
