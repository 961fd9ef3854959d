/** One face of a font file: the bytes of the file and where the tables of this face lie in it. */
export interface FontFace {
  readonly bytes: Buffer;
  /** Offset and length in bytes, by the table's tag. */
  readonly tables: ReadonlyMap<string, readonly [offset: number, length: number]>;
}

/** The faces of a font file or a collection, in its order. Throws a RangeError for a broken file. (OpenType 1.9.1, "Font file".) */
export function facesIn(bytes: Buffer): FontFace[] {
  if (bytes.toString('latin1', 0, 4) !== 'ttcf') return [faceAt(bytes, 0)];
  return Array.from({ length: bytes.readUInt32BE(8) }, (_, order) => faceAt(bytes, bytes.readUInt32BE(12 + 4 * order)));
}

function faceAt(bytes: Buffer, start: number): FontFace {
  const tables = new Map<string, readonly [number, number]>();
  for (let order = 0, at = start + 12; order < bytes.readUInt16BE(start + 4); order++, at += 16) {
    tables.set(bytes.toString('latin1', at, at + 4), [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)]);
  }
  return { bytes, tables };
}

function tableOf({ bytes, tables }: FontFace, tag: string): Buffer {
  const [offset, length] = tables.get(tag) ?? [0, 0];
  return bytes.subarray(offset, offset + length);
}

const familyNameIds = new Set([1, 16]);

/** Whether the face is called `family` in any language. (OpenType 1.9.1, "name".) */
export function isOfFamily(face: FontFace, family: string): boolean {
  const names = tableOf(face, 'name');
  const texts = names.readUInt16BE(4);
  for (let order = 0, at = 6; order < names.readUInt16BE(2); order++, at += 12) {
    if (!familyNameIds.has(names.readUInt16BE(at + 6))) continue;
    const start = texts + names.readUInt16BE(at + 10);
    const raw = Buffer.from(names.subarray(start, start + names.readUInt16BE(at + 8)));
    const isMacintosh = names.readUInt16BE(at) === 1;
    if ((isMacintosh ? raw.toString('latin1') : raw.swap16().toString('utf16le')) === family) return true;
  }
  return false;
}

/** From 100, thin, to 900, black; 400 is regular. (OpenType 1.9.1, "OS/2".) */
export function weightOf(face: FontFace): number {
  const metrics = tableOf(face, 'OS/2');
  return metrics.length === 0 ? 400 : metrics.readUInt16BE(4);
}

/** A question to a face: has it a glyph for this character? (OpenType 1.9.1, "cmap", formats 4 and 12.) */
export function glyphLookup(face: FontFace): (codePoint: number) => boolean {
  const map = tableOf(face, 'cmap');
  const formats = new Map<number, Buffer>();
  for (let order = 0; order < map.readUInt16BE(2); order++) {
    const part = map.subarray(map.readUInt32BE(8 + 8 * order));
    formats.set(part.readUInt16BE(0), part);
  }
  const groups = formats.get(12);
  if (groups) return (codePoint) => isInGroups(groups, codePoint);
  const segments = formats.get(4);
  return (codePoint) => segments !== undefined && isInSegments(segments, codePoint);
}

function isInGroups(map: Buffer, codePoint: number): boolean {
  for (let order = 0, at = 16; order < map.readUInt32BE(12); order++, at += 12) {
    if (codePoint <= map.readUInt32BE(at + 4)) return codePoint >= map.readUInt32BE(at);
  }
  return false;
}

function isInSegments(map: Buffer, codePoint: number): boolean {
  const size = map.readUInt16BE(6);
  for (let at = 14; at < 14 + size; at += 2) {
    if (codePoint > map.readUInt16BE(at)) continue;
    const start = map.readUInt16BE(at + size + 2);
    if (codePoint < start) return false;
    const delta = map.readUInt16BE(at + 2 * size + 2);
    const offsetAt = at + 3 * size + 2;
    const offset = map.readUInt16BE(offsetAt);
    const glyph = offset === 0 ? codePoint : map.readUInt16BE(offsetAt + offset + 2 * (codePoint - start));
    return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0;
  }
  return false;
}
