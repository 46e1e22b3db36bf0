import { endOfDutchDay, startOfDutchDay } from '../../../dutch-time.ts';
import type { HoldScope, NewHold } from '../../../retention/holds.ts';
import type { HoldField } from '../../../web/pages/retention/views.ts';
import { isUuid } from '../../../uuid.ts';
import type { RetentionDeps } from '../../retention-deps.ts';
import { plainText } from '../../input.ts';

export const MAX_REASON = 500;
/** Of what goes back into the form, so much. */
const MAX_VALUE = 1_000;
const FIELDS = ['gesprek', 'medewerker', 'assistent', 'van', 'tot', 'einde', 'reden'] as const;

type HoldValues = Readonly<Record<(typeof FIELDS)[number], string>>;
type HoldWish = Pick<NewHold, 'scope' | 'reason'> & { readonly endsAt?: Date };

interface Known {
  readonly retention: Pick<RetentionDeps, 'person' | 'isConversation'>;
  readonly now: Date;
  /** Those of which something is kept. */
  readonly assistants: readonly string[];
}

export function valuesOf(fields: URLSearchParams): HoldValues {
  const value = (name: string) => plainText(fields.get(name) ?? '').slice(0, MAX_VALUE);
  return Object.fromEntries(FIELDS.map((name) => [name, value(name)])) as HoldValues;
}

/** What a form asks for, or which of its fields are wrong. */
export async function holdIn(values: HoldValues, { retention, now, assistants }: Known): Promise<HoldWish | { readonly wrong: readonly HoldField[] }> {
  const wrong: HoldField[] = [];
  const { gesprek, medewerker, assistent, van, tot, einde, reden } = values;
  const day = (field: 'van' | 'tot' | 'einde', text: string, of: typeof endOfDutchDay) => {
    const at = of(text);
    if (text !== '' && at === undefined) wrong.push(field);
    return at;
  };
  const saidFrom = day('van', van, startOfDutchDay);
  const saidUntil = day('tot', tot, endOfDutchDay);
  const endsAt = day('einde', einde, endOfDutchDay);
  if (saidFrom && saidUntil && saidUntil <= saidFrom) wrong.push('tot');
  if (endsAt && endsAt <= now) wrong.push('einde');
  if (reden === '' || reden.length > MAX_REASON) wrong.push('reden');

  let scope: HoldScope | undefined;
  if ([gesprek, medewerker, assistent].filter((text) => text !== '').length !== 1) wrong.push('wat');
  else if (assistent !== '') {
    if (assistants.includes(assistent)) scope = { assistant: assistent, ...(saidFrom && { saidFrom }), ...(saidUntil && { saidUntil }) };
    else wrong.push('wat');
  } else if (van !== '' || tot !== '') wrong.push('van');
  else if (gesprek !== '') {
    if (isUuid(gesprek) && (await retention.isConversation(gesprek))) scope = { conversationId: gesprek };
    else wrong.push('gesprek');
  } else {
    const personId = medewerker.length > 320 ? undefined : await retention.person(medewerker);
    if (personId === undefined) wrong.push('medewerker');
    else scope = { personId };
  }
  if (wrong.length > 0 || scope === undefined) return { wrong: [...new Set(wrong)] };
  return { scope, reason: reden, ...(endsAt && { endsAt }) };
}
