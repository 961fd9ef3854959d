import { oc } from '@orpc/contract';
import { faultSchema } from './faults.ts';

/** The root of every request: what fails answers with a coded fault, never with a bare message. */
export const request = oc.errors({
  FAULT: { status: 500, message: 'fault', data: faultSchema },
});
