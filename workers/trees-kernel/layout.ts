// Where things lie in the shared memory of a fit; read by the kernel (AssemblyScript) and by ../trees/fit (TypeScript) alike.
// Addresses and sizes are in bytes. `…At` is the place of a word in the header; the word itself is often an address.

/** The header of a fit; the kernel's own data end below. */
export const header = 16384;
export const headerBytes = 4096;

/** Behind the header each thread has some room of its own. */
export const threadRoomBytes = 4096;
export const mostThreads = 64;
export const threadRooms = header + headerBytes;
/** Where what the leader deals out begins. */
export const dealtFrom = threadRooms + mostThreads * threadRoomBytes;

// How the threads of a fit meet: words for Atomics, apart from each other so that they do not share a cache line.
export const stateAt = 0;
export const phaseAt = 64;
export const sleepersAt = 128;
export const leaderSleepsAt = 192;
export const helpersAt = 256;
export const remainingAt = 320;
export const doneAt = 384;
export const failedAt = 448;
/** How many threads have opened the kernel over this memory. */
export const threadsAt = 456;

// What the present phase is.
export const kindAt = 512;
/** Parts in which the rows of one histogram are added up. */
export const partsAt = 516;
/** Whether rows are moved together with their gradients. */
export const movesGradientsAt = 520;
/** Whether only the loss is wanted of the margins. */
export const lossOnlyAt = 524;

// The fit: whole numbers.
export const rowsAt = 576;
export const trainRowsAt = 580;
export const outputsAt = 584;
export const chunksAt = 588;
export const trainChunksAt = 592;
export const blocksAt = 596;
export const nodesAt = 600;
export const objectiveAt = 604;
export const columnBytesAt = 608;
export const firstOutputAt = 612;
export const maxBinsAt = 616;
export const activeBlocksAt = 620;
export const isPlainAt = 624;
export const mostCategoriesAt = 628;
/** Whether cuts lie at values, where XGBoost has them, and not halfway between them. */
export const cutsAtValuesAt = 632;

// Addresses of tables.
export const chunkTableAt = 640;
export const columnsAt = 644;
export const blockBinsAt = 648;
export const marginsAt = 652;
export const targetsAt = 656;
export const weightsAt = 660;
export const lossWeightsAt = 664;
export const gradientsAt = 668;
export const partialSumsAt = 672;
export const rowListsAt = 676;
export const packedListsAt = 680;
export const segmentsAt = 684;
export const blockTableAt = 688;
export const blockListAt = 692;
export const laneMasksAt = 696;
export const pairTableAt = 700;
export const candidatesAt = 704;
export const partHistogramsAt = 708;
export const partCountersAt = 712;
export const splitTableAt = 716;
export const splitCountsAt = 720;
export const leafTableAt = 724;
export const leafCountsAt = 728;
export const leafSumsAt = 732;
export const sketchTableAt = 736;
export const trainListAt = 740;
export const residualsAt = 744;
export const residualTableAt = 748;
export const scratchAt = 752;
/** Of row sampling: the seed of the round, and the share of rows as a part of 2^32, or 0 for all rows. */
export const sampleSeedAt = 756;
export const sampleShareAt = 760;
/** Sums of the packed words of each tree and chunk. */
export const startSumsAt = 764;

/** The share of rows below a quantile, of pinball and absolute loss; a double. */
export const quantileAt = 832;

/** What the search of a tree in growth reckons with, in the units of its packed gradients; doubles, a table of `mostTrees`. */
export const unitsAt = 1024;
export const unitBytes = 64;
/** Units in a hessian of 1, and behind it in a gradient of 1. */
export const unitScales = 0;
export const unitLambda = 16;
export const unitMinChildWeight = 24;
export const unitAlpha = 32;
export const unitCategorySmoothing = 40;
export const unitCategoryLambda = 48;

/** Rows of a chunk at most: their numbers within it have 16 bits. */
export const chunkRows = 8192;
/** Trees that grow side by side at most. */
export const mostTrees = 8;
/** Features of a block: their bins are one word of 64 bits. */
export const lanes = 8;
/** Values of a byte: bin 0 holds what is missing, unless all are taken by stretches of a number of which nothing is. */
export const mostBins = 256;

// Kinds of phases.
export const sketchPhase = 1;
export const transposePhase = 2;
export const gradientPhase = 3;
export const startPhase = 4;
export const histogramPhase = 5;
export const partitionPhase = 6;
export const leafSumPhase = 7;
export const updatePhase = 8;
export const residualPhase = 9;

// Objectives.
export const squaredObjective = 0;
export const absoluteObjective = 1;
export const quantileObjective = 2;
export const logisticObjective = 3;
export const softmaxObjective = 4;
export const poissonObjective = 5;

/** A chunk: first row, rows, whether its rows are for validation, and 0. */
export const chunkBytes = 16;

/** A lane of the block table: bins (with that of the missing), kind, monotone direction, feature; a block has eight. */
export const laneBytes = 16;
/** Behind the lanes of a block: bins of its widest lane, features in it, offset within a histogram, whether every lane is plain. */
export const blockBytes = 144;
export const numberLane = 0;
export const categoryLane = 1;
/** A number of which nothing is missing and whose bins take all values of a byte: bin 0 is its first stretch. */
export const fullLane = 2;

/** A pair of siblings of the histogram phase; the depth of the node stands in the upper 8 bits of its number. */
export const pairBytes = 128;
export const pairTree = 0;
export const pairNode = 4;
export const pairHistogram = 8;
/** The histogram of the parent, from which the other child's is made in place; 0 where there is none. */
export const pairOther = 12;
export const pairGradient = 16;
export const pairHessian = 24;
export const pairOtherGradient = 32;
export const pairOtherHessian = 40;
export const pairLow = 48;
export const pairHigh = 56;
export const pairOtherLow = 64;
export const pairOtherHigh = 72;

/** The best split of one block for one node; [pair][0 or 1][block]. */
export const candidateBytes = 80;
export const candidateGain = 0;
export const candidateGradient = 8;
export const candidateHessian = 16;
export const candidateLane = 24;
export const candidateBin = 28;
export const candidateMissingLeft = 32;
/** 256 bits: bins that go right; of a split of categories. */
export const candidateSet = 40;

/** A split to carry out: node, left, right, address of the column, parity of the depth; then for each bin whether it goes left. */
export const splitBytes = 288;
export const splitNode = 0;
export const splitLeft = 4;
export const splitRight = 8;
export const splitColumn = 12;
export const splitDepth = 16;
export const splitGoesLeft = 32;

/** A leaf: node, depth, and its value. */
export const leafBytes = 16;

/** A column to be put into bins: kind, address of the values, of the column of bins, of the scratch, of the cuts, bins found, has missing. */
export const sketchBytes = 48;
export const sketchKind = 0;
export const sketchValues = 4;
export const sketchBins = 8;
export const sketchScratch = 12;
export const sketchCuts = 16;
export const sketchCount = 20;
export const sketchHasMissing = 24;
export const sketchLevels = 28;

/** A leaf whose residuals are looked at: tree, node, place of its residuals, depth; then the answer. */
export const residualBytes = 32;
export const residualAnswer = 16;
