import { momentWords } from '../../dutch-time.ts';
import { DUTY_WORDS } from '../../factsheet/ai-act/check/finding.ts';
import { TREE_VERSION } from '../../factsheet/ai-act/tree/tree.ts';
import { profileWords } from '../../factsheet/ai-act/words.ts';
import type { AssistantFacts, DeskFacts } from '../../factsheet/facts.ts';
import { type CommandInput, tell } from '../command.ts';
import { withFactsheet } from './own-actions.ts';

/** What each assistant is under the AI Act, and what the desk last found of article 50. 1 while a class is missing, old or not allowed, or a mark was not found. */
export function aiAct(input: CommandInput): Promise<0 | 1> {
  return withFactsheet(input, async ({ facts: { assistants, desk: { article50 } } }) => {
    const unmet = article50?.value.filter(({ isMet }) => !isMet) ?? [];
    const classes = assistants.map(({ name, aiAct: of }) => ({ assistant: name, class: of?.value.class ?? null, treeVersion: of?.value.treeVersion ?? null, reviewOn: of?.origin.kind === 'stated' ? (of.origin.reviewOn ?? null) : null }));
    const isGood = article50 !== undefined && unmet.length === 0 && classes.every((one) => one.class !== null && one.class !== 'forbidden' && one.treeVersion === TREE_VERSION);
    tell(input, { isGood, assistants: classes, article50: article50 === undefined ? null : { origin: article50.origin, places: article50.value.length, unmet } }, [...assistants.map(classLine), ...checkLines(article50)]);
    return isGood ? 0 : 1;
  });
}

function classLine({ name, aiAct: of }: AssistantFacts): string {
  if (of === undefined) return `Assistent ${name}: nog niet bepaald. Loop de vragen in Beheer > Gegevensblad > AI-verordening.`;
  const older = of.value.treeVersion === TREE_VERSION ? '' : ' De vragen zijn sindsdien veranderd: loop ze opnieuw.';
  return `Assistent ${name}: ${profileWords(of.value)}${of.origin.kind === 'stated' ? ` (gezegd door ${of.origin.role})` : ''}.${older}`;
}

function checkLines(article50: DeskFacts['article50']): string[] {
  if (article50 === undefined || article50.origin.kind !== 'measured') return ['Artikel 50: nog niet gecontroleerd. Een balie die draait doet dat bij de start en elke nacht.'];
  const at = momentWords(new Date(article50.origin.at));
  const unmet = article50.value.filter(({ isMet }) => !isMet);
  if (unmet.length === 0) return [`Artikel 50: alles gevonden (${article50.value.length} controles, ${at}).`];
  return [`Artikel 50: ${unmet.length} niet gevonden (${at}).`, ...unmet.map(({ duty, place }) => `  ${DUTY_WORDS[duty]}: niet bij ${place}`)];
}
