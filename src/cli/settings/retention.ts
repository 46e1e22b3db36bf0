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

const SAID: readonly FormField[] = [
  { name: 'said', label: 'Van iedereen', kind: 'text', hint: HINT },
  { name: 'audiences.resident', label: 'Van inwoners', kind: 'text', isOptional: true, hint: 'Leeg: zoals van iedereen.' },
  { name: 'audiences.employee', label: 'Van medewerkers', kind: 'text', isOptional: true, hint: 'Leeg: zoals van iedereen.' },
];

type Kind = keyof RetentionRules['kinds'];
const GROUPS = ['Vragen en antwoorden', 'Wat daarbij hoort', 'Documenten en prompts', 'Mensen en gebruik', 'Toezicht'] as const;

/** Where each stands on the page, and in which order. One without a place would fall back to its default with each change: what it keeps would be erased. */
const PLACES: Readonly<Record<Kind, { readonly under: (typeof GROUPS)[number]; readonly hint?: string }>> = {
  feedback: { under: 'Vragen en antwoorden', hint: 'Leeg: even lang als het antwoord.' },
  handovers: { under: 'Wat daarbij hoort', hint: AS_SAID },
  files: { under: 'Wat daarbij hoort', hint: AS_SAID },
  reports: { under: 'Wat daarbij hoort', hint: AS_SAID },
  calls: { under: 'Wat daarbij hoort', hint: AS_SAID },
  documents: { under: 'Documenten en prompts', hint: KEPT },
  runs: { under: 'Documenten en prompts' },
  prompts: { under: 'Documenten en prompts', hint: KEPT },
  people: { under: 'Mensen en gebruik' },
  use: { under: 'Mensen en gebruik' },
  energy: { under: 'Mensen en gebruik' },
  openings: { under: 'Toezicht' },
  changes: { under: 'Toezicht' },
  trials: { under: 'Toezicht' },
  holds: { under: 'Toezicht' },
  requests: { under: 'Toezicht' },
  records: { under: 'Toezicht' },
  erasures: { under: 'Toezicht' },
};

function fieldsUnder(title: (typeof GROUPS)[number]): FormField[] {
  const kinds = (Object.keys(PLACES) as Kind[]).filter((kind) => PLACES[kind].under === title);
  return kinds.map((kind) => ({ name: `kinds.${kind}`, label: KIND_WORDS[kind], kind: 'text', ...optional(PLACES[kind].hint) }));
}

/** @param hint what it is when it is left empty; without one it may not be. */
function optional(hint: string | undefined): Partial<FormField> {
  return hint === undefined ? {} : { isOptional: true, hint };
}

/** How long data is kept, changed on a page: over the rules of the configuration. */
export function retentionForm({ retention }: Pick<Config, 'retention'>): SettingForm<RetentionChoice> {
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
      ...GROUPS.map((title) => ({ title, fields: title === 'Vragen en antwoorden' ? [...SAID, ...fieldsUnder(title)] : fieldsUnder(title) })),
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
