import { lastActAt } from '../../audit/management-log.ts';
import { anchorStates } from '../../audit/proof/anchors.ts';
import { lastVerification } from '../../audit/proof/verifications.ts';
import type { Config } from '../../config/config.ts';
import { dutchDay } from '../../dutch-time.ts';
import { licencesOf } from '../../factsheet/cards/open-licences.ts';
import type { RunningFacts, RunningSettings } from '../../factsheet/diligence/running.ts';
import type { DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import type { Publications } from '../../factsheet/publications.ts';
import { registeredAssistants } from '../../factsheet/register/kept.ts';
import { requestFigures } from '../../privacy/requests.ts';
import { lastRetentionRuns } from '../../retention/runs.ts';
import { reviewFigures } from '../../review/figures.ts';
import type { Database } from '../../store/database.ts';
import { countLateReports } from '../../workplace/source-reports.ts';
import { readLockFile } from '../factsheet/lock-file.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What people say of answers, what is late, and requests about personal data. */
const JUDGED_DAYS = 90;
const LATE_DAYS = 14;
const REQUEST_DAYS = 365;
/** Enough to find one that has ended. */
const RUNS = 5;

interface Parts {
  /** What holds now. */
  readonly config: Config;
  readonly db: Database;
  readonly publications: Pick<Publications, 'last'>;
  readonly drift: Pick<DriftWatch, 'kept'>;
  readonly now: Date;
}

/** What the records of the desk say of how it is kept. @throws BalieError `database-unavailable`. */
export async function runningFacts({ config, db, publications, drift, now }: Parts): Promise<RunningFacts> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const [verified, anchors, runs, published, compared, registered, stoppedAt, said, lateReports, requests, lock] = await Promise.all([
    lastVerification(db),
    anchorStates(db, config.audit.anchors.map(({ name }) => name)),
    lastRetentionRuns(db, RUNS),
    publications.last(),
    drift.kept(),
    config.algorithmRegister && registeredAssistants(db),
    lastActAt(db, 'desk.off'),
    reviewFigures(db, ago(JUDGED_DAYS)),
    countLateReports(db, ago(LATE_DAYS)),
    requestFigures(db, { since: ago(REQUEST_DAYS), day: dutchDay(now) }),
    readLockFile(),
  ]);
  const erased = runs.find(({ endedAt, isInterrupted }) => endedAt !== null && !isInterrupted);
  return {
    at: now.toISOString(),
    log: {
      ...(verified && { verified: { at: verified.at.toISOString(), entries: verified.entries, isWhole: verified.fault === undefined } }),
      anchors: anchors.length,
      anchorsBehind: anchors.filter(({ waiting, fault }) => waiting > 0 || fault !== null).length,
    },
    ...(erased?.endedAt != null && { erased: { at: erased.endedAt.toISOString(), hasFailed: Object.keys(erased.failed).length > 0 } }),
    ...(published && { published: { number: published.number, at: published.at.toISOString() } }),
    ...(compared && { drift: { at: compared.at.toISOString(), publication: compared.publication, isComparable: compared.isComparable, differences: compared.differences.length } }),
    ...(registered !== undefined && { registered }),
    ...(stoppedAt !== undefined && { stoppedAt }),
    ...said,
    lateReports,
    requests,
    components: licencesOf(lock),
    settings: settingsOf(config),
  };
}

function settingsOf({ login, security, links, handover, logbook, siem, limits, municipality, review, collections }: Config): RunningSettings {
  return {
    hasLoginProvider: login.provider !== undefined,
    hasSecurityContact: security.contact !== undefined,
    hasSecurityPolicy: security.policy !== undefined,
    hasAccessibilityStatement: links.accessibility !== undefined,
    passesOn: handover.webhook !== undefined || handover.smtp !== undefined,
    hasOpeningHours: handover.phone.hours !== undefined || handover.counter.hours !== undefined,
    hasLogbook: logbook !== undefined,
    hasSiem: siem.length > 0,
    freeQuestions: limits.address.free,
    freeInTotal: limits.total.free,
    ...(municipality.backupDays !== undefined && { backupDays: municipality.backupDays }),
    judgesOneIn: review.sampleOneIn,
    collections: collections.length,
    readCollections: collections.filter(({ folder, website }) => folder !== undefined || website !== undefined).length,
  };
}
