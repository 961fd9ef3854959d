import { randomFrom, rounded } from './random.mjs';
import { newWorkbook, workbookBytes } from './workbook.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('exceljs').Worksheet} Worksheet */

const dayMs = 86_400_000;
const orders = 180;
const firstDataRow = 6;
const notAvailable = /** @type {const} */ ('#N/A');
const divisionByZero = /** @type {const} */ ('#DIV/0!');
const cities = ['沈阳', '大连', '长春', '哈尔滨', 'Shenyang', 'Dalian ', ' 北京'];
const customers = ['东方贸易', '华新科技', 'Nordwind GmbH', '远大机械', '  Lakeside Ltd', '瑞丰食品 ', '金海物流'];

/** Real date, 2024/3/5 as text, 2024年3月5日 as text: all three occur in one column. */
function dateCell(/** @type {Random} */ random, /** @type {number} */ timeMs) {
  const date = new Date(timeMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  /** @type {[Date | string, number][]} */
  const styles = [
    [date, 60],
    [`${year}/${month}/${day}`, 22],
    [`${year}年${month}月${day}日`, 18],
  ];
  return random.weighted(styles);
}

/** The table's title lines and its two-line header, with merged cells as people draw them. */
function writeHead(/** @type {Worksheet} */ sheet) {
  sheet.mergeCells('A1:M1');
  sheet.getCell('A1').value = '2024 年第一季度订单一览 / Orders, first quarter of 2024';
  sheet.getCell('A1').font = { bold: true, size: 16 };
  sheet.getCell('A1').alignment = { horizontal: 'center' };
  sheet.mergeCells('A2:M2');
  sheet.getCell('A2').value = '制表：财务部  单位：元  (exported 2 April 2024)';
  for (const [range, text] of [
    ['B4:B5', '订单号'],
    ['C4:D4', '客户 Customer'],
    ['E4:F4', '日期 Date'],
    ['H4:J4', '金额 Amount'],
    ['L4:L5', '备注'],
    ['M4:M5', '备注'],
  ]) {
    sheet.mergeCells(String(range));
    sheet.getCell(String(range).slice(0, 2)).value = text ?? null;
  }
  const secondLine = { C5: '名称', D5: '城市', E5: '下单', F5: '发货', H5: '数量', I5: '单价', J5: '单价' };
  for (const [cell, text] of Object.entries(secondLine)) sheet.getCell(cell).value = text;
  for (const row of [4, 5]) {
    sheet.getRow(row).font = { bold: true };
    sheet.getRow(row).alignment = { horizontal: 'center', vertical: 'middle' };
  }
}

/** Mostly a number, sometimes a number as text, with its unit, or a dash. */
function unitsCell(/** @type {Random} */ random, /** @type {number} */ units) {
  /** @type {[number | string, number][]} */
  const styles = [
    [units, 82],
    [String(units), 10],
    [`${units} 箱`, 5],
    ['-', 3],
  ];
  return random.weighted(styles);
}

/** The price less five per cent as a formula, now and then a division by zero; an unknown price makes it unknown too. */
function discountedCell(/** @type {Random} */ random, /** @type {number} */ row, /** @type {number | null} */ price) {
  if (random.happens(0.05))
    return { formula: `I${row}/0`, result: { error: price === null ? notAvailable : divisionByZero } };
  return {
    formula: `ROUND(I${row}*0.95,2)`,
    result: price === null ? { error: notAvailable } : rounded(price * 0.95, 2),
  };
}

/** Writes one order and gives its units where they are a number; columns A and G stay blank, K has values but no header. */
function writeOrder(
  /** @type {Worksheet} */ sheet,
  /** @type {Random} */ random,
  /** @type {number} */ row,
  /** @type {number} */ order,
) {
  const orderedMs = Date.UTC(2024, 0, 2) + Math.floor((order / orders) * 88) * dayMs;
  const units = 1 + Math.floor(random.uniform() * 40);
  const price = rounded(12 + 180 * random.uniform() * random.uniform(), 2);
  const isPriceKnown = !random.happens(0.04);
  /** @type {Record<string, import('exceljs').CellValue>} */
  const cells = {
    B: random.happens(0.5) ? `DD-${String(2_400_000 + order)}` : 2_400_000 + order,
    C: random.pick(customers),
    D: random.pick(cities),
    E: dateCell(random, orderedMs),
    F: random.happens(0.12) ? null : dateCell(random, orderedMs + (1 + Math.floor(random.uniform() * 9)) * dayMs),
    H: unitsCell(random, units),
    I: isPriceKnown ? price : { error: notAvailable },
    J: discountedCell(random, row, isPriceKnown ? price : null),
    K: random.happens(0.7) ? random.pick(['A', 'B', 'C']) : null,
    L: random.happens(0.25) ? random.pick(['加急', '已付款', 'call first', '缺货，分两次发']) : null,
    M: random.happens(0.06) ? true : random.happens(0.06) ? '是' : null,
  };
  for (const [column, value] of Object.entries(cells)) {
    if (value === null) continue;
    const cell = sheet.getCell(`${column}${row}`);
    cell.value = value;
    if (value instanceof Date) cell.numFmt = random.happens(0.5) ? 'yyyy-mm-dd' : 'm/d/yy';
  }
  return typeof cells.H === 'number' ? cells.H : 0;
}

function writeOrders(/** @type {Worksheet} */ sheet) {
  const random = randomFrom(404);
  const blankAfter = new Set([60, 121]);
  let row = firstDataRow;
  let totalUnits = 0;
  for (let order = 1; order <= orders; order++) {
    totalUnits += writeOrder(sheet, random, row, order);
    row += blankAfter.has(order) ? 2 : 1;
  }
  sheet.getCell(`B${row}`).value = '合计 Total';
  sheet.getCell(`H${row}`).value = { formula: `SUM(H${firstDataRow}:H${row - 1})`, result: totalUnits };
  sheet.getRow(row).font = { bold: true };
}

/** A workbook with most of what makes real ones hard to read. */
export async function messyWorkbook() {
  const workbook = newWorkbook('Orders');
  const sheet = workbook.addWorksheet('订单 Orders');
  sheet.columns = [4, 13, 18, 11, 13, 13, 3, 9, 10, 10, 6, 18, 8].map((width) => ({ width }));
  writeHead(sheet);
  writeOrders(sheet);
  const notes = workbook.addWorksheet('说明 Notes');
  notes.addRows([
    ['项目', '说明'],
    ['K', '仓库等级，没有表头'],
    ['-', '数量未知'],
  ]);
  const hidden = workbook.addWorksheet('_lookup', { state: 'hidden' });
  hidden.addRows([
    ['grade', 'warehouse'],
    ['A', '沈阳一库'],
    ['B', '沈阳二库'],
    ['C', '大连库'],
  ]);
  return { 'messy.xlsx': await workbookBytes(workbook) };
}
