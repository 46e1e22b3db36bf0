import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeft, todoLines } from '../backup/afterwards.ts';
import { type Again, againLines, doAgain } from '../backup/again.ts';
import { readErasures } from '../backup/erase-again.ts';
import { erasuresAfter, finishRestore } from '../backup/finish.ts';
import { secretOf, textOf } from '../backup/keys.ts';
import { recordBackup } from '../backup/make.ts';
import { type PutBack, putBack } from '../backup/put-back.ts';
import { requireReach } from '../backup/since.ts';
import { isWell, tryOut } from '../backup/try-out.ts';
import { FAULTS } from '../audit/check.ts';
import { masterKey, existingMasterKey } from '../../audit/content.ts';
import type { About } from '../../backup/manifest.ts';
import { asBalieError, BalieError, foreignCode } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { openBare } from '../../store/open.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';

export const restore = command({
  name: 'restore',
  summary: 'Zet een reservekopie terug in een lege database, en controleert daarna het logboek; of probeert dat uit zonder iets van deze balie aan te raken (--try).',
  usage: 'BESTAND --key GEHEIME-SLEUTEL [--erasures EXPORT] | BESTAND --key GEHEIME-SLEUTEL --try [--into BESTAND] | --finish [--erasures EXPORT] | --erasures EXPORT',
  needsStore: true,
  options: { key: { type: 'string' }, erasures: { type: 'string' }, try: { type: 'boolean' }, finish: { type: 'boolean' }, into: { type: 'string' } },
  leavesSecrets: true,
  async run(input) {
    const [file, ...more] = input.positionals;
    const [isTry, into, erasures] = [input.values['try'] === true, textOf(input, 'into'), textOf(input, 'erasures')];
    if (input.values['finish'] === true) {
      if (file !== undefined || isTry || into !== undefined || input.values['key'] !== undefined) throw new WrongUse();
      return finish(input, erasures);
    }
    if (file === undefined && erasures !== undefined && !isTry && into === undefined && input.values['key'] === undefined) return eraseOnly(input, erasures);
    if (file === undefined || more.length > 0 || (isTry ? erasures !== undefined : into !== undefined)) throw new WrongUse();
    return isTry ? rehearse(input, file, into) : forReal(input, file, erasures);
  },
});

const UNSAID = 'Is er sinds deze reservekopie iets gewist of ingetrokken? Doe dat opnieuw: zie docs/nl/backup.md.';

async function forReal(input: CommandInput, file: string, erasures: string | undefined): Promise<0 | 1> {
  const { config, onFailure, note } = input;
  const secret = await secretOf(input);
  // Before anything is put back: what cannot be erased again should not be there.
  const erased = erasures === undefined ? undefined : await readErasures(erasures, await existingMasterKey(config.auditKey, config.dataDir));
  const db = await openBare({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, onFailure });
  try {
    const onBegin = ({ at, municipality }: About) => note(`Teruggezet wordt de reservekopie van ${at} (${municipality}). Wordt dit afgebroken voordat alle rijen er staan, dan blijft de database leeg.`);
    const onFull = () => note(`Alle rijen staan er. Nu volgen bestanden, wat sindsdien gewist is, de wachtrij, de index en het logboek. Wordt dit afgebroken, voer dan balie restore --finish${erased === undefined ? '' : ' --erasures EXPORT'} uit.`);
    let again: Again | undefined;
    const erase = erased && (async (key: Buffer) => void (again = await doAgain(db, erased, { masterKey: key, municipality: config.municipality.name })));
    const done = await putBack(db, { file, secret, config, dataDir: config.dataDir, onBegin, onFull, ...(erase && { erase }), ...(erased && { check: ({ head }: About) => requireReach(erased.span, head.number) }) });
    tell(input, { ...reportOf(done), ...again }, [...linesOf(done), ...(again === undefined ? [] : againLines(again))]);
    if (erased === undefined) note(UNSAID);
    return isWhole(done) ? 0 : 1;
  } finally {
    await db.close();
  }
}

/** In a database that was put back before: where the newer log was found later, or the first time was broken off. */
async function eraseOnly(input: CommandInput, file: string): Promise<0> {
  const { config } = input;
  const db = await input.database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const again = await doAgain(db, await readErasures(file, key), { masterKey: key, municipality: config.municipality.name });
  tell(input, again, againLines(again));
  return 0;
}

