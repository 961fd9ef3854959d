import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../workers/kernel-instance.ts';
import { KernelRoom } from '../../../../workers/tabular/xlsx/byte-room.ts';
import { KernelStrings } from '../../../../workers/tabular/xlsx/kernel-strings.ts';
import { SharedStringScanner, type StringSink } from '../../../../workers/tabular/xlsx/shared-strings.ts';

function scan(xml: string | Uint8Array, chunkBytes: number, sink: StringSink): void {
  const bytes = Buffer.from(xml);
  const scanner = new SharedStringScanner({ fileName: 'a.xlsx', part: 'sharedStrings.xml', sink });
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  scanner.finish();
}

const kernel = new Kernel();

function read(xml: string | Uint8Array, chunkBytes = 1 << 20, wanted?: number, roomBytes = 1 << 16): string[] {
  kernel.call.reset();
  kernel.call.allocate(64);
  const sink = new KernelStrings(
    kernel,
    new KernelRoom(kernel, roomBytes),
    () => {},
    wanted === undefined ? {} : { count: wanted },
  );
  scan(xml, chunkBytes, sink);
  const { count, starts, ends, bytes } = sink.copied();
  return Array.from({ length: count }, (_, index) => Buffer.from(bytes.slice(starts[index], ends[index])).toString());
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

  it('reads strings in the usual form and others by turns, wherever the bytes are cut and however small the room is', () => {
    const plain = '<si><t>one</t></si>\r\n <si><t xml:space="preserve"> two_3 </t></si><si><t></t></si>'.repeat(50);
    const long = `<si><t>${'漢字 & &#x20BB7;&apos;'.replace('&', '&amp;').repeat(3000)}</t></si>`;
    const odd = '<si><t>&quot;&lt;&gt;&#65;&#xe9;&#0;&odd;\r\n\r_x0041_&#xD800;</t></si>';
    const xml = table.replace('</sst>', `${plain}${long}${odd}${plain}<x/></sst>`);
    const strings = ['one', ' two_3 ', ''];
    const all = Array.from({ length: 150 }, (_, index) => strings[index % 3]);
    const expected = [
      ...['one', '', ' two ', 'three', '', '<4> \r中', ...all],
      ...["漢字 & 𠮷'".repeat(3000), '"<>Aé\ufffd&odd;\n\nA\ufffd', ...all],
    ];
    for (const chunkBytes of [1, 2, 3, 7, 20, 1000, 1 << 20]) {
      expect(read(xml, chunkBytes, undefined, 64), `${chunkBytes}`).toEqual(expected);
    }
  });

  it('reads prefixed tables and empty ones', () => {
    expect(read('<x:sst xmlns:x="u"><x:si><x:t>a</x:t></x:si><si><t>foreign</t></si></x:sst>')).toEqual(['a']);
    expect(read('<sst/>')).toEqual([]);
  });

  it('reads no more than is wanted', () => {
    expect(read(table, 10, 3).slice(0, 3)).toEqual(['one', '', ' two ']);
    expect(read('<sst><si><t>a</t></si><si><t>b', 5, 1)).toEqual(['a']);
  });

  it('refuses entities, other parts, and open ends', () => {
    const code = (fault: string) => expect.objectContaining({ code: fault });
    expect(() => read('<!DOCTYPE sst [<!ENTITY a "b">]><sst/>')).toThrow(code('XML_FORBIDDEN'));
    expect(() => read('<html/>')).toThrow(code('WORKBOOK_DAMAGED'));
    expect(() => read('<sst><si><t>a</t>')).toThrow(code('WORKBOOK_DAMAGED'));
  });
});
