import { DUTCH } from '../details.ts';
import { asBalieError } from '../../errors.ts';
import { type Step, taken, type TurnContext, type TurnPorts } from '../context.ts';
import type { Need } from './recognise.ts';
import type { CrisisTexts, CrisisWords } from './words.ts';

/** So long somebody in need waits for the log at most. */
const KEEP_MS = 2_000;

/**
 * Gives who is in need the national numbers at once: before any search or model, and whatever else refuses or fails, the log too. It is
 * the first step of a turn, so that none can come in its way.
 * @param before the steps that keep the question, which are done here for a turn that ends here.
 */
export function crisis(before: readonly Step[]): Step {
  return async function* (context, ports, signal) {
    const need = ports.crisis?.recognise(context.question);
    if (ports.crisis === undefined || need === undefined) return;
    const { kinds, language, how } = need;
    context.details = { ...context.details, crisis: { kinds, language, how } };
    if (how === 'mentioned') {
      context.below = helpBelow(need, ports.crisis.words);
      return;
    }
    context.language = language;
    context.details = { ...context.details, language: { detected: language, certainty: 1, ...(language !== DUTCH && { answeredIn: language }) } };
    context.answer = helpFor(need, ports.crisis.words);
    yield { type: 'delta', text: context.answer };
    if (!context.isUnkept) {
      context.keeping = keep(before, context, ports, signal);
      await briefly(context.keeping);
    }
    context.outcome = 'handed-over';
  };
}

/** Keeps the question if that can be done. Never rejects: what is wrong with the log must not be in the way. */
async function keep(before: readonly Step[], context: TurnContext, ports: TurnPorts, signal: AbortSignal): Promise<void> {
  for (const step of before) {
    try {
      for await (const _ of taken(step, context, ports, signal));
    } catch (error) {
      context.notes.reason ??= asBalieError(error).code;
    }
  }
}

/** Waits for what is kept of a turn of somebody in need, but not for long. */
export async function briefly(work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.resolve(), KEEP_MS);
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** What somebody in need is told, in their language: the numbers, and that a computer cannot help. */
function helpFor(need: Need, words: CrisisWords): string {
  const texts = textsIn(need.language, words);
  const first = need.kinds[0];
  const said = (first && texts[first]) ?? texts.other;
  return [said, numbersFor(need, words, texts), texts.end].join('\n\n');
}

/** The numbers, for under an answer to a question that is about it. */
function helpBelow(need: Need, words: CrisisWords): string {
  const texts = textsIn(need.language, words);
  return [texts.mention, numbersFor(need, words, texts)].join('\n\n');
}

function numbersFor({ kinds }: Need, { help }: CrisisWords, { lines }: CrisisTexts): string {
  const names = [...new Set(kinds.flatMap((kind) => help[kind]))];
  return names.map((name) => `- ${lines[name] ?? ''}`).join('\n');
}

function textsIn(language: string, { texts }: CrisisWords): CrisisTexts {
  const found = texts[language] ?? texts['nl'];
  if (found === undefined) throw new Error('no texts for somebody in need');
  return found;
}
