import path from 'node:path';
import { columnTypes } from '../../contract/files.ts';
import type { NamedScratchFile, Order, Reply, ScratchFile } from '../../contract/orders.ts';
import type { ColumnProfile, Correlations, Overview } from '../../contract/profile.ts';
import type { OrderContext } from '../order-context.ts';
import { loadDescriptions } from './descriptions.ts';
import { findAll } from './findings.ts';
import { readScratchJson, writeScratchJson } from './scratch-file.ts';

/**
 * Puts the parts of a profile together: writes the overview with its findings, the columns in sheet order and, when
 * given, the correlations into the scratch folder. The same parts give the same bytes.
 */
export async function assembleProfile(
  order: Order<'assemble-profile'>,
  context: OrderContext,
): Promise<Reply<'assemble-profile'>> {
  const { plan, descriptions, scratchFolder } = order;
  const profiles = await loadDescriptions(plan, descriptions);
  const correlations = order.correlations && (await joinCorrelations(order.correlations));
  context.throwIfCancelled();
  const overview = overviewOf(order, profiles, correlations);
  const inFolder = (name: string) => path.join(scratchFolder, name);
  const files: NamedScratchFile[] = [
    named('profile-overview', await writeScratchJson(inFolder('overview.json'), overview)),
    named('profile-columns', await writeScratchJson(inFolder('columns.json'), profiles)),
  ];
  if (correlations) {
    files.push(named('profile-correlations', await writeScratchJson(inFolder('correlations.json'), correlations)));
  }
  return { files };
}

/** The matrices of several orders, always in the same sequence. */
async function joinCorrelations(parts: readonly ScratchFile[]): Promise<Correlations> {
  const read = await Promise.all(parts.map(({ path }) => readScratchJson<Partial<Correlations>>(path)));
  const { pearson, spearman, cramersV } = Object.assign({}, ...read) as Partial<Correlations>;
  if (!pearson || !spearman || !cramersV) throw new Error('a measure of correlation is missing');
  return { pearson, spearman, cramersV };
}

function named(kind: NamedScratchFile['kind'], file: Omit<NamedScratchFile, 'kind' | 'extension'>): NamedScratchFile {
  return { ...file, kind, extension: '.json' };
}

function overviewOf(
  { plan, facts, options }: Order<'assemble-profile'>,
  profiles: readonly ColumnProfile[],
  correlations: Correlations | null,
): Overview {
  // Rows longer than the plan has seen add columns of their own.
  const columns = profiles.length;
  const ofType = (type: ColumnProfile['type']) => profiles.filter((profile) => profile.type === type).length;
  return {
    fileName: plan.fileName,
    sheet: plan.sheet,
    sizeBytes: plan.sizeBytes,
    sha256: facts.sha256,
    engineVersion: facts.engineVersion,
    seed: options.seed,
    rows: facts.rows,
    columns,
    cells: facts.rows * columns,
    missingCells: facts.missingCells,
    duplicateRows: facts.duplicateRows,
    columnsByType: Object.fromEntries(columnTypes.map((type) => [type, ofType(type)])) as Overview['columnsByType'],
    headerRows: plan.headerRows,
    firstDataRow: plan.firstDataRow,
    textFormat: plan.textFormat,
    reader: plan.reader,
    findings: findAll(profiles, correlations, facts),
  };
}
