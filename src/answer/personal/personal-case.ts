import type { Step, TurnContext } from '../context.ts';
import { reply } from '../reply.ts';
import { addressesIn } from '../safety/links.ts';
import { type PersonalCase, personalCaseOf } from './recognise.ts';

/** What a document says of where it is asked for, applied or checked. */
const OFFICIAL = /digid|eherkenning|aanvra|vraag .{0,40}aan|formulier|meld|check|doorgeven|indienen/i;

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
 * not decide: the place where it is asked for, and a person.
 */
export const personalCase: Step = async function* (context, ports) {
  if (caseOf(context) === undefined) return;
  context.details = { ...context.details, personalCase: true };
  const { personalCase: fixed, official = '' } = context.assistant.replies;
  if (fixed === undefined) return;
  const place = context.answerable ? officialPlace(context) : undefined;
  const below = reply(fixed, ports, { official: place === undefined ? '' : official.replace('{{url}}', place) });
  context.below = [context.below, below].filter((part) => part !== undefined).join('\n\n');
  yield* [];
};

/** As it was asked, or as it is in Dutch. */
function caseOf({ question, asked = question }: TurnContext): PersonalCase | undefined {
  return personalCaseOf(asked) ?? personalCaseOf(question);
}

/** The address of the form or the check that the best document names; otherwise its own. */
function officialPlace({ passages }: TurnContext): string | undefined {
  const [best] = passages;
  const own = passages.filter(({ documentId }) => documentId === best?.documentId);
  const lines = own.flatMap(({ text, headings }) => text.split('\n').map((line) => `${headings.at(-1) ?? ''}: ${line}`)).filter((line) => OFFICIAL.test(line));
  const named = lines.flatMap((line) => [...addressesIn(line)]).map(({ address }) => address).find((address) => !address.includes('@'));
  return named ?? best?.url ?? undefined;
}
