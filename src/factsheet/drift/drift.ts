import type { Signer } from '../../audit/signing.ts';
import type { Publication } from '../factsheet.ts';
import type { DeploymentFacts } from '../facts.ts';
import type { FactLine, LineGroup } from '../lines/line.ts';
import { linesOf } from '../lines/lines-of.ts';
import { isAmong } from '../several.ts';

/** What is otherwise than what was published. */
export interface Difference {
  /** Of the line; of something that is new or gone: what its lines begin with. */
  readonly id: string;
  readonly group: LineGroup;
  readonly kind: 'changed' | 'new' | 'gone';
  /** The whole of it in Dutch. */
  readonly words: string;
}

/**
 * Documents come and go each day, and a factsheet that is stale each day is looked at by nobody. With a fifth more or fewer the collection
 * is another one than was described; up to three of them are the work of a day in a small one. A collection that was empty, or becomes so, is always told.
 */
const SHARE = 0.2;
const FEW = 3;

const STILL = 'in het gepubliceerde gegevensblad staat nog';

/** Of the publication itself: a platform that knows the desk by its key takes no other. */
export function signatureDrift({ publicKey }: Pick<Publication, 'publicKey'>, signer: Pick<Signer, 'publicKey'>): Difference[] {
  return publicKey === signer.publicKey ? [] : [{ id: 'desk/signature', group: 'desk', kind: 'changed', words: 'Het gepubliceerde gegevensblad is getekend met een andere sleutel dan de balie nu heeft. Publiceer opnieuw.' }];
}

/** Differences in the order of the facts; of figures that are others each day there are none. */
export function driftOf(published: DeploymentFacts, live: DeploymentFacts): Difference[] {
  const [before, now] = [linesOf(published).filter(({ weight }) => weight !== 'never'), linesOf(live).filter(({ weight }) => weight !== 'never')];
  const [items, known] = [new Map(before.map((line) => [itemOf(line), line])), new Map(now.map((line) => [itemOf(line), line]))];
  const was = new Map(before.map((line) => [line.id, line]));
  const ids = new Set(now.map(({ id }) => id));
  return [
    ...oneEach(now.filter((line) => !items.has(itemOf(line)))).map((line) => whole(line, 'new')),
    ...oneEach(before.filter((line) => !known.has(itemOf(line)))).map((line) => whole(line, 'gone')),
    ...now.filter((line) => items.has(itemOf(line))).flatMap((line) => compared(was.get(line.id), line)),
    ...before.filter((line) => known.has(itemOf(line)) && !ids.has(line.id) && line.weight !== 'known').map(gone),
  ];
}

/** The thing that a line is of: the desk itself is one. */
function itemOf({ id, group }: FactLine): string {
  return group === 'desk' ? 'desk' : id.slice(0, id.lastIndexOf('/'));
}

function oneEach(lines: readonly FactLine[]): FactLine[] {
  return [...new Map(lines.map((line) => [itemOf(line), line])).values()];
}

function whole(line: FactLine, kind: 'new' | 'gone'): Difference {
  const { group, subject } = line;
  const words = kind === 'new' ? `Nieuw: ${subject}. Dit staat nog niet in het gepubliceerde gegevensblad.` : `Weg: ${subject}. Dit staat nog wel in het gepubliceerde gegevensblad.`;
  return { id: itemOf(line), group, kind, words };
}

function compared(was: FactLine | undefined, line: FactLine): Difference[] {
  const { id, group, subject, label, value } = line;
  // What a model server could not tell when it was published is told now: nothing has changed by that.
  if (was === undefined) return line.weight === 'known' ? [] : [{ id, group, kind: 'new', words: `${label} van ${subject} is nu “${value}”; dat staat nog niet in het gepubliceerde gegevensblad.` }];
  if (was.value === value || isSmall(was, line)) return [];
  // Of hosts of one pool with other bytes, one is away.
  if (line.weight === 'known' && isAmong(value, was.value)) return [];
  return [{ id, group, kind: 'changed', words: `${label} van ${subject} is veranderd van “${was.value}” in “${value}”; ${STILL} “${was.value}”.` }];
}

function gone({ id, group, subject, label, value }: FactLine): Difference {
  return { id, group, kind: 'gone', words: `${label} van ${subject} is er niet meer; ${STILL} “${value}”.` };
}

function isSmall({ amount: was }: FactLine, { amount: is, weight }: FactLine): boolean {
  if (weight !== 'share' || was === undefined || is === undefined || was === 0 || is === 0) return false;
  return Math.abs(is - was) <= Math.max(FEW, was * SHARE);
}
