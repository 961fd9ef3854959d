// What JavaScript calls: ../trees/score/score-kernel.ts tells of it.
export { addMissing, askThresholds, readNumbers } from './ask-numbers';
export { askSets, findCodes } from './ask-sets';
export { explainRows } from './explain-rows';
export { runCircuits } from './run-circuits';
export { walkRows } from './walk-rows';

/** Where the kernel's own data end. */
export function ownBytes(): usize {
  return __heap_base;
}
