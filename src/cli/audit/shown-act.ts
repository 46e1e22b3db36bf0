import type { LoggedAct } from '../../audit/proof/acts.ts';
import type { ShownAct } from '../../web/pages/oversight/log-views.ts';
import { actWords, kindWords, OBJECTS } from './act-words.ts';
import { factLines } from './fact-words.ts';

const RESULTS: Readonly<Record<string, string>> = { refused: 'geweigerd', failed: 'mislukt', answered: 'beantwoord', quoted: 'bron geciteerd', abstained: 'geen antwoord', interrupted: 'afgebroken' };
const CHANNELS: Readonly<Record<LoggedAct['origin']['channel'], string>> = { desk: 'balie', widget: 'balie op een andere site', work: 'werkplek', console: 'beheer', api: 'API', cli: 'opdrachtregel', system: 'vanzelf' };
/** By which fact something is known where the entry itself says no number, or that of whom it is about. */
const KNOWN_BY: Readonly<Record<string, string>> = { opening: 'opening', 'own-case': 'case', avg: 'request' };
/** All kinds of acts by their Dutch words, in the order of the alphabet. */
export const allKinds = Object.entries(actWords).toSorted(([, a], [, b]) => a.localeCompare(b, 'nl'));

/** An entry in words. @param nameOf of a person or key by its number. */
export function shownAct(act: LoggedAct, nameOf: (id: string) => string): ShownAct {
  const { number, at, kind, actor, result, origin } = act;
  const { object, told } = objectOf(act);
  return {
    number,
    at: new Date(at),
    kind,
    what: kindWords(kind),
    who: { words: doerWords(actor, nameOf), ...(actor.id !== undefined && { id: actor.id }) },
    object,
    ...(result !== 'done' && { result: RESULTS[result] ?? result }),
    origin: [CHANNELS[origin.channel], ...(origin.network === undefined ? [] : [origin.network])].join(', '),
    details: factLines(act.facts, (name, value) => name === told || value === object.id || (name === 'person' && value === actor.id)),
  };
}

/** What it was done to; `told`: the fact that is said with it. */
function objectOf({ kind, object: { type, id }, facts }: LoggedAct): { readonly object: ShownAct['object']; readonly told?: string } {
  const words = OBJECTS[type] ?? type;
  // Of what is read with it the number is that of a question.
  if (kind === 'opening.looked') return { object: { words: 'vraag', ...(id !== undefined && { id }) } };
  const name = KNOWN_BY[type];
  const known = name === undefined ? undefined : facts[name];
  if (name !== undefined && typeof known === 'number') return { object: { words: `${words} ${known}` }, told: name };
  if (name !== undefined && typeof known === 'string') return { object: { words, id: known }, told: name };
  // A file of somebody's own data needs no request.
  return { object: { words: type === 'avg' ? 'gegevens van' : words, ...(id !== undefined && { id }) } };
}

function doerWords({ type, id }: LoggedAct['actor'], nameOf: (id: string) => string): string {
  if (type === 'user') return `${id ?? ''} op de server`;
  if (type === 'resident') return 'een inwoner';
  if (type === 'system') return 'de balie zelf';
  return id === undefined ? 'iemand die niet bekend is' : nameOf(id);
}

/** What begins so, a spreadsheet runs as a formula: also behind a space, and in full width. */
const FORMULA = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/;

const HEADINGS = ['regel', 'tijdstip', 'handeling', 'soort', 'wie', 'nummer van wie', 'waaraan', 'nummer', 'resultaat', 'herkomst', 'bijzonderheden'];
/** So that a spreadsheet of Dutch Windows takes it as it is. */
const START = '\uFEFF';

export const csvHead = `${START}${HEADINGS.map(cell).join(';')}\r\n`;

export function csvLine({ number, at, kind, what, who, object, result, origin, details }: ShownAct): string {
  const values = [String(number), at.toISOString(), what, kind, who.words, who.id ?? '', object.words, object.id ?? '', result ?? 'gedaan', origin, details.join(' | ')];
  return `${values.map(cell).join(';')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
