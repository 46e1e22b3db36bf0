import type { AssistantFacts } from '../facts.ts';
import type { Answer } from '../statements/questions.ts';
import type { AiActClass, AiActProfile } from './profile.ts';

interface ClassWords {
  readonly title: string;
  /** What it means for who has it, plainly. */
  readonly meaning: string;
}

export const CLASS_WORDS: Readonly<Record<AiActClass, ClassWords>> = {
  'no-ai': { title: 'Geen AI-systeem', meaning: 'De AI-verordening geldt niet voor deze toepassing. Andere wetten gelden wel, zoals de AVG en de Algemene wet bestuursrecht.' },
  exempt: { title: 'Buiten de AI-verordening', meaning: 'Dit gebruik valt buiten de AI-verordening. Loop de vragen opnieuw zodra mensen de toepassing gaan gebruiken.' },
  forbidden: { title: 'Verboden AI', meaning: 'Dit gebruik is verboden. U mag de toepassing zo niet in gebruik nemen of houden. Zet haar uit en overleg vandaag nog met uw jurist en uw functionaris gegevensbescherming. Balie zet zelf niets uit.' },
  model: { title: 'AI-model voor algemene doeleinden', meaning: 'U bent maker van een model dat anderen gebruiken. Voor zulke modellen gelden eigen plichten (artikel 53).' },
  'high-risk': { title: 'Hoog-risico AI', meaning: 'Er gelden strenge eisen, voordat u de toepassing gebruikt en zolang u haar gebruikt. Begin niet voordat daaraan is voldaan. Balie zet zelf niets uit: wie verantwoordelijk is, besluit.' },
  transparency: { title: 'Geen hoog risico, wel een transparantieplicht', meaning: 'Mensen moeten weten dat zij met AI te maken hebben. Verder gelden er weinig plichten.' },
  minimal: { title: 'Geen hoog risico', meaning: 'De AI-verordening stelt weinig eisen aan deze toepassing.' },
};

/** The class with who is what in it: `Geen hoog risico, wel een transparantieplicht; aanbieder en gebruiksverantwoordelijke`. */
export function profileWords({ class: kind, roles }: Pick<AiActProfile, 'class' | 'roles'>): string {
  return [CLASS_WORDS[kind].title, ...(roles.length === 0 ? [] : [roles.join(' en ')])].join('; ');
}

/** All labels, in the words of the reporting standard. */
export function labelsOf({ type, riskGroup, transparency, roles, openSource, systemicRisk }: Omit<AiActProfile, 'class'>): readonly string[] {
  return [type, riskGroup, transparency, ...roles, openSource, systemicRisk].filter((label) => label !== undefined);
}

const HIGH_RISK = 'Hoog-risico AI-systeem';

/** What is told where the publication category that somebody stated says otherwise; undefined where both go together. */
export function contradictionOf({ class: kind }: Pick<AiActProfile, 'class'>, category: string | undefined): string | undefined {
  if (category === undefined) return undefined;
  if (kind === 'forbidden') return `De antwoorden leiden naar ‘verboden AI’. Op het gegevensblad staat de publicatiecategorie ‘${category}’.`;
  if ((kind === 'high-risk') === (category === HIGH_RISK)) return undefined;
  return `De antwoorden leiden naar ‘${CLASS_WORDS[kind].title}’, maar op het gegevensblad staat de publicatiecategorie ‘${category}’. Een van beide klopt niet.`;
}

interface Said {
  readonly assistant?: string | undefined;
  readonly question: string;
  readonly answer: Answer;
}

/** The publication category that was stated of an assistant. */
export function categoryOf(said: readonly Said[], assistant: string): string | undefined {
  const answer = said.find((one) => one.assistant === assistant && one.question === 'publication_category')?.answer;
  return typeof answer === 'string' ? answer : undefined;
}

/** Of each assistant of which the class and the category that was stated do not go together. */
export function contradictionsIn(assistants: readonly Pick<AssistantFacts, 'name' | 'aiAct'>[], said: readonly Said[]): readonly { readonly assistant: string; readonly words: string }[] {
  return assistants.flatMap(({ name, aiAct }) => {
    const words = aiAct && contradictionOf(aiAct.value, categoryOf(said, name));
    return words === undefined ? [] : [{ assistant: name, words }];
  });
}
