import { describe, expect, it } from 'vitest';
import { MarkupNotUnderstood } from '../../../../workers/tabular/xlsx/markup-not-understood.ts';
import { numberMeaning } from '../../../../workers/tabular/xlsx/number-formats.ts';
import { SheetScanner } from '../../../../workers/tabular/xlsx/sheet-scanner.ts';
import { sheetXml } from '../../../builders/workbook-builder.ts';
import { CollectingSink } from './collecting-sink.ts';

const styleMeanings = Uint8Array.of(numberMeaning.number, numberMeaning.date, numberMeaning.timeOfDay);

function scan(xml: string | Uint8Array, chunkBytes = 1 << 20, sink = new CollectingSink()) {
  const bytes = Buffer.from(xml);
  const scanner = new SheetScanner(sink, { fileName: 'a.xlsx', part: 'sheet1.xml', styleMeanings, is1904: false });
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  scanner.finish();
  return sink.cells;
}

const scanData = (data: string) => scan(sheetXml(data));
const oneCell = (cell: string) => scanData(`<row r="1">${cell}</row>`)['0,0'];

describe('SheetScanner', () => {
  it('reads numbers, shared and inline strings, booleans, errors and formula results', () => {
    expect(oneCell('<c r="A1"><v>1.5</v></c>')).toBe(1.5);
    expect(oneCell('<c r="A1" t="n" s="0"><v>-7</v></c>')).toBe(-7);
    expect(oneCell('<c r="A1" s="0" t="s"><v>3</v></c>')).toEqual({ shared: 3 });
    expect(oneCell('<c r="A1" t="inlineStr"><is><t>text</t></is></c>')).toBe('text');
    expect(oneCell('<c r="A1" t="b"><v>1</v></c>')).toBe(true);
    expect(oneCell('<c r="A1" t="b"><v>false</v></c>')).toBe(false);
    expect(oneCell('<c r="A1" t="e"><v>#N/A</v></c>')).toEqual({ error: '#N/A' });
    expect(oneCell('<c r="A1"><f>1+1</f><v>2</v></c>')).toBe(2);
    expect(oneCell('<c r="A1" t="str"><f t="shared" ref="A1:A9" si="0">B1&amp;"x"</f><v>a &lt; b</v></c>')).toBe(
      'a < b',
    );
    expect(oneCell('<c r="A1"><f t="shared" si="0"/><v>2</v></c>')).toBe(2);
    expect(oneCell('<c r="A1"><v>123456789012345680000</v></c>')).toBe(123456789012345680000);
    expect(oneCell('<c r="A1"><v>1.1E-3</v></c>')).toBe(0.0011);
  });

  it('reads dates by number format, times of day alone as fractions, and ISO dates', () => {
    expect(oneCell('<c r="A1" s="1"><v>45352</v></c>')).toEqual({ date: '2024-03-01T00:00:00.000Z' });
    expect(oneCell('<c r="A1" s="2"><v>0.5</v></c>')).toBe(0.5);
    expect(oneCell('<c r="A1" s="2"><v>45352.5</v></c>')).toEqual({ date: '2024-03-01T12:00:00.000Z' });
    expect(oneCell('<c r="A1" t="d"><v>2024-03-01T08:30:00Z</v></c>')).toEqual({ date: '2024-03-01T08:30:00.000Z' });
    expect(oneCell('<c r="A1" s="1"><v>-5</v></c>')).toBe(-5);
    expect(oneCell('<c r="A1" s="99"><v>5</v></c>')).toBe(5);
  });

  it('resolves entities, escapes, CDATA, line ends and rich text, and leaves phonetic runs out', () => {
    expect(oneCell('<c r="A1" t="str"><v>&#x4E2D;&#25991; &amp;amp; _x0041_ _x005F_x0042_ &odd;</v></c>')).toBe(
      '中文 &amp; A _x0042_ &odd;',
    );
    expect(oneCell('<c r="A1" t="str"><v>a<![CDATA[<b>&amp;]]>c<!-- no -->d</v></c>')).toBe('a<b>&amp;cd');
    expect(oneCell('<c r="A1" t="str"><v>one\r\ntwo\rthree</v></c>')).toBe('one\ntwo\nthree');
    const rich =
      '<r><rPr><b/></rPr><t>東</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><r><t xml:space="preserve"> 京</t></r><phoneticPr/>';
    expect(oneCell(`<c r="A1" t="inlineStr"><is>${rich}</is></c>`)).toBe('東 京');
  });

  it('counts rows and cells without references, and goes by references where they stand', () => {
    const plain =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row><c t="inlineStr"><is><t>x</t></is></c><c r="D2"><v>4</v></c><c><v>5</v></c></row>';
    expect(scanData(plain)).toEqual({ '0,0': 1, '0,1': 2, '1,0': 'x', '1,3': 4, '1,4': 5 });
    expect(scanData('<row><c r="B5"><v>1</v></c></row><row><c><v>2</v></c></row>')).toEqual({ '4,1': 1, '5,0': 2 });
    expect(scanData('<row r="3"/><row><c><v>2</v></c></row><row r="1"><c r="XFD1"><v>9</v></c></row>')).toEqual({
      '3,0': 2,
      '0,16383': 9,
    });
  });

  it('reads prefixed namespaces and passes over foreign elements', () => {
    const xml =
      '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:y="u"><y:sheetData><x:row/></y:sheetData>' +
      '<x:sheetData><x:row r="1"><y:c r="A1"><x:v>8</x:v></y:c><x:c r="B1" t="str"><x:f>1</x:f><x:v>t</x:v><x:extLst><y:v>no</y:v></x:extLst></x:c></x:row></x:sheetData></x:worksheet>';
    expect(scan(xml)).toEqual({ '0,1': 't' });
    expect(scanData('<row r="1"><z:c r="A1"><z:v>1</z:v></z:c><c r="B1"><v>2</v></c></row>')).toEqual({ '0,1': 2 });
  });

  it('tolerates odd but well-formed markup', () => {
    expect(oneCell("<c  foo='>' r = 'A1'\n t='str' ><!-- c --><?pi?><v\n>x</v ></c >")).toBe('x');
    expect(oneCell('<c r="A1" t="s"><is><t>kept</t></is></c>')).toBe('kept');
    expect(scan('\ufeff<worksheet><sheetData/></worksheet>')).toEqual({});
    expect(scan('<worksheet/>')).toEqual({});
    expect(scan('<worksheet><dimension ref="A1"/></worksheet>')).toEqual({});
  });

  it('takes empty values for missing, and odd numbers for the text they are', () => {
    const cells = [
      '<c r="A1"><v></v></c>',
      '<c r="A1"><v/></c>',
      '<c r="A1"/>',
      '<c r="A1" t="str"><v></v></c>',
      '<c r="A1"><v> </v></c>',
    ];
    for (const cell of cells) expect(oneCell(cell), cell).toBeUndefined();
    for (const odd of ['NaN', '1E309', '0x10', '1,5']) expect(oneCell(`<c r="A1"><v>${odd}</v></c>`)).toBe(odd);
  });

  it('gives the same cells wherever the chunks are cut', () => {
    const data =
      '<row r="1" spans="1:3"><c r="A1" s="1"><v>45352</v></c><c r="B1" t="inlineStr"><is><r><t>a&amp;b</t></r></is></c>' +
      '<c r="C1" t="str"><f>A1&amp;"é"</f><v>x<![CDATA[>]]>_x000A_é</v></c></row><!-- <row> --><row r="2"><c r="A2"><v>-0.30000000000000004</v></c>' +
      '<c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#DIV/0!</v></c><c r="D2"/><c r="E2" t="s"><v>12</v></c></row>';
    const whole = scanData(data);
    expect(Object.keys(whole)).toHaveLength(7);
    for (let chunkBytes = 1; chunkBytes < 60; chunkBytes++) {
      expect(scan(sheetXml(data), chunkBytes), `${chunkBytes}`).toEqual(whole);
    }
  });

  it('stops when the sink has enough', () => {
    const rows = Array.from(
      { length: 50 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>${row}</v></c></row>`,
    );
    expect(Object.keys(scan(sheetXml(rows.join('')), 64, new CollectingSink(10)))).toHaveLength(10);
  });

  it('does not look behind the data', () => {
    expect(scan('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><broken <<')).toEqual({
      '0,0': 1,
    });
  });

  it('refuses a document type declaration, wherever it stands', () => {
    const forbidden = expect.objectContaining({ code: 'XML_FORBIDDEN' });
    expect(() => scan('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')).toThrow(forbidden);
    expect(() => scanData('<row r="1"><!ENTITY a "b"></row>')).toThrow(forbidden);
  });

  it('says so when it does not understand', () => {
    const cases = [
      '<html></html>',
      'foo <worksheet/>',
      '',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>',
      sheetXml('<row r="0"/>'),
      sheetXml('<row r="1048577"/>'),
      sheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
      sheetXml('<row r="1"><c r="1"><v>1</v></c></row>'),
      sheetXml('<row r="1"><c r="A1"><v>1</v></row><row r="2"></row>'),
      sheetXml('<row r="1"><c r="A1"><c r="B1"></c></c></row>'),
      sheetXml('<row r="1"><c r=A1><v>1</v></c></row>'),
    ];
    for (const xml of cases) expect(() => scan(xml), xml).toThrow(MarkupNotUnderstood);
  });

  it('reads a long cell that comes in many chunks', () => {
    const long = 'x'.repeat(300_000);
    const cells = scan(sheetXml(`<row r="1"><c r="A1" t="str"><v>${long}</v></c></row>`), 4096);
    expect((cells['0,0'] as string).length).toBe(long.length);
  });
});
