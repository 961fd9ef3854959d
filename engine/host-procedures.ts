import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../contract/contract.ts';
import { Fault } from '../contract/faults.ts';

type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;

/** The features that the host around the engine answers for: the desktop shell, later a server. */
type HostFeature = 'settings' | 'desktop';

/** A stream is given as any iterator of its events; everything else as the contract has it. */
type Given<O> = O extends AsyncIterator<infer Event, unknown, void> ? AsyncGenerator<Event, void, void> : O;

/** What a host passes in: a function for each request of its features, from checked input to output. */
export type HostProcedures = {
  readonly [F in HostFeature]: {
    readonly [R in keyof Inputs[F] & keyof Outputs[F]]: (
      input: Inputs[F][R],
      signal?: AbortSignal,
    ) => Promise<Given<Outputs[F][R]>>;
  };
};

/** For a host without them: each answers NOT_AVAILABLE_HERE. */
export const missingHostProcedures: HostProcedures = {
  settings: { getSettings: refuse, changeSettings: refuse },
  desktop: {
    ...{
      saveReport: refuse,
      saveBatchWorkbook: refuse,
      saveExport: refuse,
      openExport: refuse,
      showExportInFolder: refuse,
    },
    ...{
      chooseFolder: refuse,
      openFolder: refuse,
      followShell: refuse,
      openExample: refuse,
      about: refuse,
      copyRange: refuse,
      saveImage: refuse,
      saveModel: refuse,
    },
  },
};

/** Answers that this host cannot do what is asked. */
export async function refuse(): Promise<never> {
  throw new Fault('NOT_AVAILABLE_HERE');
}
