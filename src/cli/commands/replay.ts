import { BalieError } from '../../errors.ts';
import { accountName } from '../account-name.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { notReranked } from '../desk/reranking.ts';
import { compareMade } from '../replay/compare.ts';
import { difference } from '../replay/difference.ts';
import { type Kept, keptTurn } from '../replay/kept.ts';
import { describeDifference, describeKept } from '../replay/lines.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const replay = command({
  name: 'replay',
  summary: 'Toont waarom een antwoord zo uitviel: wat er gevraagd en gevonden is, en met welke prompts en welk model. Dat u het las, komt in het logboek.',
  usage: 'VRAAGNUMMER [--run]',
  options: { run: { type: 'boolean', default: false } },
  async run(input) {
    const { positionals, config, database, note } = input;
    const [given, ...more] = positionals;
    if (given === undefined || more.length > 0 || !ID.test(given)) throw new WrongUse();
    const id = given.toLowerCase();
    const desk = await openDesk(config, await database(), { onFault: notReranked(note), load: loadOwnSynonyms(note) });
    try {
      await show(input, desk, id);
      return 0;
    } finally {
      await desk.close();
    }
  },
});

async function show({ values, json, database, out, signal }: CommandInput, desk: Desk, id: string): Promise<void> {
  const db = await database();
  const isRun = values['run'] === true;
  const kept = await keptTurn(db, desk.log, id);
  // Before anything is shown: who reads what was said is known, also when this is broken off.
  await db.transaction((tx) => desk.recordAct(tx, { kind: isRun ? 'replay.run' : 'replay.read', facts: { name: id, byUser: accountName() } }));
  const compared = kept.made && (await compareMade(kept.made, { db, desk, signal }));
  const again = isRun ? await runAgain(desk, kept, signal) : undefined;
  const lines = [...describeKept(kept, compared), ...(again ? describeDifference([kept.outcome, again.outcome], again.difference) : [])];
  tell({ json, out }, { turn: kept, compared: compared ?? null, ...(again && { again }) }, lines);
}

async function runAgain(desk: Desk, { assistant: name, question, conversationId, history, earlierQuestions, end }: Kept, signal: AbortSignal) {
  const assistant = desk.assistants.get(name);
  if (assistant === undefined) throw new BalieError('assistant-unknown', { detail: name });
  const { outcome, answer, sources, reason, details } = await desk.retakeTurn({ assistant, question, conversationId, before: { history, earlierQuestions } }, signal);
  return { outcome, answer, sources, ...(reason !== undefined && { reason }), details, difference: difference(end?.answer ?? '', answer) };
}
