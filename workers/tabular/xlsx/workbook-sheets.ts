import { Fault } from '../../../contract/faults.ts';
import type { SheetSummary } from '../../../contract/files.ts';
import { partKey, type ZipDirectory, type ZipEntry } from '../zip/central-directory.ts';
import { type DefinedName, definedNameOf } from './defined-names.ts';
import { visitElements } from './xml-elements.ts';

export interface Relation {
  readonly id: string;
  /** The last step of the relation's type, such as `worksheet`; the same in strict and transitional workbooks. */
  readonly type: string;
  /** Key of the part it leads to. */
  readonly targetKey: string;
}

export interface WorkbookSheet extends SheetSummary {
  /** null when the workbook names a sheet whose part is not in the package. */
  readonly entry: ZipEntry | null;
}

/** The relations in `xml`, the relations part of the part `source`. Those that lead out of the package are left out. */
export function readRelations(xml: string, part: string, fileName: string, source: string): Relation[] {
  const relations: Relation[] = [];
  visitElements(xml, part, fileName, ({ name, attributes }) => {
    if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
    const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
    relations.push({
      id: attributes.get('Id') ?? '',
      type,
      targetKey: targetKey(source, attributes.get('Target') ?? ''),
    });
  });
  return relations;
}

/** The part that `target` means seen from the part `source`: absolute or relative, with `..`, `\` or `%20` in it. */
function targetKey(source: string, target: string): string {
  const plain = target.replaceAll('\\', '/');
  const steps = plain.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of plain.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return partKey(decoded(steps.join('/')));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The entry of the part `key`; null when there is none. Faults: WORKBOOK_DAMAGED when two different parts have that name. */
export function entryOf(directory: ZipDirectory, key: string, fileName: string): ZipEntry | null {
  if (directory.ambiguousKeys.has(key)) {
    throw new Fault('WORKBOOK_DAMAGED', { file: fileName, part: key }, { detail: 'two parts of this name differ' });
  }
  return directory.entries.get(key) ?? null;
}

export interface WorkbookPart {
  readonly sheets: readonly WorkbookSheet[];
  readonly definedNames: readonly DefinedName[];
  readonly is1904: boolean;
}

/**
 * The sheets that hold cells, in the order of their tabs; charts, dialogs and macro sheets are left out. The names of ranges.
 * Faults: FILE_TYPE_UNKNOWN when the part is not a workbook at all.
 */
export function readWorkbookPart(
  xml: string,
  part: string,
  fileName: string,
  relations: readonly Relation[],
  directory: ZipDirectory,
): WorkbookPart {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: WorkbookSheet[] = [];
  const definedNames: DefinedName[] = [];
  let is1904 = false;
  visitElements(xml, part, fileName, (element) => {
    const { name, attributes, parents } = element;
    if (parents.length === 0 && name !== 'workbook') {
      throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName }, { detail: `the main part holds <${name}>` });
    }
    // Extensions further in have an element of that name as well.
    if (name === 'workbookPr' && parents.length === 1) is1904 = /^(1|true|on)$/.test(attributes.get('date1904') ?? '');
    if (name === 'definedName') {
      const defined = definedNameOf(attributes, element.text);
      if (defined !== null) definedNames.push(defined);
    }
    if (name !== 'sheet' || parents.at(-1) !== 'sheets') return;
    const relation = byId.get(attributes.get('id') ?? '');
    // Without a relation there is no part: such are the modules of very old workbooks.
    if (relation === undefined || relation.type !== 'worksheet') return;
    sheets.push({
      name: attributes.get('name') ?? '',
      visibility: visibilityOf(attributes.get('state')),
      entry: entryOf(directory, relation.targetKey, fileName),
    });
  });
  return { sheets, definedNames, is1904 };
}

function visibilityOf(state: string | undefined): SheetSummary['visibility'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}
