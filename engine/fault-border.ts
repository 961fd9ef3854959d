import { ORPCError } from '@orpc/server';
import { Fault, type FaultData, toFaultData } from '../contract/faults.ts';
import { faultOfWriteError } from './files/fault-of-system-error.ts';

/**
 * Whatever was thrown on this side as the contract's coded error. Nothing leaves here as a bare message. Its status is
 * the one the contract declares: with another one oRPC takes the error for an undeclared one.
 */
export function toContractError(thrown: unknown): ORPCError<'FAULT', FaultData> {
  const data = toFaultData(faultBehind(thrown));
  return new ORPCError('FAULT', { defined: true, status: 500, message: data.code, data, cause: thrown });
}

/** A stream whose errors are the contract's as well. */
export async function* coded<T>(stream: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  try {
    yield* stream;
  } catch (error) {
    throw toContractError(error);
  }
}

function faultBehind(thrown: unknown): Fault {
  if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST') {
    return new Fault('REQUEST_INVALID', { reason: reasonOf(thrown.data) });
  }
  return faultOfWriteError(thrown);
}

/** The first thing the schema found wrong, with its place in the input. */
function reasonOf(data: unknown): string {
  const issue = (data as { issues?: { message?: string; path?: readonly unknown[] }[] } | null)?.issues?.[0];
  if (!issue) return 'it does not have the shape of this request';
  const place = (issue.path ?? []).map((part) => String((part as { key?: unknown } | null)?.key ?? part)).join('.');
  return place === '' ? String(issue.message) : `${place}: ${issue.message}`;
}
