import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { watchAcceptances } from './acceptance-log.ts';
import { type CrashReport, checkFolder } from './check-folder.ts';
import { isCompared, isPredicted, isSearched, isTrained, writeCrashTables } from './crash-tables.ts';
import type { FireOrders } from './engine-under-fire.ts';
import { engineUnderFire, MortalEngine } from './mortal-engine.ts';
import { type Random, randomFrom } from './random.ts';

export interface CrashOptions {
  readonly seed: number;
  readonly kills: number;
  /** A folder of its own. */
  readonly folder: string;
  readonly program?: string;
  readonly tell?: (line: string) => void;
}

/** Steps on the disk of one process: opening takes about ten, a job about thirty. */
const mostSteps = 120;
/** From so many kills on, trainings that search are among the batches. */
const longKills = 50;
/** Jobs that wait or run; others are submitted when there are fewer. */
const fewestJobs = 8;

/** An attempt that dies before it got anywhere counts as failed; here deaths come far more often than in any life. */
const common = { workerFile: null, maxAttempts: 1000, batches: [] } as const;
const undisturbed = { ...common, fatalStep: null, endsWhenDone: true } as const;

/**
 * Kills engine processes at seeded random instants while they work off batches of profiles, trainings, predictions and comparisons, sometimes two of them on
 * one folder, then lets one finish, and checks everything that must hold. Throws when something does not.
 */
export async function runCrashes(options: CrashOptions): Promise<CrashReport> {
  const { seed, kills, folder, tell = () => {}, program = engineUnderFire } = options;
  const random = randomFrom(seed);
  const files = writeCrashTables(path.join(folder, 'tables'), seed);
  const trained = files.filter(isTrained);
  const predicted = files.filter(isPredicted);
  const compared = files.filter(isCompared);
  const searched = kills < longKills ? [] : files.filter(isSearched);
  const special = [isTrained, isSearched, isPredicted, isCompared];
  const profiled = files.filter((file) => !special.some((is) => is(file)));
  const dataFolder = path.join(folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const acceptances = watchAcceptances(dataFolder);
  const accepted: string[] = [];
  let batches = 0;
  let killed = 0;
  const life = async (): Promise<void> => {
    const isShort = acceptances.unfinishedJobs() < fewestJobs;
    // A batch is of one recipe.
    const [kind, most] = random.pick([
      [trained, 2] as const,
      [predicted, 2] as const,
      [compared, 2] as const,
      [profiled, 6] as const,
      ...(searched.length > 0 ? [[searched, 1] as const] : []),
    ]);
    const batch = Array.from({ length: 2 + random.below(most) }, () => random.pick(kind));
    if (isShort) batches++;
    const engine = new MortalEngine(program, ordersOf(random, dataFolder, isShort ? [batch] : []));
    await engine.killWhen(random, isShort && batch.every(isSearched));
    accepted.push(...engine.accepted);
    killed++;
    if (killed % 20 === 0) tell(`${killed} kills, ${accepted.length} jobs accepted`);
  };
  const finish = async (orders: Pick<FireOrders, 'dataFolder' | 'threads'> & Partial<FireOrders>) => {
    const engine = new MortalEngine(program, { ...undisturbed, ...orders });
    await engine.end();
    return engine.accepted;
  };
  // The model that predicts is the same in both folders.
  accepted.push(...(await finish({ dataFolder, threads: 2, batches: [trained.slice(0, 1)] })));
  batches++;
  const reference = path.join(folder, 'reference');
  cpSync(dataFolder, reference, { recursive: true });
  while (killed < kills) {
    const isPair = killed + 1 < kills && random.uniform() < 0.25;
    await Promise.all(isPair ? [life(), life()] : [life()]);
  }
  await finish({ dataFolder, threads: 2 });
  const all = [profiled, trained, predicted, compared, searched].filter((batch) => batch.length > 0);
  await finish({ dataFolder: reference, threads: 1, batches: all });
  // A last start finds what deaths left behind, and sweeps it.
  await finish({ dataFolder, threads: 1 });
  return checkFolder({ dataFolder, reference, accepted, batches, kills: killed });
}

function ordersOf(random: Random, dataFolder: string, batches: FireOrders['batches']): FireOrders {
  const isByStep = random.uniform() < 0.5;
  const fatalStep = { number: 1 + random.below(mostSteps), isBefore: random.uniform() < 0.5 };
  return { ...common, dataFolder, threads: 2, batches, fatalStep: isByStep ? fatalStep : null, endsWhenDone: false };
}
