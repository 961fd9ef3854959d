import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server';
import { faultSchema, reviveFault } from '../contract/faults.ts';
import type { Engine } from './engine.ts';
import type { HostProcedures } from './host-procedures.ts';
import { createRouter, type EngineRouter } from './router.ts';

/** The contract as functions. */
export type LocalClient = RouterClient<EngineRouter>;

/**
 * The whole contract for a host in the same process: input is checked as from any other client, and what fails throws
 * the Fault itself.
 */
export function createLocalClient(engine: Engine, host: Partial<HostProcedures> = {}): LocalClient {
  return createRouterClient(createRouter(engine, host), {
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw faultBehind(error);
        }
      },
    ],
  });
}

function faultBehind(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'FAULT') return error;
  const fault = faultSchema.safeParse(error.data);
  return fault.success ? reviveFault(fault.data) : error;
}
