import { readFile } from 'node:fs/promises';
import type { Order, Reply } from '../../contract/orders.ts';
import type { TrainingReport } from '../../contract/train/training-report.ts';
import { readPacked } from './packed-arrays.ts';

export async function loadMatrix({ path }: Order<'load-matrix'>): Promise<Reply<'load-matrix'>> {
  return { matrix: await readPacked(path) };
}

export async function loadTrainingReport({ path }: Order<'load-training-report'>): Promise<TrainingReport> {
  return JSON.parse(await readFile(path, 'utf8')) as TrainingReport;
}
