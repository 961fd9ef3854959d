import type { Order, Reply } from '../../contract/orders.ts';
import { readJson } from './write-json.ts';

export const loadComparison = (order: Order<'load-comparison'>): Promise<Reply<'load-comparison'>> =>
  readJson(order.path);

export const loadComparedColumns = (order: Order<'load-compared-columns'>): Promise<Reply<'load-compared-columns'>> =>
  readJson(order.path);
