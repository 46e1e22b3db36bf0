/**
 * Evidence at which a question is answered by what was found as often as not, and how steep the change is there: fitted by logistic
 * regression on the logarithm of the evidence, over the even questions of the sample and the even ones that nothing answers; the
 * odd ones were kept to check it (test/bench/retrieval.md, "Confidence").
 */
const EVEN = 0.304;
const STEEPNESS = 3.57;

/**
 * The chance, 0 to 1, that one of the first three documents answers the question, for questions of which half are about something
 * that no document has. @param evidence of words: see `search-sql.ts`.
 */
export function confidenceOf(evidence: number): number {
  return evidence <= 0 ? 0 : 1 / (1 + (EVEN / evidence) ** STEEPNESS);
}

/**
 * From this chance on a question is given to the model, which may still find that the passages do not answer it; below it the desk
 * says that it does not know. Low, since refusing what it could have answered is what people mind most.
 */
export const ANSWERABLE = 0.3;
