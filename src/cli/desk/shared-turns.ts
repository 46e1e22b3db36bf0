import type { KeptTurn } from '../../audit/kept-turn.ts';
import type { Withheld } from '../../http/work-deps.ts';
import { dutchDay } from '../../dutch-time.ts';
import { readableIds } from '../../knowledge/documents/read-document.ts';
import type { Queryable } from '../../store/database.ts';
import { documentIn } from './closed-sources.ts';

/** What an answer was made of, as far as a reader's rights go. */
interface Basis {
  /** Documents of the collections. */
  readonly documents: readonly string[];
  /** Whether it leans on files of the conversation. */
  readonly hasFiles: boolean;
  /** Whether it is work on whole files: their names stand in the question too. */
  readonly isWork: boolean;
  /** So many answers before it were at hand. */
  readonly earlier: number;
}

interface Reading {
  readonly readers: readonly string[];
  readonly withFiles: boolean;
}

/** Of a document its id has twenty letters and figures; that of a file is a UUID. */
const DOCUMENT = /^[0-9a-f]{20}$/;
const ANSWERED = ['answered', 'quoted'];

/**
 * A whole conversation as somebody else may read it along today. An answer is withheld when it was made of a source that they may not read,
 * cited or not, or of a file that is not shared with them; or when such an answer was at hand as it was written: it may say the same again.
 * What is not known to be open is withheld too.
 */
export async function sharedTurns<Turn extends KeptTurn>(db: Queryable, turns: readonly Turn[], { readers, withFiles }: Reading): Promise<readonly (Turn & { readonly withheld?: Withheld })[]> {
  const bases = new Map(turns.map((turn) => [turn, basisOf(turn)]));
  const ids = [...new Set([...bases.values()].flatMap((basis) => basis?.documents ?? []))];
  const open = ids.length === 0 ? new Set<string>() : await readableIds(db, { ids, readers, on: dutchDay(new Date()) });
  /** Of the answers so far that a later one may have had at hand, whether each is open. */
  const answers: boolean[] = [];
  return turns.map((turn) => {
    const withheld = withheldOf(turn, bases.get(turn), { open, withFiles, answers });
    // Of one that was erased nobody knows any more what it was made of.
    if (ANSWERED.includes(turn.outcome ?? '')) answers.push(withheld === undefined && turn.end !== undefined);
    return withheld === undefined ? withoutFileLinks(turn) : { ...turn, ...(withheld.isQuestionToo && { question: '' }), end: undefined, feedback: undefined, corrections: [], withheld };
  });
}

interface Known {
  readonly open: ReadonlySet<string>;
  readonly withFiles: boolean;
  readonly answers: readonly boolean[];
}

function withheldOf({ question, end }: KeptTurn, basis: Basis | undefined, { open, withFiles, answers }: Known): Withheld | undefined {
  if (question === undefined && end === undefined) return undefined;
  if (basis === undefined) return { reason: 'unfinished', isQuestionToo: true };
  const { documents, hasFiles, isWork, earlier } = basis;
  if (hasFiles && !withFiles) return { reason: 'files', isQuestionToo: isWork };
  if (!documents.every((id) => open.has(id))) return { reason: 'source', isQuestionToo: false };
  return isBuiltOnOpen(earlier, answers) ? undefined : { reason: 'earlier', isQuestionToo: false };
}

/** One that is not there is not known to have been open. */
function isBuiltOnOpen(earlier: number, answers: readonly boolean[]): boolean {
  return earlier === 0 || (earlier <= answers.length && answers.slice(-earlier).every(Boolean));
}

/** Details are kept as they came: what is read of them is checked. Undefined: nothing is known of how it came about. */
function basisOf({ outcome, end }: KeptTurn): Basis | undefined {
  const made = end?.details?.['made'];
  if (end === undefined || !isObject(made) || !Array.isArray(made['passages']) || typeof made['earlier'] !== 'number') return undefined;
  const passages = made['passages'].filter(isPassage);
  if (passages.length < made['passages'].length) return undefined;
  // Without a model the answer may name anything that was found: pages that come near, quotations.
  const used = passages.filter(({ isGiven, isCited }) => outcome !== 'answered' || isGiven || isCited).map(({ documentId }) => documentId);
  const cited = end.sources.map(documentIn);
  const isWork = isObject(end.details?.['work']) || (isObject(made['settings']) && made['settings']['maxPassages'] === 0);
  return {
    documents: [...used.filter((id) => DOCUMENT.test(id)), ...cited.filter((id) => id !== undefined)],
    hasFiles: isWork || used.some((id) => !DOCUMENT.test(id)) || cited.includes(undefined),
    isWork,
    earlier: made['earlier'],
  };
}

interface UsedPassage {
  readonly documentId: string;
  readonly isGiven: boolean;
  readonly isCited: boolean;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPassage(value: unknown): value is UsedPassage {
  return isObject(value) && typeof value['documentId'] === 'string' && typeof value['isGiven'] === 'boolean' && typeof value['isCited'] === 'boolean';
}

/** The files themselves are their owner's alone. What they thought of an answer as well. */
function withoutFileLinks<Turn extends KeptTurn>(turn: Turn): Turn {
  const { end } = turn;
  return { ...turn, feedback: undefined, end: end && { ...end, sources: end.sources.map((source) => (documentIn(source) === undefined ? { ...source, url: '' } : source)) } };
}
