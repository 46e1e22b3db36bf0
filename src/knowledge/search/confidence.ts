/**
 * Evidence at which a question is answered by what was found as often as not, and how steep the change is there: fitted by logistic
 * regression on the logarithm of the evidence, over the even questions of the sample and the even ones that nothing answers; the
 * odd ones were kept to check it (test/bench/retrieval.md, "Confidence").
 */
export const EVEN = 0.304;
export const STEEPNESS = 3.57;
/**
 * How much better the odds are when the order goes by meaning too, fitted in the same way. How alike question and passages are
 * says little more than that, and its level differs from model to model, so it is left out.
 */
const MEANING_ODDS = 1.35;

/**
 * The chance, 0 to 1, that one of the first three documents answers the question, for questions of which two in five are about
 * something that no document has.
 * @param evidence of words: see `search-sql.ts`. @param byMeaning whether vectors had a part in the order.
 */
export function confidenceOf(evidence: number, byMeaning: boolean): number {
  if (evidence <= 0) return 0;
  const odds = (evidence / EVEN) ** STEEPNESS * (byMeaning ? MEANING_ODDS : 1);
  return odds / (1 + odds);
}

/**
 * From this chance on a question is given to the model, which may still find that the passages do not answer it; below it the desk
 * says that it does not know. Low, since refusing what it could have answered is what people mind most.
 */
export const ANSWERABLE = 0.3;
