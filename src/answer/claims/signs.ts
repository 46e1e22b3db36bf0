import { ending } from './word.ts';
import type { Token } from './tokens.ts';

/** What turns a claim over, binds it or makes it less sure. */
export interface Signs {
  readonly isNegated: boolean;
  readonly modals: ReadonlySet<Modal>;
  /** "Meestal", "soms": the claim does not always hold. */
  readonly isHedged: boolean;
  /** "Als", "bij", "tenzij": it holds under a condition. */
  readonly isConditional: boolean;
  /** `u:betaal`: who does it, where that stands beside the verb. */
  readonly agents: ReadonlySet<string>;
}
export type Modal = 'must' | 'may' | 'need-not';

const NEGATIONS = new Set('niet geen nooit niets niemand nergens zonder nee noch gesloten dicht verboden onmogelijk niks ongeldig vervalt vervallen uitgesloten'.split(' '));
const MUST = new Set('moet moeten verplicht verplichting dient dienen moest'.split(' '));
const MAY = new Set('mag mogen kan kun kunt kunnen toegestaan mogelijk'.split(' '));
const HEDGES = new Set('meestal vaak soms misschien sommige eventueel waarschijnlijk mogelijk meeste bijna vrijwel nagenoeg doorgaans vermoedelijk'.split(' '));
/** What stands behind "of" where that is "whether". */
const WHETHER = /^(?:u|je|ze|zij|hij|er|dat|dit|wij|we)$/;
const CONDITIONS = new Set('als wanneer indien tenzij mits zolang bij voor dan zodra behalve zonder'.split(' '));
/** "U hoeft maar de helft te betalen" is what must be paid. */
const ONLY = new Set(['maar', 'alleen', 'slechts']);
/** At the front of a clause they tell the reader to do it. */
const IMPERATIVES = new Set('geef neem maak bel vraag stuur zet meld kom haal breng kijk kies zoek betaal lever vul mail ga schrijf doe begin bewaar vertel laat log lees gebruik'.split(' '));
const AGENTS: Readonly<Record<string, string>> = { u: 'u', wij: 'wij', we: 'wij', gemeente: 'wij' };

/** @param taken tokens that belong to the bound of a number. */
export function signsOf(tokens: readonly Token[], taken: ReadonlySet<number> = new Set()): Signs {
  let negations = 0;
  let isFree = false;
  let isClosed = false;
  const modals = new Set<Modal>();
  const agents = new Set<string>();
  let isHedged = false;
  let isConditional = false;
  for (const [at, { text, kind }] of tokens.entries()) {
    if (kind !== 'word') continue;
    // "Niet of verkeerd" and "met of zonder" deny nothing of what follows.
    if (NEGATIONS.has(text) && !taken.has(at) && tokens[at + 1]?.text !== 'of' && !(text === 'zonder' && tokens[at - 1]?.text === 'of')) negations += 1;
    if (text === 'niets' && tokens.some((other) => /^(?:kost|betaa?l)/.test(other.text))) isFree = true;
    if (text === 'gesloten' || text === 'dicht') isClosed = true;
    if (text === 'gratis' || text === 'kosteloos') isFree = true;
    if (MUST.has(text)) modals.add('must');
    if (MAY.has(text)) modals.add('may');
    if (text === 'hoeft' || text === 'hoeven') modals.add(tokens.some((other) => ONLY.has(other.text)) ? 'must' : 'need-not');
    if (HEDGES.has(text) || (text === 'of' && WHETHER.test(tokens[at + 1]?.text ?? ''))) isHedged = true;
    if (CONDITIONS.has(text)) isConditional = true;
    const agent = Object.hasOwn(AGENTS, text) ? AGENTS[text] : undefined;
    // The form of the verb tells who does it: in "bellen wij u" it is not "u".
    if (text === 'gemeente' && tokens[at - 1]?.text !== 'de') continue;
    const form = text === 'wij' || text === 'we' ? /n$/ : /t$/;
    if (agent !== undefined) for (const beside of [tokens[at - 1], tokens[at + 1]]) if (beside?.kind === 'word' && form.test(beside.text)) agents.add(`${agent}:${ending(beside.text)}`);
  }
  const first = tokens.find(({ kind }) => kind === 'word')?.text ?? '';
  if (IMPERATIVES.has(first)) agents.add(`u:${ending(first)}`);
  return { isNegated: isClosed || (negations % 2 === 1 && !isFree), modals, isHedged, isConditional, agents };
}
