import { BalieError } from '../../errors.ts';
import { contradictionsIn } from '../../factsheet/ai-act/words.ts';
import { dutchDay } from '../../dutch-time.ts';
import { driftOf, signatureDrift } from '../../factsheet/drift/drift.ts';
import { documentOf } from '../../factsheet/public/document.ts';
import { factsheetIn } from '../../factsheet/public/schema.ts';
import { GROUP_WORDS, type FactLine } from '../../factsheet/lines/line.ts';
import { linesOf } from '../../factsheet/lines/lines-of.ts';
import { type MissingStatement, missingStatements } from '../../factsheet/missing.ts';
import { isFirstReading } from '../../jobs/runs.ts';
import { lackId } from '../../factsheet/live/lacks.ts';
import { accountName } from '../account-name.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';
import { liveLines } from './open-live.ts';
import { type OpenSources, withSources } from './open-sources.ts';

const MAX_REASON = 1_000;
const NOTHING = 'Er is nog geen gegevensblad gepubliceerd.';

export type Open = Awaited<ReturnType<typeof opened>>;

function reasonOf(given: CommandInput['values'][string]): string {
  const reason = typeof given === 'string' ? given.trim() : '';
  if (reason === '' || reason.length > MAX_REASON) throw new WrongUse(`--reason moet 1 tot en met ${MAX_REASON} tekens hebben.`, { showsUsage: false });
  return reason;
}

export async function withFactsheet(input: CommandInput, work: (open: Open) => Promise<0 | 1>): Promise<0 | 1> {
  return withSources(input, async (sources) => work(await opened(sources)));
}

export async function opened({ sources, assistants }: OpenSources) {
  const { publications, live: goingLive } = sources;
  const [facts, statements, last] = await Promise.all([sources.facts(), sources.statements.current(), publications.last()]);
  return { facts, statements, last, publications, goingLive, signer: sources.signer, live: goingLive.states(), missing: missingStatements(statements, [...assistants.keys()]) };
}

function showWith(input: CommandInput, { facts, statements, last }: Open): 0 {
  const lines = linesOf(facts);
  const said = statements.map(({ assistant, question, answer, role, at }) => `  ${[assistant, question].filter((part) => part !== undefined).join('/')}: ${typeof answer === 'string' ? answer : JSON.stringify(answer)} (${role}, ${dutchDay(at)})`);
  const groups = [...Map.groupBy(lines, ({ group }) => group)].flatMap(([group, some]) => [GROUP_WORDS[group], ...some.map(lineText), '']);
  tell(input, { facts, lines, statements, publication: last?.number ?? null }, [...groups, 'Wat mensen ervan zeggen', ...(said.length === 0 ? ['  nog niets'] : said), '', last === undefined ? NOTHING : `Gepubliceerd: nummer ${last.number}.`]);
  return 0;
}

function lineText({ subject, label, value, origin }: FactLine): string {
  const by = origin.kind === 'measured' ? `gemeten: ${origin.by}` : origin.kind === 'configured' ? 'ingesteld' : origin.kind === 'built-in' ? 'vast in deze versie' : `gezegd door ${origin.role}`;
  return `  ${subject}, ${label.toLowerCase()}: ${value} (${by})`;
}

/** 1 for anything that keeps the factsheet from being true and whole: who calls it each night must hear that. */
async function validateWith(input: CommandInput, { facts, statements, last, missing, signer, live }: Open): Promise<0 | 1> {
  const then = last && factsheetIn(last.document)?.facts;
  const differences = last === undefined || then === undefined ? [] : [...signatureDrift(last, signer), ...driftOf(then, facts)];
  const unread = last === undefined ? [NOTHING] : then === undefined ? ['Het gepubliceerde gegevensblad heeft een andere vorm en is niet te vergelijken. Publiceer opnieuw.'] : [];
  const contradictions = contradictionsIn(facts.assistants, statements);
  const lines = [...unread, ...differences.map(({ words }) => words), ...contradictions.map(({ assistant, words }) => `Assistent ${assistant}: ${words}`), ...missing.map(missingText), ...liveLines(live.filter(({ standing }) => standing === 'closed'))];
  const isValid = lines.length === 0;
  const excepted = liveLines(live.filter(({ standing }) => standing === 'excepted'));
  tell(input, { isValid, publication: last?.number ?? null, differences, contradictions, missing: missing.map(({ assistant, question }) => ({ assistant: assistant ?? null, question: question.id })), live: live.map(({ name, standing, lacks, exception }) => ({ assistant: name, standing, lacks: lacks.map(lackId), until: exception?.until ?? null, reason: exception?.reason ?? null })) }, [...(isValid ? ['Het gegevensblad klopt met de balie en is volledig.'] : lines), ...excepted]);
  return isValid ? 0 : 1;
}

function missingText({ assistant, question }: MissingStatement): string {
  return `Nog niet ingevuld: ${question.label}${assistant === undefined ? '' : ` van de assistent ${assistant}`}.`;
}

/** What this deployment is, and what people say of it. */
export function show(input: CommandInput): Promise<0 | 1> {
  return withFactsheet(input, async (found) => showWith(input, found));
}

/** Whether what is published is true and whole. */
export function validate(input: CommandInput): Promise<0 | 1> {
  return withFactsheet(input, (found) => validateWith(input, found));
}

/** What is not said yet keeps nobody from publishing: a factsheet that says so is better than a stale one. */
export async function publish(input: CommandInput): Promise<0> {
  const reason = reasonOf(input.values['reason']);
  if (await isFirstReading(await input.database())) throw new BalieError('factsheet-reading');
  await withFactsheet(input, async ({ facts, statements, last, publications, missing }) => {
    const number = await publications.publish({ document: documentOf({ facts, statements }), reason, expected: last?.number ?? 0, byUser: accountName() });
    tell(input, { publication: number, missing: missing.length }, [`Gepubliceerd: nummer ${number}.`, ...missing.map(missingText)]);
    return 0;
  });
  return 0;
}
