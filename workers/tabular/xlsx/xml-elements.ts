import { Fault } from '../../../contract/faults.ts';

/** One start tag of a small part. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By name without prefix; of two that differ only in the prefix the unprefixed one counts. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of the elements around it, outermost first. */
  readonly parents: readonly string[];
  /** What stands between this tag and the next one. */
  readonly text: string;
}

const maximumDepth = 256;
const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** `text` with the five predefined entities and character references resolved; others stay as written. */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return namedEntities[name] ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}

const attributePattern = /([^\s=/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of tag.matchAll(attributePattern)) {
    if (name.startsWith('xmlns')) continue;
    const colon = name.indexOf(':');
    const local = colon < 0 ? name : name.slice(colon + 1);
    if (colon >= 0 && attributes.has(local)) continue;
    attributes.set(local, resolveEntities(double ?? single ?? ''));
  }
  return attributes;
}

/** Where the tag that begins at `from` ends (its `>`), heeding quotes; -1 when it does not. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at++) {
    const character = xml[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
    else if (character === '<' && at > from) return -1;
  }
  return -1;
}

/**
 * Calls `visit` for each element of `xml` in document order. For parts that fit in memory (workbook, relations, styles);
 * sheets and shared strings have scanners of their own. Faults: XML_FORBIDDEN for a document type declaration,
 * WORKBOOK_DAMAGED naming `part` when elements do not nest.
 */
export function visitElements(xml: string, part: string, fileName: string, visit: (element: XmlElement) => void): void {
  const damaged = (detail: string) => new Fault('WORKBOOK_DAMAGED', { file: fileName, part }, { detail });
  const open: string[] = [];
  const openLocal: string[] = [];
  let hasRoot = false;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) throw new Fault('XML_FORBIDDEN', { file: fileName, part });
    else {
      const end = tagEnd(xml, at);
      if (end < 0) throw damaged(`a tag at character ${at} does not end`);
      if (xml[at + 1] === '/') {
        const name = xml.slice(at + 2, end).trim();
        openLocal.pop();
        if (open.pop() !== name) throw damaged(`</${name}> closes nothing`);
      } else {
        const isEmpty = xml[end - 1] === '/';
        const tag = xml.slice(at + 1, isEmpty ? end - 1 : end);
        const name = /^[^\s]+/.exec(tag)?.[0];
        if (name === undefined) throw damaged(`a tag at character ${at} has no name`);
        const local = name.slice(name.indexOf(':') + 1);
        hasRoot = true;
        visit({
          name: local,
          attributes: attributesOf(tag.slice(name.length)),
          parents: openLocal,
          get text() {
            return isEmpty ? '' : textFrom(xml, end + 1);
          },
        });
        if (!isEmpty) {
          open.push(name);
          openLocal.push(local);
          if (open.length > maximumDepth) throw damaged('elements nest too deep');
        }
      }
      at = end + 1;
    }
    if (at < 0) throw damaged('a comment or section does not end');
  }
  if (!hasRoot || open.length > 0) throw damaged(hasRoot ? `<${open.at(-1)}> is not closed` : 'no element');
}

function textFrom(xml: string, from: number): string {
  const to = xml.indexOf('<', from);
  return resolveEntities(xml.slice(from, to < 0 ? xml.length : to));
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}
