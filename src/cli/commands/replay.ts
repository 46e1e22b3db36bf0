import { BalieError } from '../../errors.ts';
import { uuidOf } from '../../uuid.ts';
import { accountName } from '../account-name.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { notReranked } from '../desk/reranking.ts';
import { compareMade } from '../replay/compare.ts';
import { difference } from '../replay/difference.ts';
import { type Kept, keptTurn } from '../replay/kept.ts';
import { describeDifference, describeKept } from '../replay/lines.ts';
import { createLooks } from '../../oversight/looks.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';

export const replay = command({
  name: 'replay',
  summary: 'Toont waarom een antwoord zo uitviel: wat er gevraagd en gevonden is, en met welke prompts en welk model. Daar is een goedgekeurde inzage voor nodig. Dat u het las, komt in het logboek.',
  usage: 'VRAAGNUMMER --opening NUMMER [--run]',
  options: { run: { type: 'boolean', default: false }, opening: { type: 'string' } },
  async run(input) {
    const { positionals, values, config, database, note } = input;
    const [given, ...more] = positionals;
    const id = uuidOf(given ?? '');
    if (id === undefined || more.length > 0) throw new WrongUse();
    const { opening } = values;
    if (opening === undefined) throw new BalieError('opening-required');
    if (typeof opening !== 'string' || !/^[1-9]\d{0,8}$/.test(opening)) throw new WrongUse();
    const desk = await openDesk(config, await database(), { onFault: notReranked(note), load: loadOwnSynonyms(note) });
    try {
      await show(input, desk, { id, opening: Number(opening) });
      return 0;
    } finally {
      await desk.close();
    }
  },
});

async function show({ values, json, database, out, signal }: CommandInput, desk: Desk, { id, opening }: { readonly id: string; readonly opening: number }): Promise<void> {
  const db = await database();
  const isRun = values['run'] === true;
  const { kept, earlier } = await keptTurn(db, desk.log, id);
  const { isPersons, others } = await createLooks({ db, now: () => new Date(), record: desk.recordAct }).covers(opening, id, earlier);
  // Before anything is shown: who reads what was said is known, also when this is broken off.
  await db.transaction((tx) => desk.recordAct(tx, { kind: isRun ? 'replay.run' : 'replay.read', facts: { name: id, opening, ...(isPersons && { ofEmployee: true }), byUser: accountName() } }));
  const compared = kept.made && (await compareMade(kept.made, { db, desk, signal }));
  const again = isRun ? await runAgain(desk, kept, signal) : undefined;
  // What was said before it may be more than the opening shows; the model is given it all the same.
  const shown = earlier.every((one) => others.has(one)) ? kept : { ...kept, history: [], earlierQuestions: [] };
  const lines = [...describeKept(shown, compared), ...(again ? describeDifference([kept.outcome, again.outcome], again.difference) : [])];
  tell({ json, out }, { turn: shown, compared: compared ?? null, ...(again && { again }) }, lines);
}

async function runAgain(desk: Desk, { assistant: name, question, conversationId, history, earlierQuestions, end }: Kept, signal: AbortSignal) {
  const assistant = desk.assistants.get(name);
  if (assistant === undefined) throw new BalieError('assistant-unknown', { detail: name });
  const { outcome, answer, sources, reason, details } = await desk.retakeTurn({ assistant, question, conversationId, before: { history, earlierQuestions } }, signal);
  return { outcome, answer, sources, ...(reason !== undefined && { reason }), details, difference: difference(end?.answer ?? '', answer) };
}
