import { Fault } from '../../contract/faults.ts';
import type { ModelRecord } from '../archive/model-repository.ts';

/** MODEL_UNKNOWN: with the name and version of a model that was removed, else with the id that was asked for. */
export function modelUnknown(id: string, removed: Pick<ModelRecord, 'name' | 'version'> | null = null): Fault {
  return new Fault('MODEL_UNKNOWN', { model: removed ? `${removed.name}@${removed.version}` : id });
}
