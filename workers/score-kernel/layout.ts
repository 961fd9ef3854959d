// How rows lie in the memory of the scoring kernel; read by it (AssemblyScript) and by ../trees/score (TypeScript) alike.

/** Rows that go through all trees together. */
export const blockRows = 512;
/** A plane: the answers of these rows to one question, a bit each, bit `row % 8` of byte `row / 8`. */
export const planeBytes = 64;
/** Rows of a vector of bits, and the bytes of the vector. */
export const vectorRows = 128;
export const vectorBytes = 16;

// How a column of numbers lies in the block.
export const singleForm = 0;
export const doubleForm = 1;
/** Whole numbers of which those below zero are missing. */
export const codeForm = 2;

/** Words of one step of a circuit: where its condition stands, what counts where that is 1, and what where it is 0. */
export const stepWords = 3;
/** Words before the steps: how many steps there are, how many planes, where the values of leaves and where the margins are. */
export const circuitHeadWords = 4;
/** Planes of the number of a leaf at most. */
export const mostPlanes = 8;
