/** Which of the facts hold for an assistant: those of whom it is for, where others have facts of their own. */
import type { AssistantFacts, GuardFacts, RetentionFacts } from './facts.ts';
import { AUDIENCE } from './lines/words.ts';

type Asked = Pick<AssistantFacts, 'name' | 'audience'>;

/** The name of the guard of personal data that questions to it pass. */
export function personalDataGuard({ audience }: Pick<Asked, 'audience'>): string {
  return `personal-data/${AUDIENCE[audience.value]}`;
}

/** Whether personal data is taken out of questions to it, and how; undefined where it is not. */
export function personalDataOf(guards: readonly GuardFacts[], assistant: Pick<Asked, 'audience'>): GuardFacts | undefined {
  return guards.find(({ name, isOn }) => name === personalDataGuard(assistant) && isOn.value);
}

/** How long what is said to it is kept, by the one rule that holds (see src/retention/plan.ts), and the rules of other kinds of data. */
export function retentionOf(retention: readonly RetentionFacts[], { name, audience }: Asked): RetentionFacts[] {
  const said = [`said/assistent/${name}`, `said/${AUDIENCE[audience.value]}`, 'said'].flatMap((id) => retention.find((one) => one.id === id) ?? []).slice(0, 1);
  return [...said, ...retention.filter(({ id }) => id !== 'said' && !id.includes('/'))];
}
