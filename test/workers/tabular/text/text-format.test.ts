import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { textDecoder } from '../../../../workers/tabular/text/decode-text.ts';
import { inspectText } from '../../../../workers/tabular/text/inspect-text.ts';
import { previewText } from '../../../../workers/tabular/text/preview-text.ts';
import { context, readTable, temporaryFile } from './text-table.ts';

/** Bytes of `text` in an encoding that Node only decodes: every character is looked up by decoding all double bytes. */
function encoded(text: string, encoding: 'gb18030' | 'big5' | 'windows-1252'): Uint8Array {
  const bytesOf = new Map<string, number[]>();
  const decode = textDecoder(encoding);
  for (let lead = 0x80; lead < 0xff; lead++) {
    if (encoding === 'windows-1252') bytesOf.set(decode(Uint8Array.of(lead), true), [lead]);
    else {
      for (let trail = 0x40; trail < 0xff; trail++)
        bytesOf.set(decode(Uint8Array.of(lead, trail), true), [lead, trail]);
    }
  }
  return Uint8Array.from([...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : bytesOf.get(sign)!)));
}

function utf16(text: string, isBigEndian: boolean, hasMark: boolean): Uint8Array {
  const bytes = Buffer.from(`${hasMark ? '\ufeff' : ''}${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

const simplified = '学号,姓名,专业,成绩\n1,王小明,智能科学与技术,85.5\n2,李华,软件工程,90\n3,"张,三","数据\n科学",77\n';
const traditional =
  '學號,姓名,專業,成績\n1,王小明,智慧科學與技術,85.5\n2,李華,軟體工程,90\n3,"張,三","資料\n科學",77\n';
const western =
  'name,città,note,score\n"José ""Pepe""",Málaga,"line one\nline two",1.5\nZoë,Zürich,“quoted” – €5,2\nÅsa,Malmö,Ærø,3\n';

async function formatOf(content: string | Uint8Array): Promise<Record<string, unknown>> {
  const { textFormat } = await inspectText({ path: temporaryFile(content), fileName: 'table.csv' }, context);
  return { ...textFormat };
}

describe('encodings', () => {
  it('know the signs that Windows-1252 has where Latin-1 has control characters', () => {
    expect(
      textDecoder('windows-1252')(Uint8Array.of(0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x99, 0x9f, 0xe9), true),
    ).toBe('€…‘’“”–™Ÿé');
  });

  it.each([
    ['UTF-8', 'utf-8', Buffer.from(simplified), simplified],
    ['UTF-8 with mark', 'utf-8', Buffer.from(`\ufeff${simplified}`), simplified],
    ['UTF-16LE with mark', 'utf-16le', utf16(simplified, false, true), simplified],
    ['UTF-16BE with mark', 'utf-16be', utf16(simplified, true, true), simplified],
    ['UTF-16LE without mark', 'utf-16le', utf16(simplified, false, false), simplified],
    ['UTF-16BE without mark', 'utf-16be', utf16(western, true, false), western],
    ['GB18030', 'gb18030', encoded(simplified, 'gb18030'), simplified],
    ['Big5', 'big5', encoded(traditional, 'big5'), traditional],
    ['Windows-1252', 'windows-1252', encoded(western, 'windows-1252'), western],
  ])('reads %s', async (_, encoding, bytes, text) => {
    const read = await readTable(bytes);
    const plain = await readTable(text);
    expect(read.plan.textFormat?.encoding).toBe(encoding);
    expect(read.plan.columnNames).toEqual(plain.plan.columnNames);
    expect(read.rows).toEqual(plain.rows);
    expect(read.rows.length).toBe(3);
    expect(read.replies[0]?.undecodableCells).toBe(0);
  });

  it('reads Chinese bytes that look like a bar where a bar is the delimiter', async () => {
    const text = '編號|姓名\n1|許功蓋\n2|開育\n';
    const { rows, plan } = await readTable(encoded(text, 'big5'));
    expect(plan.textFormat).toMatchObject({ encoding: 'big5', delimiter: '|' });
    expect(rows).toEqual([
      [1, '許功蓋'],
      [2, '開育'],
    ]);
  });

  it.each(['gb18030', 'windows-1252'] as const)(
    'finds %s that begins only after the first megabyte',
    async (encoding) => {
      const late = encoding === 'gb18030' ? '智能科学与技术' : 'Málaga';
      const source = `id,name\n${Array.from({ length: 60_000 }, (_, index) => `${index},plain words\n`).join('')}7,${late}\n`;
      const { rows, plan } = await readTable(encoded(source, encoding), { maxParts: 3, smallestPartBytes: 2 ** 17 });
      expect(plan.textFormat?.encoding).toBe(encoding);
      expect(plan.parts.length).toBe(3);
      expect(rows[60_000]).toEqual([7, late]);
    },
  );

  it('reads damaged UTF-8 and counts the cells', async () => {
    const good = Buffer.from('name,city\n王,北京\n李,上海\n赵,é\n');
    const damaged = Buffer.concat([good, Buffer.from('Bo,Mal'), Buffer.from([0xff]), Buffer.from('x\n钱,广州\n')]);
    const { rows, replies, plan } = await readTable(damaged);
    expect(plan.textFormat?.encoding).toBe('utf-8');
    expect(rows[3]).toEqual(['Bo', 'Mal\ufffdx']);
    expect(rows[4]).toEqual(['钱', '广州']);
    expect(replies[0]?.undecodableCells).toBe(1);
  });

  it('does not mistake a UTF-8 character that the sample cuts', async () => {
    const source = `名\n${'数据科学\n'.repeat(80_000)}`;
    for (let shift = 0; shift < 3; shift++) {
      expect(await formatOf(`${'x'.repeat(shift)}${source}`)).toMatchObject({ encoding: 'utf-8' });
    }
  });
});

describe('delimiters, quotes and line breaks', () => {
  it.each([
    ['a,b\n1,2\n', { delimiter: ',', lineBreak: '\n' }],
    ['a;b\r\n1;2\r\n', { delimiter: ';', lineBreak: '\r\n' }],
    ['a\tb\r1\t2\r', { delimiter: '\t', lineBreak: '\r' }],
    ['a|b\n1|2\n', { delimiter: '|' }],
    ['a;b;c\n1,5;2,25;x\n1.234,5;0,1;y\n', { delimiter: ';', decimal: ',' }],
    ['1,5;2,25\n3,5;4,75\n', { delimiter: ';', decimal: ',' }],
    ['a;b\n1.5;2\n', { delimiter: ';', decimal: '.' }],
    ['sep=;\na;b\n1;2\n', { delimiter: ';' }],
    ['text\tn\none, two, three\t1\nfour, five\t2\nsix\t3\n', { delimiter: '\t' }],
    ["name,n\n'a,b',1\n'c,d',2\n", { quote: "'" }],
    ["name,n\nd'Arc,1\nO'Neil,2\n", { quote: '"' }],
    ["'name',n\n'a',1\n'b',2\n", { quote: "'" }],
    [`name,n\n'so',1\n${'plain,2\n'.repeat(9)}'such',3\n`, { quote: '"' }],
    ['"a;b","c;d"\n"1;2","3;4"\n', { delimiter: ',' }],
    ['one\ntwo\nthree\n', { delimiter: ',' }],
  ])('of %j', async (source, format) => {
    expect(await formatOf(source)).toMatchObject(format);
  });

  it('skips what stands above the table', async () => {
    const { rows, plan } = await readTable('# exported by X\n# on 5 March\n\nid,name,points\n1,Ann,5\n2,Bo,6\n');
    expect(plan).toMatchObject({ headerStart: 3, firstDataRow: 4, columnNames: ['id', 'name', 'points'] });
    expect(rows).toEqual([
      [1, 'Ann', 5],
      [2, 'Bo', 6],
    ]);
    const sharp = await readTable('#,Name\n1,x\n2,y\n');
    expect(sharp.plan.columnNames).toEqual(['#', 'Name']);
  });

  it('reads a table without a header from its first row', async () => {
    const { rows, plan } = await readTable('Ann,1,2\nBo,3,4\n');
    expect(plan).toMatchObject({ headerRows: 0, firstDataRow: 0, columnNames: ['Column 1', 'Column 2', 'Column 3'] });
    expect(rows.length).toBe(2);
  });

  it('leaves out blank columns and keeps the others in place', async () => {
    const { rows, plan } = await readTable('a,,b,\n1,,2,\n3,,4,\n');
    expect(plan.sourceColumns).toEqual([0, 2]);
    expect(rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('estimates the rows', async () => {
    const { plan } = await readTable(`a,b\n${'1234,5678\n'.repeat(100_000)}`);
    expect(plan.estimatedRows).toBeGreaterThan(99_000);
    expect(plan.estimatedRows).toBeLessThan(101_000);
  });
});

describe('previews', () => {
  it('show the first 200 rows as written, with types', async () => {
    const source = `id,when,note\n${Array.from({ length: 500 }, (_, index) => `${index},2024-03-05,"a, ${index}"\n`).join('')}`;
    const preview = await previewText(
      { path: temporaryFile(source), fileName: 'march.csv', reading: { ...mainTable, sheet: 'march' } },
      context,
    );
    expect(preview).toMatchObject({ sheet: 'march', headerRows: 1, firstDataRow: 1, columnCount: 3 });
    expect(preview.columns).toMatchObject([
      { name: 'id', type: 'number' },
      { name: 'when', type: 'date' },
      { name: 'note', type: 'text' },
    ]);
    expect(preview.rows.length).toBe(200);
    expect(preview.rows[7]).toEqual(['7', '2024-03-05', 'a, 7']);
    expect(preview.estimatedRows).toBeGreaterThan(400);
  });

  it('show at most 200 columns of many', async () => {
    const wide = Array.from({ length: 16_384 }, (_, index) => `c${index}`).join(',');
    const preview = await previewText(
      { path: temporaryFile(`${wide}\n${wide.replaceAll('c', '')}\n`), fileName: 'wide.csv', reading: mainTable },
      context,
    );
    expect(preview.columns.length).toBe(200);
    expect(preview.columnCount).toBe(16_384);
  });

  it('refuse a sheet that is not there', async () => {
    const order = {
      path: temporaryFile('a,b\n1,2\n'),
      fileName: 'march.csv',
      reading: { ...mainTable, sheet: 'april' },
    };
    await expect(previewText(order, context)).rejects.toMatchObject({ code: 'SHEET_MISSING' });
  });
});
