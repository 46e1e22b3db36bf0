import { writeFile } from 'node:fs/promises';
import { chainKey } from '../../audit/chain.ts';
import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { momentWords } from '../../dutch-time.ts';
import { BalieError, foreignCode } from '../../errors.ts';
import { sbom as makeSbom } from '../../factsheet/cards/sbom.ts';
import type { Publication } from '../../factsheet/factsheet.ts';
import { FILE_FORMATS, type FileFormat, fileText } from '../../factsheet/platforms/file.ts';
import type { PlatformState, ReadyState } from '../../factsheet/platforms/platform.ts';
import { recordTable } from '../../factsheet/register/table.ts';
import { factsheetIn } from '../../factsheet/public/schema.ts';
import { createPublications } from '../../factsheet/publications.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';
import { readLockFile } from './lock-file.ts';
import { openPlatforms } from './open-platforms.ts';

/** The publication as a file. @throws BalieError `factsheet-unpublished`. */
export async function exportFile(input: CommandInput): Promise<0> {
  const format = String(input.values['format'] ?? 'json');
  if (!FILE_FORMATS.includes(format as FileFormat)) throw new WrongUse(`--format: ${FILE_FORMATS.join(', ')}.`);
  const { publications } = await open(input);
  const last = await publications.last();
  if (last === undefined) throw new BalieError('factsheet-unpublished');
  await give(input, fileText(format as FileFormat, last, tableIn(last)), last.number);
  return 0;
}

/** What this deployment is made of; models and documents as they were published. */
export async function sbom(input: CommandInput): Promise<0> {
  const { publications } = await open(input);
  const last = await publications.last();
  const facts = last && factsheetIn(last.document)?.facts;
  if (facts === undefined) input.note('Er is nog geen gegevensblad gepubliceerd: modellen en documenten staan er niet in. Een balie die draait geeft die ook: /factsheet/sbom.json.');
  await give(input, `${JSON.stringify(makeSbom({ lock: await readLockFile(), facts }), null, 2)}\n`, last?.number);
  return 0;
}

/** How the platforms stand, and the key that they must know. */
export async function platforms(input: CommandInput): Promise<0> {
  const { delivery, keyId, publicKey } = await open(input);
  const states = await delivery.states();
  tell(input, { keyId, publicKey, platforms: states }, [
    `De balie tekent met sleutel ${keyId}.`,
    ...publicKey.trim().split('\n'),
    ...states.map(line),
    ...(states.some(({ kind }) => kind === 'push') ? [] : ['Er zijn geen platforms ingesteld waar de balie zelf naartoe stuurt (factsheetPlatforms in de configuratie).']),
  ]);
  return 0;
}

/** Where it is not brought to anybody. */
const READY: Readonly<Record<ReadyState['kind'], string>> = { file: 'als bestand te maken met balie factsheet export', pull: 'op te halen bij /.well-known/ai-factsheet.json' };

function line(state: PlatformState): string {
  const { id, publication } = state;
  if (state.kind !== 'push') return `${id}: ${publication === undefined ? 'er is nog niets gepubliceerd' : `publicatie ${publication} is ${READY[state.kind]}`}.`;
  const { triedAt, remoteId, fault, detail, nextAt } = state;
  const has = publication === undefined ? 'heeft nog niets' : `heeft publicatie ${publication} (ontvangstbewijs ${remoteId})`;
  if (fault === undefined) return `${id}: ${has}${triedAt === undefined ? '' : `, sinds ${momentWords(triedAt)}`}.`;
  const { told, action } = new BalieError(fault, detail === undefined ? {} : { detail });
  return `${id}: ${has}. ${told}${detail === undefined ? '' : ` (${detail})`} ${action}${nextAt === undefined ? '' : ` Volgende poging: ${momentWords(nextAt)}.`}`;
}

async function open({ config, database }: CommandInput) {
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const now = () => new Date();
  const { signer } = chainKey(key);
  const record = createManagementLog({ masterKey: key, now });
  return { publications: createPublications({ db, record, signer, now }), delivery: openPlatforms({ config, db, record, signer }), keyId: signer.keyId, publicKey: signer.publicKey };
}

function tableIn({ document }: Publication) {
  const factsheet = factsheetIn(document);
  return factsheet === undefined ? { fields: [], rows: [] } : recordTable(factsheet);
}

async function give(input: CommandInput, text: string, publication: number | undefined): Promise<void> {
  const path = input.values['out'];
  if (path === undefined) {
    input.out(text.replace(/\r?\n$/, ''));
    return;
  }
  try {
    await writeFile(String(path), text);
  } catch (cause) {
    throw new WrongUse(`--out: ${String(path)} is niet te schrijven (${foreignCode(cause) || 'fout'}).`, { showsUsage: false });
  }
  tell(input, { file: path, publication }, [`Geschreven: ${String(path)}`]);
}
