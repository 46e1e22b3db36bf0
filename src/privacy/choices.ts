/** What somebody may ask (AVG, articles 15, 16 and 17). */
export const REQUEST_KINDS = ['access', 'correction', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Why a request is refused: chosen, so that nobody is described. */
export const REASONS = ['identity', 'nothing-kept', 'must-keep', 'rights-of-others', 'unfounded'] as const;
export type Reason = (typeof REASONS)[number];

/** So long may a note be that somebody has put with an answer. */
export const MAX_CORRECTION = 2_000;
