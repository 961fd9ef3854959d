import { pick, type Random, whole } from './choices.ts';

const tagPattern = /<[^<>]*>/g;
const valuePattern = /="([^"]*)"/g;
const textPattern = />([^<>]+)</g;

const values = [
  ...[
    '',
    '0',
    '-1',
    '1',
    '1048576',
    '1048577',
    '99999999999999999999',
    'NaN',
    '1e999',
    '-0',
    '0x10',
    'A0',
    'XFD1048576',
  ],
  ...[
    'XFE1',
    'ZZZZZ9',
    'A1:XFD1048576',
    's',
    'str',
    'inlineStr',
    'b',
    'e',
    'd',
    'n',
    'rId1',
    'rId99',
    '&amp;',
    '&#0;',
    '&#x110000;',
  ],
  ...[
    '&bad;',
    '../../../../etc/passwd',
    'xl/workbook.xml',
    '/xl/worksheets/sheet1.xml',
    '_x0000_',
    '\u0000',
    '\ud800',
    '𠮷',
  ],
];
const pieces = [
  ...[
    '<!-- ',
    ' -->',
    '<![CDATA[',
    ']]>',
    '<?pi ',
    '?>',
    '<',
    '>',
    '/>',
    '</',
    '"',
    "'",
    '&',
    '</row>',
    '</c>',
    '</sheetData>',
  ],
  ...[
    '<row r="3">',
    '<c r="B2">',
    '<v>1</v>',
    '<c/>',
    '<row/>',
    '<is><t>x</t></is>',
    '<mc:AlternateContent>',
    '<x:row xmlns:x="u">',
  ],
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '\ufeff',
    '<?xml version="1.0" encoding="utf-7"?>',
    '<f>1',
    '<rPh>',
    '<si><t>x',
  ],
];

/** An XML part after an operation on it: tags and values left out, repeated, moved, changed, nested deep, or bytes broken. */
export function mutateMarkup(random: Random, content: Buffer): Buffer {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  const text = isWide ? content.toString('utf16le') : content.toString('utf8');
  const mutated = operate(random, text);
  const bytes = Buffer.from(mutated, isWide ? 'utf16le' : 'utf8');
  if (random() < 0.08 && bytes.length > 0) bytes[whole(random, bytes.length)] = 0x80 | whole(random, 128);
  return bytes;
}

function operate(random: Random, text: string): string {
  const tags = [...text.matchAll(tagPattern)];
  const tag = tags.length > 0 ? pick(random, tags) : null;
  const from = tag?.index ?? 0;
  const to = from + (tag?.[0].length ?? 0);
  const replaced = (begin: number, end: number, by: string) => text.slice(0, begin) + by + text.slice(end);
  switch (whole(random, 12)) {
    case 0:
      return replaced(from, to, '');
    case 1:
      return replaced(to, to, (tag?.[0] ?? '').repeat(1 + whole(random, 3)));
    case 2: {
      const other = tags.length > 0 ? pick(random, tags) : null;
      return other === null ? text : replaced(from, to, other[0]);
    }
    case 3:
    case 4:
      return changeOne(random, text, valuePattern, (value) => `="${value}"`);
    case 5:
      return changeOne(random, text, textPattern, (value) => `>${value}<`);
    case 6:
      return replaced(to, to, pick(random, pieces));
    case 7: {
      const name = pick(random, ['a', 'row', 'c', 'is', 'r', 'si', 'sheets', 'mc:Choice']);
      const depth = pick(random, [2, 10, 300, 5000]);
      const isClosed = random() < 0.7;
      return replaced(to, to, `<${name}>`.repeat(depth) + (isClosed ? `</${name}>`.repeat(depth) : ''));
    }
    case 8:
      return replaced(
        from,
        to,
        (tag?.[0] ?? '').replace(/[a-zA-Z]+/, (name) => `x:${name}`),
      );
    case 9:
      return replaced(to, to, pick(random, ['x', ' ', '9', '&amp;', '漢']).repeat(pick(random, [1, 100, 40_000])));
    case 10:
      return replaced(from, to, (tag?.[0] ?? '').replace(/ [\w:]+="[^"]*"/, ''));
    default: {
      const at = whole(random, text.length + 1);
      return random() < 0.5 ? text.slice(0, at) : replaced(at, Math.min(text.length, at + whole(random, 200)), '');
    }
  }
}

/** One match gets another value. */
function changeOne(random: Random, text: string, pattern: RegExp, as: (value: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = pick(random, matches);
  const value = random() < 0.8 ? pick(random, values) : (pick(random, matches)[1] ?? '');
  return text.slice(0, match.index) + as(value) + text.slice(match.index + match[0].length);
}
