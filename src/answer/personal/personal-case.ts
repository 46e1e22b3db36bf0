import type { Step, TurnContext } from '../context.ts';
import type { Passage, TurnEnd } from '../ports.ts';
import { reply } from '../reply.ts';
import { addressesIn } from '../safety/links.ts';
import { type PersonalCase, personalCaseOf } from './recognise.ts';

/** What a document says of where it is asked for, applied or checked. */
const OFFICIAL = /digid|eherkenning|aanvra|vraag .{0,40}aan|formulier|meld|check|doorgeven|indienen/i;

/** With these a rule was given. */
const GIVEN: ReadonlySet<TurnEnd['outcome'] | undefined> = new Set(['answered', 'quoted'] as const);

/** Ends the turn where somebody asks how a case of theirs stands: no document knows, so no model is asked. */
export const runningCase: Step = async function* (context, ports) {
  if (caseOf(context) !== 'running') return;
  context.answer = reply(context.assistant.replies.runningCase ?? context.assistant.replies.abstained, ports);
  context.outcome = 'handed-over';
  context.details = { ...context.details, personalCase: true };
  yield* [];
};

/**
 * Where somebody asks what they themselves would get or owe, the rule is given as to any other question, and below it that the desk does
 * not decide: where that is asked for, according to the documents that the answer was taken from, and a person. Without a rule there is
 * nothing to add: an abstention names the pages and the person itself.
 */
export const personalCase: Step = async function* (context, ports) {
  if (caseOf(context) === undefined || !GIVEN.has(context.outcome)) return;
  context.details = { ...context.details, personalCase: true };
  const { personalCase: fixed, official = '' } = context.assistant.replies;
  if (fixed === undefined) return;
  const places = officialPlaces(context);
  // Above quotations stands how to reach a person.
  const text = context.outcome === 'quoted' ? fixed.split('\n\n').filter((paragraph) => !paragraph.includes('{{contact}}')).join('\n\n') : fixed;
  const below = reply(text, ports, { official: places === '' ? '' : official.replace('{{url}}', () => places) });
  context.below = [context.below, below].filter((part) => part !== undefined).join('\n\n');
  yield* [];
};

/** As it was asked, or as it is in Dutch. */
function caseOf({ question, asked = question }: TurnContext): PersonalCase | undefined {
  return personalCaseOf(asked) ?? personalCaseOf(question);
}

/** The address for each document that the answer cites; with its title where there are more. */
function officialPlaces({ passages, cited }: TurnContext): string {
  const documents = new Set(cited.flatMap((index) => passages[index]?.documentId ?? []));
  const places = [...documents].flatMap((id) => {
    const own = passages.filter(({ documentId }) => documentId === id);
    const url = officialPlace(own);
    return url === undefined ? [] : [{ title: own[0]?.title ?? '', url }];
  });
  const [only] = places;
  if (places.length === 1 && only !== undefined) return only.url;
  return places.map(({ title, url }) => `\n- ${title}: ${url}`).join('');
}

/** The address of the form or the check that a document names; otherwise its own. */
function officialPlace(own: readonly Passage[]): string | undefined {
  const lines = own.flatMap(({ text, headings }) => text.split('\n').map((line) => `${headings.at(-1) ?? ''}: ${line}`)).filter((line) => OFFICIAL.test(line));
  const named = lines.flatMap((line) => [...addressesIn(line)]).map(({ address }) => address).find((address) => !address.includes('@'));
  return named ?? own[0]?.url ?? undefined;
}