/** After a restore of which something failed, or that was broken off once its rows were in. */
async function finish(input: CommandInput, erasures: string | undefined): Promise<0 | 1> {
  const { config, note } = input;
  const db = await input.database();
  const before = await erasuresAfter(db);
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const erased = erasures === undefined ? undefined : await readErasures(erasures, key);
  let again: Again | undefined;
  const doErase = erased && (async () => void (again = await doAgain(db, erased, { masterKey: key, municipality: config.municipality.name })));
  const erase = doErase ?? (before === 'asked' ? missing : undefined);
  const done = await finishRestore(db, { masterKey: key, dataDir: config.dataDir, ...(erase && { erase }) });
  const lines = [...todoLines(done.todo), ...(done.chain === undefined ? [] : [chainLine(done.chain)]), ...(again === undefined ? [] : againLines(again))];
  tell(input, { ok: isWhole(done), ...done, ...again }, [isLeft(done.todo) ? 'Nog niet alles is gedaan.' : 'Alles wat na het terugzetten nog moest, is gedaan.', ...lines]);
  if (erased === undefined && before === 'unsaid') note(UNSAID);
  return isWhole(done) ? 0 : 1;
}

const missing = () => Promise.reject(new BalieError('erasures-missing'));

/** Into a database that is nobody's; what this desk knows of it is that it was done. */
async function rehearse(input: CommandInput, file: string, into: string | undefined): Promise<0 | 1> {
  const { config } = input;
  const secret = await secretOf(input);
  const began = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'balie-restore-'));
  let db: Database | undefined;
  try {
    db = await openBare({ databaseUrl: into === undefined ? undefined : await addressIn(into), dataDir: join(scratch, 'data'), onFailure: input.onFailure });
    const done = await putBack(db, { file, secret, config, dataDir: join(scratch, 'files') });
    const tried = await tryOut(db, done.manifest, config, input.signal);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const ok = isWhole(done) && isWell(tried);
    const isKept = await keepTest(input, { madeAt: done.manifest.about.at, head: done.manifest.about.head.number, isWhole: ok, seconds });
    tell(input, { ...reportOf(done), ...tried, ok, seconds }, [
      ...linesOf(done),
      tried.otherCounts.length === 0 ? 'Elke tabel heeft evenveel rijen als de reservekopie zegt.' : `Andere aantallen rijen in: ${tried.otherCounts.join(', ')}.`,
      tried.isFound === undefined ? 'Er waren geen documenten om in te zoeken.' : `Zoeken: ${tried.isFound ? 'gevonden' : 'niet gevonden'}. Vraag: ${tried.outcome ?? ''}.`,
      `De proef ${ok ? 'is gelukt' : 'is niet gelukt'} en duurde ${seconds} seconden. ${isKept ? 'Dat staat in het logboek.' : 'Dat kon niet in het logboek worden gezet.'}`,
    ]);
    return ok ? 0 : 1;
  } finally {
    await db?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** In the log of this desk, where it is there: a rehearsal may be done on a machine that has none. */
async function keepTest(input: CommandInput, facts: Parameters<typeof recordBackup>[3]): Promise<boolean> {
  const { config, note } = input;
  try {
    const db = await input.database();
    await recordBackup(db, await masterKey(db, config.auditKey, config.dataDir), 'backup.tested', facts);
    return true;
  } catch (error) {
    const { entry, detail } = asBalieError(error);
    note(`Niet vastgelegd. ${entry.message}${detail === undefined ? '' : ` (${detail})`}`);
    return false;
  }
}

async function addressIn(file: string): Promise<string> {
  const text = (await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BalieError('backup-unreadable', { detail: `${file}: ${foreignCode(cause)}`, cause });
  })).trim();
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) throw new WrongUse('In het bestand van --into moet een adres staan dat begint met postgres:// of postgresql://.');
  return text;
}

const isWhole = ({ chain, todo }: Pick<PutBack, 'chain' | 'todo'>) => chain !== undefined && chain.firstFault === undefined && !isLeft(todo);

function reportOf({ manifest: { about, tables, files }, chain, todo }: PutBack) {
  const { schema, ...said } = about;
  return { ok: isWhole({ ...(chain && { chain }), todo }), about: { ...said, schema: schema.length }, rows: tables.reduce((sum, { rows }) => sum + rows, 0), tables: tables.length, files: files.length, chain, todo };
}

function linesOf({ manifest: { about, tables }, chain, todo }: PutBack): string[] {
  return [
    `Teruggezet: de reservekopie van ${about.at} (Balie ${about.product}, ${about.municipality}), ${tables.reduce((sum, { rows }) => sum + rows, 0)} rijen in ${tables.length} tabellen.`,
    ...todoLines(todo),
    ...(chain === undefined ? [] : [chainLine(chain)]),
  ];
}

function chainLine({ firstFault: fault, entries, head }: NonNullable<PutBack['chain']>): string {
  if (fault === undefined) return `Het logboek klopt: ${entries} regels, laatste kenmerk ${entries}:${head}.`;
  return `Het logboek klopt niet, en deed dat ook niet toen de reservekopie werd gemaakt. Regel ${fault.number}: ${FAULTS[fault.fault]}.`;
}
