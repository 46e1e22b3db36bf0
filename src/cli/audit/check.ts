import { readFile } from 'node:fs/promises';
import { masterKey } from '../../audit/content.ts';
import type { Checkpoint } from '../../audit/proof/checkpoints.ts';
import { keepVerification } from '../../audit/proof/verifications.ts';
import { createSigner } from '../../audit/signing.ts';
import { type ChainFault, type ChainReport, verify } from '../../audit/verify.ts';
import { BalieError } from '../../errors.ts';
import { settingFault } from '../../settings/against-chain.ts';
import type { Database } from '../../store/database.ts';
import { type CommandInput, tell } from '../command.ts';
import { printable } from '../printable.ts';

export const FAULTS: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'deze regel ontbreekt',
  altered: 'deze regel is veranderd',
  unlinked: 'deze regel sluit niet aan op de vorige',
  'older-altered': 'deze regel staat niet in voor de oudere regels die ervoor staan',
  doubted: 'voordat deze regel werd geschreven, was het einde van het logboek buiten de balie om veranderd',
  unsigned: 'het einde van het logboek is niet door de balie ondertekend: regels tot hier kunnen zijn vervangen',
  'content-altered': 'de inhoud van deze regel is veranderd',
  'content-missing': 'de inhoud van deze regel, of de sleutel ervan, is buiten het logboek om gewist of veranderd',
  'cut-off': 'vanaf hier zijn regels verwijderd, of is het einde van het logboek veranderd',
  'outcome-altered': 'de uitkomst of het einde van de vraag of aanroep is buiten het logboek om veranderd',
  'turn-altered': 'de assistent, het gesprek of het tijdstip van de vraag is buiten het logboek om veranderd',
  'call-altered': 'de sleutel, het model, het tijdstip of de plaats van de aanroep van een programma is buiten het logboek om veranderd',
  'note-altered': 'het oordeel van de vraagsteller of van een medewerker is buiten het logboek om veranderd',
  'head-gone': 'het opgegeven kenmerk staat niet meer op deze plaats in het logboek',
  'checkpoint-altered': 'een controlepunt van of na deze regel is veranderd',
  'checkpoint-missing': 'na het controlepunt van deze regel ontbreekt er een',
  'setting-altered': 'een versie van een instelling is buiten de balie om veranderd: deze regel zegt iets anders',
  'setting-missing': 'een versie van een instelling is buiten de balie om verwijderd: deze regel zegt dat zij er was',
  'setting-unrecorded': 'een versie van een instelling is buiten de balie om toegevoegd: tot en met deze regel zegt het logboek er niets van',
  'anchor-foreign': 'het controlepunt dat is opgegeven voor deze regel, is niet met de sleutel van deze balie ondertekend',
};

interface Asked {
  readonly expected?: { readonly number: number; readonly hash: string } | undefined;
  /** Files with checkpoints that were kept elsewhere. */
  readonly anchors: readonly string[];
}

/** Walks the log, holds the versions of settings against it, tells what is wrong, and keeps for who watches over it that this was done. */
export async function check(input: CommandInput, { expected, anchors }: Asked): Promise<0 | 1> {
  const { config, database } = input;
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const kept = (await Promise.all(anchors.map(readAnchors))).flat();
  const report = await withSettings(db, await verify(db, key, { expected, anchors: kept }));
  await keepVerification(db, report, new Date());
  const { keyId } = createSigner(key);
  tell(input, { ok: report.firstFault === undefined, ...report, keyId }, [linesOf(report), ...notesOf(report, keyId, kept.length)]);
  return report.firstFault === undefined ? 0 : 1;
}

/** Versions of settings are held against a chain that is whole: one that is not vouches for nothing. */
async function withSettings(db: Database, report: ChainReport): Promise<ChainReport> {
  if (report.firstFault !== undefined) return report;
  const found = await settingFault(db);
  if (found === undefined) return report;
  const { entry, fault, ...setting } = found;
  return { ...report, firstFault: { number: entry ?? report.entries, fault, setting } };
}

function linesOf({ entries, head, firstFault }: ChainReport): string {
  if (firstFault === undefined) return `Het logboek klopt: ${entries} regels, laatste kenmerk ${entries}:${head}.`;
  const { number, fault, setting } = firstFault;
  // All entries fit, then.
  if (setting !== undefined) return `De instellingen kloppen niet met het logboek. ${printable(setting.section)}, versie ${setting.version}. Regel ${number}: ${FAULTS[fault]}.\nDe ${entries} regels van het logboek kloppen.`;
  return `Het logboek klopt niet. Regel ${number}: ${FAULTS[fault]}.\nDe ${entries} regels ervoor kloppen.`;
}

function notesOf({ checkpoints = 0, clockBack }: ChainReport, keyId: string, anchors: number): string[] {
  return [
    ...(clockBack === undefined ? [] : [`De klok stond ${clockBack.times} keer verder terug dan bij de regel ervoor, het eerst bij regel ${clockBack.first}. Dat is geen fout: de volgorde is die van de nummers.`]),
    ...(checkpoints + anchors === 0 ? [] : [`Gecontroleerd: ${checkpoints} eigen controlepunten en ${anchors} van buiten, ondertekend met sleutel ${keyId}.`]),
  ];
}

const HEX64 = /^[0-9a-f]{64}$/;

/** @throws BalieError `anchor-invalid`. */
async function readAnchors(path: string): Promise<Checkpoint[]> {
  try {
    const text = await readFile(path, 'utf8');
    return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
      const said = JSON.parse(line) as Checkpoint;
      const isOne = Number.isSafeInteger(said.number) && HEX64.test(said.hash) && [said.at, said.keyId, said.signature].every((value) => typeof value === 'string');
      if (!isOne) throw new Error('no checkpoint');
      return said;
    });
  } catch (cause) {
    throw new BalieError('anchor-invalid', { detail: path, cause });
  }
}
