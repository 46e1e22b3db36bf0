import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { faultsAt } from '../../config/faults.ts';
import type { Duration } from '../../durations.ts';
import { type RetentionRules, retentionRules } from '../../retention/rules.ts';
import type { FormField, SettingForm } from '../../settings/form.ts';
import { KIND_WORDS } from '../../web/pages/retention/words.ts';

/** As it is written: durations in ISO 8601. What is said of single assistants and collections stands in the configuration alone. */
const shape = z.strictObject({
  said: z.string(),
  audiences: z.strictObject({ resident: z.string().optional(), employee: z.string().optional() }).prefault({}),
  kinds: z.record(z.string(), z.string()).default({}),
  at: z.string(),
});

type RetentionChoice = z.infer<typeof shape>;

const HINT = 'Zoals P28D (28 dagen), P3M (3 maanden), P1Y (1 jaar) of PT12H (12 uur).';
const AS_SAID = 'Leeg: zoals vragen en antwoorden.';
const KEPT = 'Leeg: tot iemand het weghaalt.';

/** How long data is kept, changed on a page: over the rules of the configuration. */
export function retentionForm({ retention }: Pick<Config, 'retention'>): SettingForm<RetentionChoice> {
  const ofKind = (kind: keyof RetentionRules['kinds'], more: Partial<FormField> = {}): FormField => ({ name: `kinds.${kind}`, label: KIND_WORDS[kind], kind: 'text', ...more });
  const optional = (hint: string) => ({ isOptional: true, hint });
  return {
    section: {
      name: 'retention',
      initial: choiceOf(retention),
      check(value) {
        const choice = shape.safeParse(value, { reportInput: true });
        if (!choice.success) return { faults: faultsAt(choice.error) };
        const rules = retentionRules.safeParse(choice.data, { reportInput: true });
        return rules.success ? { value: choice.data } : { faults: faultsAt(rules.error) };
      },
    },
    path: 'bewaren',
    title: 'Bewaartermijnen',
    lead: 'Hoe lang gegevens worden bewaard. Wat na een kortere termijn te oud is, wordt binnen een uur gewist en komt niet terug, ook niet als u de termijn weer verlengt. Onder Toezicht, Bewaren ziet u wat er de komende dagen weggaat. Termijnen van één assistent of collectie staan in het configuratiebestand.',
    groups: [
      {
        title: 'Vragen en antwoorden',
        fields: [
          { name: 'said', label: 'Van iedereen', kind: 'text', hint: HINT },
          { name: 'audiences.resident', label: 'Van inwoners', kind: 'text', ...optional('Leeg: zoals van iedereen.') },
          { name: 'audiences.employee', label: 'Van medewerkers', kind: 'text', ...optional('Leeg: zoals van iedereen.') },
          ofKind('feedback', optional('Leeg: even lang als het antwoord.')),
        ],
      },
      { title: 'Wat daarbij hoort', fields: [ofKind('handovers', optional(AS_SAID)), ofKind('files', optional(AS_SAID)), ofKind('reports', optional(AS_SAID)), ofKind('calls', optional(AS_SAID))] },
      { title: 'Documenten en prompts', fields: [ofKind('documents', optional(KEPT)), ofKind('runs'), ofKind('prompts', optional(KEPT))] },
      { title: 'Mensen en gebruik', fields: [ofKind('people'), ofKind('use'), ofKind('energy')] },
      { title: 'Toezicht', fields: [ofKind('openings'), ofKind('changes'), ofKind('trials'), ofKind('holds'), ofKind('requests'), ofKind('records'), ofKind('erasures')] },
      { title: 'Dagelijks verslag', fields: [{ name: 'at', label: 'Hoe laat', kind: 'text', hint: 'Nederlandse tijd, zoals 03:30.' }] },
    ],
  };
}

/** The rules with what was chosen in them. */
export function withRetention({ assistants, collections }: RetentionRules, choice: RetentionChoice): RetentionRules {
  return { ...retentionRules.parse(choice), assistants, collections };
}

function choiceOf({ said, audiences, kinds, at }: RetentionRules): RetentionChoice {
  const written = (durations: Readonly<Record<string, Duration | undefined>>) => Object.fromEntries(Object.entries(durations).flatMap(([name, duration]) => (duration === undefined ? [] : [[name, duration.iso]])));
  return { said: said.iso, audiences: written(audiences), kinds: written(kinds), at };
}
