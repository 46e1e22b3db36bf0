import { diffWords } from 'diff';
import { cut } from '../../../cut.ts';
import { ask, type Asking, forEach } from '../ask.ts';
import type { Change, Paragraph } from './align.ts';
import { numbersIn, takeCitations } from '../cite.ts';
import { fill, type WholeMeans } from '../means.ts';

/** A difference, in words, with where it stands. */
export interface Difference {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly heading: string;
  readonly text: string;
  /** Whether a model put it in words; else it is what stands there, literally. */
  readonly isByModel: boolean;
  readonly before: Paragraph | undefined;
  readonly after: Paragraph | undefined;
}

const MAX_EXCERPT = 300;
const MAX_DESCRIPTION = 600;

/**
 * Puts differences in words. Only what was changed needs a model: what came or went is shown as it stands. A description with a number that
 * is in neither version is not taken, nor is a model that fails: then the words that differ are given.
 * @param described so many changes at most go to the model.
 */
export async function describe(changes: readonly Change[], described: number, asking: Asking, means: WholeMeans): Promise<{ differences: Difference[]; dropped: number }> {
  let dropped = 0;
  const wanted = changes.filter(isChanged).slice(0, described);
  const texts = await forEach(wanted, asking.signal, async (change) => {
    const said = oneLine(await ask(asking, fill(means.prompts.change.text, { before: means.readable(textOf(change.before)), after: means.readable(textOf(change.after)) })));
    means.onStep();
    const stands = said !== '' && numbersStand(said, change);
    if (!stands) dropped += 1;
    return stands ? said : undefined;
  });
  const said = new Map(wanted.map((change, at) => [change, texts[at]]));
  return { differences: changes.map((change) => differenceOf(change, said.get(change))), dropped };
}

export function isChanged({ before, after }: Change): boolean {
  return before.length > 0 && after.length > 0;
}

function differenceOf(change: Change, said: string | undefined): Difference {
  const { heading, before, after } = change;
  const places = { heading, before: before[0], after: after[0] };
  if (after.length === 0) return { ...places, kind: 'removed', text: excerpt(textOf(before)), isByModel: false };
  if (before.length === 0) return { ...places, kind: 'added', text: excerpt(textOf(after)), isByModel: false };
  return { ...places, kind: 'changed', text: said ?? wordsThatDiffer(textOf(before), textOf(after)), isByModel: said !== undefined };
}

function numbersStand(said: string, { before, after }: Change): boolean {
  const known = new Set(numbersIn(`${textOf(before)}\n${textOf(after)}`));
  return numbersIn(said).every((number) => known.has(number));
}

/** “oud” wordt “nieuw”, as they stand there. */
function wordsThatDiffer(before: string, after: string): string {
  const parts = diffWords(before, after, { maxEditLength: 500 }) ?? [{ removed: true, added: false, value: before }, { removed: false, added: true, value: after }];
  const said = parts.flatMap(({ added, removed, value }, at) => {
    if (removed) {
      const next = parts[at + 1];
      return next?.added === true ? [`“${value.trim()}” wordt “${next.value.trim()}”`] : [`“${value.trim()}” vervalt`];
    }
    return added && parts[at - 1]?.removed !== true ? [`“${value.trim()}” is nieuw`] : [];
  });
  return excerpt(said.join('; '));
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join('\n');
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_EXCERPT ? line : `${line.slice(0, line.lastIndexOf(' ', MAX_EXCERPT))} …`;
}

function oneLine(text: string): string {
  return cut(takeCitations(text.replaceAll('**', '').replaceAll(/\s+/g, ' ').trim()).text, MAX_DESCRIPTION);
}
