/** Why an answer did not help. */
export const REASONS = ['wrong', 'difficult', 'not-my-question', 'something-else', 'incomplete'] as const;
export type Reason = (typeof REASONS)[number];

/** What staff may find of an answer. */
export const JUDGEMENTS = ['good', 'incomplete', 'wrong', 'should-not-answer', 'should-answer'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];
