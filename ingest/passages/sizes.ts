/** What the embedding models that Balie is used with take in at least: multilingual-e5 512 tokens, bge-m3 8,192. */
const modelTokens = 512;
/** Of those, kept for the document's title and what a model wants in front (`passage: `). */
const titleTokens = 50;
/**
 * UTF-16 units in a token of multilingual-e5's vocabulary: 4.3 on average in Dutch official text, less than this in 5 % of its
 * passages. Tables of numbers are denser: of 1,357 passages 3 went over, by 34 tokens at most; of 1,781 of six acts 1, by 4.
 */
const unitsPerToken = 3.9;

/**
 * How large passages are, in UTF-16 units, headings included. `max` is what the model reads whole: what comes after is not
 * embedded, and so not found by meaning. `target` was best for search by words: with 1,200 nDCG@10 falls from .798 to .790
 * (retrieval-nl) and from .799 to .792 (sample).
 */
export const passageSizes = {
  target: 900,
  max: Math.floor(((modelTokens - titleTokens) * unitsPerToken) / 100) * 100,
} as const;
