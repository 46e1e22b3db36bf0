import type { ErasedSince } from '../../audit/erased-since.ts';
import { asBalieError, foreignCode } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { kindWords } from '../audit/act-words.ts';
import { forgetSaid } from '../keeping/keep-forgetting.ts';
import { type ErasedAgain, eraseAgain } from './erase-again.ts';
import { holdAgain, type HeldAgain } from './hold-again.ts';
import { recordBackup } from './make.ts';
import { sharedUntil } from './since.ts';
import { withdrawAgain, type WithdrawnAgain } from './withdraw-again.ts';

export interface Again {
  readonly erasedAgain: ErasedAgain;
  readonly heldAgain: HeldAgain;
  readonly withdrawnAgain: WithdrawnAgain;
  /** Why what was erased is still in the files of the database; absent: it is not. */
  readonly notForgotten?: string;
}

/**
 * Does in a database that was put back what a newer copy of its log says was done since: holds first, so that nothing goes that must stay; then access, so
 * that none lives longer than it must; then what was erased.
 * @throws BalieError `erasures-invalid` where that copy does not go on from what the database has: nothing was done then.
 */
export async function doAgain(db: Database, since: ErasedSince, { masterKey, municipality }: { readonly masterKey: Buffer; readonly municipality: string }): Promise<Again> {
  const context = { masterKey, shared: await sharedUntil(db, since.span) };
  const heldAgain = await holdAgain(db, since.holds, context);
  const withdrawnAgain = await withdrawAgain(db, since.withdrawn, context);
  const erasedAgain = await eraseAgain(db, since, { masterKey, municipality });
  await recordBackup(db, masterKey, 'backup.erased', { ...erasedAgain });
  const notForgotten = erasedAgain.conversations + erasedAgain.people > 0 ? await forgetNow(db) : undefined;
  return { erasedAgain, heldAgain, withdrawnAgain, ...(notForgotten !== undefined && { notForgotten }) };
}

/** A desk does this by itself after its start: a table that is in use now is no reason to call the rest undone. */
async function forgetNow(db: Database): Promise<string | undefined> {
  try {
    return (await forgetSaid(db)) ? undefined : 'er wordt nog in gelezen';
  } catch (error) {
    return foreignCode(error) || asBalieError(error).code;
  }
}

const LISTED = [
  ['keys', 'Opnieuw ingetrokken sleutels'],
  ['narrowedKeys', 'Sleutels met opnieuw minder rechten'],
  ['passkeys', 'Opnieuw verwijderde passkeys'],
  ['lastPasskeys', 'Verwijderd sinds de reservekopie, maar nu iemands enige passkey (sluit die persoon buiten, of geef een nieuwe uitnodiging)'],
  ['shutOut', 'Opnieuw buitengesloten medewerkers'],
  ['shares', 'Opnieuw gestopt of beperkt delen van gesprekken'],
  ['off', 'Opnieuw uitgezet (de tekst van toen staat niet in het logboek: stel haar in)'],
  ['documents', 'Verwijderd sinds de reservekopie, en er misschien weer (haal ze zelf weg)'],
] as const satisfies (readonly [keyof WithdrawnAgain, string])[];

export function againLines({ erasedAgain: { conversations, people, held }, heldAgain, withdrawnAgain, notForgotten }: Again): string[] {
  const others = Object.entries(withdrawnAgain.others).map(([kind, times]) => `${kindWords(kind)} (${times})`);
  return [
    `Opnieuw gewist: ${conversations} gesprekken en ${people} medewerkers${held === 0 ? '' : `; ${held} bleven door een blokkade`}.`,
    ...(notForgotten === undefined ? [] : [`Het gewiste staat nog in de bestanden van de database (${notForgotten}): de balie haalt het daar zelf uit nadat zij start. Staat zij al aan, start haar dan opnieuw.`]),
    ...listed('Opnieuw gemaakte blokkades tegen wissen (de reden van toen is weg)', heldAgain.held),
    ...listed('Opnieuw opgeheven blokkades tegen wissen', heldAgain.released),
    ...LISTED.flatMap(([what, words]) => listed(words, withdrawnAgain[what])),
    ...listed('Sinds de reservekopie ook gedaan, en nu niet opnieuw (kijk in Beheer wat nog moet)', others),
  ];
}

const listed = (words: string, which: readonly string[]) => (which.length === 0 ? [] : [`${words}: ${which.join(', ')}.`]);
