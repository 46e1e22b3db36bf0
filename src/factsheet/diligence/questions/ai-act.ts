import { dutchDay } from '../../../dutch-time.ts';
import { TREE_VERSION } from '../../ai-act/tree/tree.ts';
import { count, list } from '../../lines/words.ts';
import { byRecords, dayOf, daysSince, type Measure } from './measures.ts';

/** The desk looks each night; one night may be missed. */
const LOOKED_DAYS = 2;

/** The class that people recorded of each assistant that is on. Where nobody recorded any, they may have worked it out elsewhere. */
export const byClasses: Measure = ({ facts, now }) => {
  const on = facts.assistants.filter(({ isOn }) => isOn.value);
  const known = on.flatMap(({ name, title, aiAct }) => (aiAct === undefined ? [] : [{ name, title: title.value, ...aiAct }]));
  if (known.length === 0) return undefined;
  const titles = (some: readonly { readonly title: string }[]) => list(some.map(({ title }) => title));
  const forbidden = known.filter(({ value }) => value.class === 'forbidden');
  const older = known.filter(({ value }) => value.treeVersion !== TREE_VERSION);
  const due = known.filter(({ origin }) => origin.kind === 'stated' && origin.reviewOn !== undefined && origin.reviewOn <= dutchDay(now));
  const doubts = [
    ...(forbidden.length === 0 ? [] : [`Verboden volgens de antwoorden: ${titles(forbidden)}.`]),
    ...(older.length === 0 ? [] : [`Met vragen die sindsdien zijn veranderd: ${titles(older)}.`]),
    ...(due.length === 0 ? [] : [`Na te kijken: ${titles(due)}.`]),
  ];
  const isWhole = known.length === on.length && doubts.length === 0;
  const text = [`Van ${count(known.length)} van ${count(on.length)} assistenten is de klasse vastgelegd.`, ...doubts].join(' ');
  return byRecords(facts.madeAt, forbidden.length > 0 ? 'no' : isWhole ? 'yes' : 'partly', text, ...known.map(({ name }) => `assistants/${name}/ai-act`));
};

/** What the desk found on its own pages and answers. The way to a person is good to have there, and no part of article 50. */
export const byArticle50: Measure = ({ facts: { desk: { article50 } }, now }) => {
  if (article50?.origin.kind !== 'measured' || article50.value.length === 0) return undefined;
  const { by, at } = article50.origin;
  const unmet = article50.value.filter(({ isMet }) => !isMet);
  const verdict = unmet.some(({ duty }) => duty !== 'person') ? 'no' : unmet.length > 0 || daysSince(at, now) > LOOKED_DAYS ? 'partly' : 'yes';
  const found = unmet.length === 0 ? 'alles gevonden' : `niet gevonden bij ${list([...new Set(unmet.map(({ place }) => place))])}`;
  return { verdict, text: `${count(article50.value.length)} controles op ${dayOf(at)}: ${found}.`, by, at, evidence: [...new Set(article50.value.map(({ duty }) => `desk/article-50-${duty}`))] };
};
