import { clamp, randomFrom, rounded } from './random.mjs';
import { addTable, newWorkbook, workbookBytes } from './workbook.mjs';

/** @typedef {import('./random.mjs').Random} Random */

const dayMs = 86_400_000;
const customers = 3000;

/** @type {[{ name: string, fee: number, use: number }, number][]} */
const plans = [
  [{ name: 'Basic', fee: 19, use: 12 }, 45],
  [{ name: 'Standard', fee: 39, use: 30 }, 35],
  [{ name: 'Premium', fee: 69, use: 60 }, 20],
];
/** @type {[string, number][]} */
const regions = [
  ['North', 25],
  ['South', 22],
  ['East', 31],
  ['West', 16],
  ['Overseas', 6],
];
/** @type {[{ name: string, pull: number }, number][]} */
const contracts = [
  [{ name: 'Monthly', pull: 0.9 }, 52],
  [{ name: 'One year', pull: -0.2 }, 30],
  [{ name: 'Two years', pull: -1.1 }, 18],
];
/** @type {[string, number][]} */
const payments = [
  ['Card', 48],
  ['Bank transfer', 27],
  ['Direct debit', 20],
  ['Cheque', 5],
];

const columns = [
  { header: 'Customer ID', width: 13 },
  { header: 'Signed up', width: 12, format: 'yyyy-mm-dd' },
  { header: 'Plan', width: 11 },
  { header: 'Region', width: 11 },
  { header: 'Contract', width: 11 },
  { header: 'Payment', width: 14 },
  { header: 'Monthly fee', width: 12, format: '0.00' },
  { header: 'Tenure (months)', width: 15 },
  { header: 'Data used (GB)', width: 14, format: '0.0' },
  { header: 'Support calls', width: 13 },
  { header: 'Late payments', width: 13 },
  { header: 'Satisfaction', width: 12 },
  { header: 'Newsletter', width: 11 },
  { header: 'Total paid', width: 12, format: '#,##0.00' },
  { header: 'Churned', width: 9 },
];

/** How many events fall in an interval with `rate` of them on average (Knuth's product of uniforms). */
function poisson(/** @type {Random} */ random, /** @type {number} */ rate) {
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}

function customerRow(/** @type {Random} */ random, /** @type {number} */ order) {
  const plan = random.weighted(plans);
  const contract = random.weighted(contracts);
  const payment = random.weighted(payments);
  const tenureMonths = Math.floor(1 + 66 * random.uniform() * random.uniform());
  const signedUp = new Date(Date.UTC(2024, 7 - tenureMonths, 1) + Math.floor(random.uniform() * 28) * dayMs);
  const fee = rounded(plan.fee + random.pick([0, 0, 0, 5, 8, 10]) - (contract.name === 'Two years' ? 3 : 0), 2);
  const trouble = random.normal();
  const calls = poisson(random, Math.exp(0.2 + 0.55 * trouble));
  const late = poisson(random, payment === 'Direct debit' ? 0.1 : 0.5);
  const satisfaction = clamp(Math.round(7.4 - 1.3 * trouble + random.normal(0, 1.2)), 1, 10);
  const use = rounded(plan.use * Math.exp(random.normal(-0.1, 0.55)), 1);
  const odds = -2.1 + contract.pull + 0.28 * calls + 0.25 * late - 0.3 * (satisfaction - 7) - 0.022 * tenureMonths;
  const churned = random.happens(1 / (1 + Math.exp(-odds)));
  return [
    `C${String(100_000 + order * 7)}`,
    signedUp,
    plan.name,
    random.weighted(regions),
    contract.name,
    payment,
    fee,
    tenureMonths,
    random.happens(0.03) ? null : use,
    calls,
    late,
    random.happens(0.11) ? null : satisfaction,
    random.happens(0.4),
    rounded(fee * tenureMonths + random.normal(0, 4), 2),
    churned ? 'yes' : 'no',
  ];
}

/** Three thousand customers and whether they left. */
export async function churnWorkbook() {
  const random = randomFrom(3_141_592);
  const rows = Array.from({ length: customers }, (_, index) => customerRow(random, index + 1));
  const workbook = newWorkbook('Customer churn');
  addTable(workbook, 'Customers', columns, rows);
  return { 'customer-churn.xlsx': await workbookBytes(workbook) };
}
