import { Fault, faultData } from '../contract/faults.ts';
import type { Answer, Envelope, OrderKind } from '../contract/orders.ts';
import { faultOfError } from './fault-of-error.ts';
import { threadKernel } from './kernel-instance.ts';
import { createOrderContext, type OrderHandler } from './order-context.ts';
import { lowerThreadPriority } from './thread-priority.ts';

/** Each kind of order and how its handler is loaded: most only when first asked for, so that a thread starts light. */
const handlerLoaders: { readonly [K in OrderKind]: () => Promise<OrderHandler<K>> } = {
  'inspect-file': async () => (await import('./tabular/inspect-file.ts')).inspectFile,
  'preview-sheet': async () => (await import('./tabular/preview-sheet.ts')).previewSheet,
  'plan-table': async () => (await import('./tabular/plan-table.ts')).planTable,
  'survey-table': async () => (await import('./tabular/text/survey-table.ts')).surveyTable,
  'fingerprint-file': async () => (await import('./tabular/fingerprint-file.ts')).fingerprintFile,
  'read-part': async () => (await import('./tabular/read-part.ts')).readPart,
  'describe-columns': async () => (await import('./profile/describe-columns.ts')).describeColumns,
  'count-duplicates': async () => (await import('./profile/count-duplicates.ts')).countDuplicates,
  'correlate-columns': async () => (await import('./profile/correlate-columns.ts')).correlateColumns,
  'assemble-profile': async () => (await import('./profile/assemble-profile.ts')).assembleProfile,
  'load-overview': async () => (await import('./profile/load-result.ts')).loadOverview,
  'load-columns': async () => (await import('./profile/load-result.ts')).loadColumns,
  'load-correlations': async () => (await import('./profile/load-result.ts')).loadCorrelations,
  'store-rows': async () => (await import('./explore/store-rows.ts')).storeRows,
  'page-rows': async () => (await import('./explore/page-rows.ts')).pageRows,
  'check-archive': async () => (await import('./archive/check-archive.ts')).checkArchive,
  'render-batch': async () => (await import('./report/batch/render-batch.ts')).renderBatch,
  'render-report': async () => (await import('./report/render-report.ts')).renderReport,
};

// Set by a host whose window must stay fluid.
if (process.env.AUSPEX_YIELDING_THREADS) lowerThreadPriority();

/** Orders that every profile gives: their code is loaded before the first of them comes, since a waiting thread does nothing. */
const profileOrders = [
  ...(['plan-table', 'fingerprint-file', 'read-part', 'describe-columns'] as const),
  ...(['count-duplicates', 'store-rows', 'correlate-columns', 'assemble-profile'] as const),
];
// What cannot be loaded is told to whoever gives such an order.
await Promise.all(profileOrders.map((kind) => handlerLoaders[kind]().catch(() => undefined)));
threadKernel();

/** The name by which the person knows the file an order is about. */
function fileNameOf(order: object): string | null {
  const { fileName, plan } = order as { fileName?: unknown; plan?: { fileName?: unknown } };
  const name = fileName ?? plan?.fileName;
  return typeof name === 'string' ? name : null;
}

/** Runs one order. Never throws: what goes wrong is answered as a fault. */
export default async function runOrder<K extends OrderKind>(envelope: Envelope<K>): Promise<Answer<K>> {
  try {
    const load = handlerLoaders[envelope.kind] as (() => Promise<OrderHandler<K>>) | undefined;
    if (load === undefined) throw new Fault('REQUEST_INVALID', { reason: `no order is called ${envelope.kind}` });
    const context = createOrderContext(envelope);
    context.throwIfCancelled();
    const handle = await load();
    return { ok: true, reply: await handle(envelope.order, context) };
  } catch (thrown) {
    return { ok: false, fault: faultData(faultOfError(thrown, fileNameOf(envelope.order))) };
  }
}
