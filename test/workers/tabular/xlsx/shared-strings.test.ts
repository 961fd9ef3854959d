import { describe, expect, it } from 'vitest';
import { SharedStringScanner } from '../../../../workers/tabular/xlsx/shared-strings.ts';

function read(xml: string | Uint8Array, chunkBytes = 1 << 20, maximumCount = Number.POSITIVE_INFINITY): string[] {
  const bytes = Buffer.from(xml);
  const options = { fileName: 'a.xlsx', part: 'sharedStrings.xml', maximumCount, checkBytes: () => {} };
  const scanner = new SharedStringScanner(options);
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  const strings = scanner.finish();
  return Array.from({ length: strings.count }, (_, index) =>
    Buffer.from(strings.bytes.slice(strings.offsets[index], strings.offsets[index + 1])).toString(),
  );
}

const table =
  '<sst count="8876876876876" uniqueCount="1"><si><t>one</t></si><si/><si><t xml:space="preserve"> two </t></si><si><r><t>th</t></r><r><rPr/><t>ree</t></r>' +
  '<rPh sb="0" eb="1"><t>no</t></rPh></si><si><t/></si><si><t>&lt;4&gt; _x000D_中</t></si><!-- <si> --></sst>';

describe('SharedStringScanner', () => {
  it('reads plain and rich strings at any cut', () => {
    for (const chunkBytes of [1, 2, 3, 7, 20, 1000]) {
      expect(read(table, chunkBytes)).toEqual(['one', '', ' two ', 'three', '', '<4> \r中']);
    }
  });

  it('reads prefixed tables and empty ones', () => {
    expect(read('<x:sst xmlns:x="u"><x:si><x:t>a</x:t></x:si><si><t>foreign</t></si></x:sst>')).toEqual(['a']);
    expect(read('<sst/>')).toEqual([]);
  });

  it('reads no more than is wanted', () => {
    expect(read(table, 10, 3)).toEqual(['one', '', ' two ']);
    expect(read('<sst><si><t>a</t></si><si><t>b', 5, 1)).toEqual(['a']);
  });

  it('refuses entities, other parts, open ends and bytes that are not UTF-8', () => {
    const code = (fault: string) => expect.objectContaining({ code: fault });
    expect(() => read('<!DOCTYPE sst [<!ENTITY a "b">]><sst/>')).toThrow(code('XML_FORBIDDEN'));
    expect(() => read('<html/>')).toThrow(code('WORKBOOK_DAMAGED'));
    expect(() => read('<sst><si><t>a</t>')).toThrow(code('WORKBOOK_DAMAGED'));
    const broken = Buffer.concat([Buffer.from('<sst><si><t>'), Buffer.of(0xff, 0xfe), Buffer.from('</t></si></sst>')]);
    expect(() => read(broken)).toThrow(code('WORKBOOK_DAMAGED'));
  });
});
