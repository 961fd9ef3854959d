import { builtInMeaning, meaningOfFormat, type NumberMeaning } from './number-formats.ts';
import { visitElements } from './xml-elements.ts';

/** Excel keeps at most 65,490 cell formats; more than this many cannot be meant. */
const maximumCellFormats = 1_000_000;

/**
 * What the numbers of each cell style mean (`NumberMeaning` by style index), from the text of the styles part.
 * Faults: XML_FORBIDDEN, WORKBOOK_DAMAGED.
 */
export function readStyleMeanings(xml: string, part: string, fileName: string): Uint8Array {
  const custom = new Map<number, NumberMeaning>();
  const formatIds: number[] = [];
  visitElements(xml, part, fileName, ({ name, attributes, parents }) => {
    const parent = parents.at(-1);
    if (name === 'numFmt' && parent === 'numFmts') {
      custom.set(Number(attributes.get('numFmtId')), meaningOfFormat(attributes.get('formatCode') ?? ''));
    } else if (name === 'xf' && parent === 'cellXfs' && formatIds.length < maximumCellFormats) {
      formatIds.push(Number(attributes.get('numFmtId') ?? 0));
    }
  });
  return Uint8Array.from(formatIds, (id) => custom.get(id) ?? builtInMeaning(id));
}
