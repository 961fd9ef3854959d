import { TextDecoder } from 'node:util';
import { Fault } from '../../../contract/faults.ts';
import { lendChunks } from '../zip/give-back-bytes.ts';

/*
 * Nearly every part is UTF-8 and is passed on untouched. XML also allows UTF-16 (told by its first bytes) and, by
 * declaration, other encodings (XML 1.0, appendix F); those are turned into UTF-8 before the scanners see them.
 */

/** The encoding of a part by its first bytes, as a label that TextDecoder knows. */
export function encodingOfPart(first: Uint8Array): string {
  const [a, b, c, d] = first;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0 && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0) return 'utf-16be';
  const head = Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, 200)).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const label = declared?.toLowerCase() ?? 'utf-8';
  return label === 'utf8' || label === 'us-ascii' || label === 'ascii' || label.startsWith('utf-16') ? 'utf-8' : label;
}

function decoderFor(label: string, part: string, fileName: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    throw new Fault('WORKBOOK_DAMAGED', { file: fileName, part }, { detail: `encoding ${label}` });
  }
}

/** The text of a part that is in memory. Faults: WORKBOOK_DAMAGED when its encoding is not known. */
export function decodePart(bytes: Uint8Array, part: string, fileName: string): string {
  return decoderFor(encodingOfPart(bytes), part, fileName).decode(bytes);
}

/** The chunks of a part as UTF-8, each of which may be looked at until the next one is asked for. */
export async function* utf8Chunks(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  fileName: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const chunk of lendChunks(chunks)) {
    if (isFirst) {
      const label = encodingOfPart(chunk);
      if (label !== 'utf-8') decoder = decoderFor(label, part, fileName);
      isFirst = false;
    }
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
}
