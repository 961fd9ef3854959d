import { entry, type FaultEntry } from '../fault-entry.ts';

/** Faults of the model library. */
export const modelLibraryFaults = {
  MODEL_UNKNOWN: entry(
    404,
    false,
    ['There is no model “{{model}}” in the library.', '模型库中没有模型“{{model}}”。'],
    ['It may have been removed; look at the list of models.', '它可能已被移除，请查看模型列表。'],
  ),
  MODEL_NAME_TAKEN: entry(
    409,
    false,
    ['Another model is called “{{name}}” already.', '已有其他模型名为“{{name}}”。'],
    ['Choose another name.', '请使用其他名称。'],
  ),
} as const satisfies Record<string, FaultEntry>;
