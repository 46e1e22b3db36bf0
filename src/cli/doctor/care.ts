import { lastAct } from '../../audit/management-log.ts';
import { anchorStates } from '../../audit/proof/anchors.ts';
import { lastVerification } from '../../audit/proof/verifications.ts';
import type { Config } from '../../config/config.ts';
import { errorCatalogue } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { unfinished } from '../backup/unfinished.ts';
import { agoWords, type Check, daysSince, fault, ok, warning } from './checks.ts';
import { retentionChecks } from './retention.ts';

const BACKUP_DAYS = 2;
const TEST_DAYS = 100;
const VERIFY_DAYS = 32;

/** What people must see to: backups, whether those can be put back, that what is past its time goes, and proof of the log. */
export async function lookAtCare(db: Database, config: Pick<Config, 'audit'>, now: Date): Promise<readonly Check[]> {
  return [...(await restoreChecks(db)), await backupCheck(db, now), await testCheck(db, now), ...(await retentionChecks(db, now)), await verificationCheck(db, now), ...(await anchorChecks(db, config))];
}

/** Of a restore that was done to its end there is nothing to say. */
async function restoreChecks(db: Database): Promise<readonly Check[]> {
  const left = await unfinished(db);
  return left === undefined ? [] : [fault('Terugzetten van reservekopie', left, errorCatalogue['restore-unfinished'].action)];
}

async function backupCheck(db: Database, now: Date): Promise<Check> {
  const act = await lastAct(db, 'backup.made');
  const action = 'Maak elke nacht een reservekopie: docs/nl/backup.md zegt hoe.';
  if (act === undefined) return warning('Reservekopie', 'is met balie backup nog niet gemaakt', action);
  const days = daysSince(act.at, now);
  const said = `de laatste is ${agoWords(days)} gemaakt`;
  return days < BACKUP_DAYS ? ok('Reservekopie', said) : warning('Reservekopie', said, action);
}

async function testCheck(db: Database, now: Date): Promise<Check> {
  const what = 'Proef met terugzetten';
  const act = await lastAct(db, 'backup.tested');
  const action = 'Zet een reservekopie op proef terug: balie restore BESTAND --key SLEUTEL --try';
  if (act === undefined) return warning(what, 'is nog niet gedaan: of de reservekopie te gebruiken is, weet niemand', action);
  if (act.facts['isWhole'] !== true) return fault(what, 'de laatste is niet gelukt', action);
  const days = daysSince(act.at, now);
  const said = `de laatste lukte, ${agoWords(days)}`;
  return days < TEST_DAYS ? ok(what, said) : warning(what, said, action);
}

async function verificationCheck(db: Database, now: Date): Promise<Check> {
  const what = 'Controle van het logboek';
  const last = await lastVerification(db);
  const action = 'Controleer het logboek: balie audit verify';
  if (last === undefined) return warning(what, 'is nog niet gedaan', action);
  if (last.fault !== undefined) return fault(what, `bij de laatste klopte regel ${last.fault.number} niet`, action);
  const days = daysSince(last.at, now);
  return days < VERIFY_DAYS ? ok(what, `het klopte, ${agoWords(days)}`) : warning(what, `de laatste is ${agoWords(days)}`, action);
}

async function anchorChecks(db: Database, { audit }: Pick<Config, 'audit'>): Promise<readonly Check[]> {
  const states = await anchorStates(db, audit.anchors.map(({ name }) => name));
  if (states.length === 0) return [warning('Ankerpunten', 'er zijn er geen: wie de database en de sleutel heeft, kan het logboek ongezien herschrijven', 'Stel audit.anchors in: een bestand op een andere schijf, de auditor of een andere balie.')];
  return states.map(({ name, waiting, fault: code }) => {
    const what = `Ankerpunt ${name}`;
    if (code !== null) return fault(what, `${errorCatalogue[code].message} Er wachten ${waiting} controlepunten.`, errorCatalogue[code].action);
    return ok(what, waiting === 0 ? 'heeft alles' : `wacht op ${waiting}`);
  });
}
