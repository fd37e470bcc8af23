import fc from 'fast-check';

/**
 * Every run meets the same input, so that what a run says depends on the code alone. CX_REVIEW_SEED chooses other
 * input; with CX_REVIEW_EFFORT it makes a search: `CX_REVIEW_SEED=$RANDOM CX_REVIEW_EFFORT=100 npx vitest run`.
 */
fc.configureGlobal({ seed: Number(process.env.CX_REVIEW_SEED ?? 20_261_122) });
