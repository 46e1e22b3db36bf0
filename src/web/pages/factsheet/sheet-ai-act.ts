/** What the factsheet says of the AI Act. */
import { type CheckedDuty, DUTY_WORDS } from '../../../factsheet/ai-act/check/finding.ts';
import { CLASS_WORDS, labelsOf } from '../../../factsheet/ai-act/words.ts';
import type { AssistantFacts, DeskFacts } from '../../../factsheet/facts.ts';
import type { SheetLine, SheetPart } from './sheet.ts';
import { originWords, SHEET_WORDS, type SheetLanguage } from './words.ts';

/** The class with the answers that led to it; nothing where nobody recorded one. */
export function aiActPart(fact: AssistantFacts['aiAct'], language: SheetLanguage): readonly SheetPart[] {
  if (fact === undefined) return [];
  const words = SHEET_WORDS[language];
  const { value, origin } = fact;
  const lines: SheetLine[] = [
    // What it asks of staff is no news for residents.
    { label: words.aiActClass, value: CLASS_WORDS[value.class].title, origin: originWords(origin, language), isDutch: true },
    { label: words.aiActLabels, value: labelsOf(value).join(', '), isDutch: true },
    ...(value.duties.length === 0 ? [] : [{ label: words.aiActDuties, value: value.duties.map(({ article, text }) => `${text} (${article})`).join('\n'), isDutch: true }]),
  ];
  const answers = value.path.map(({ question, answer, remark }) => ({ label: question, value: remark === undefined ? answer : `${answer}\n${remark}`, isDutch: true, isLabelDutch: true }));
  return [{ title: words.aiAct, things: [{ lines }, { title: words.aiActAnswers, lines: answers }] }];
}

/** Whether a mark of article 50 was found wherever the desk looked for it. */
export function dutyLine(duty: CheckedDuty, fact: DeskFacts['article50'], language: SheetLanguage): SheetLine {
  const words = SHEET_WORDS[language];
  const label = language === 'nl' ? DUTY_WORDS[duty] : words.duties[duty];
  if (fact === undefined) return { label, value: words.unknown };
  const places = fact.value.filter((one) => one.duty === duty);
  const unmet = places.filter(({ isMet }) => !isMet).map(({ place }) => place);
  const value = unmet.length === 0 ? `${words.metOn} ${places.length}` : `${words.unmetOn} ${unmet.join('; ')}`;
  return { label, value, origin: originWords(fact.origin, language), ...(unmet.length > 0 && language !== 'nl' && { isDutch: true }) };
}
