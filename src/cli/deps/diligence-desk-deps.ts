import { isSignedBy, signerOf } from '../../audit/signing.ts';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { changedSince, compareReports } from '../../factsheet/diligence/compare.ts';
import { createEvidenceFiles } from '../../factsheet/diligence/evidence/files.ts';
import { KADER } from '../../factsheet/diligence/kader-evidence.ts';
import { createKeptReports } from '../../factsheet/diligence/others.ts';
import { DILIGENCE_QUESTIONS } from '../../factsheet/diligence/questions/questions.ts';
import { diligenceSchema, readReportFile, snapshotFile } from '../../factsheet/diligence/schema.ts';
import { createSnapshots } from '../../factsheet/diligence/snapshots.ts';
import type { DiligenceDeps } from '../../http/diligence-deps.ts';
import type { DiligenceDeskDeps } from '../../http/diligence-desk-deps.ts';
import { namesOf } from '../../identity/who.ts';
import { outsideOf } from '../diligence/outside.ts';
import type { SaidParts } from '../diligence/said.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';
import { comparisonPdf, diligencePdf } from './diligence-pdf.ts';

type Sources = Pick<FactsheetSources, 'db' | 'record' | 'signer' | 'now'>;

/** The report with all that people do with it: answers, evidence, what is fixed, what it is compared with. */
export function diligenceDeskDeps(config: Pick<Config, 'publicUrl' | 'collections'>, { db, record, signer, now }: Sources, { vault, answers }: SaidParts, { report, measuring }: DiligenceDeps): DiligenceDeskDeps {
  const parts = { db, vault, record, now };
  const { fix, ...snapshots } = createSnapshots({ ...parts, signer, desk: config.publicUrl });
  const forOutside = outsideOf(config);
  const titles = new Map([...KADER.measures, ...KADER.requirements].map(({ urn, title }) => [urn, title]));
  const kaderTitle = (urn: string) => titles.get(urn) ?? urn;
  return {
    report,
    measuring,
    questions: DILIGENCE_QUESTIONS,
    answers,
    files: createEvidenceFiles(parts),
    snapshots,
    others: createKeptReports(parts),
    kaderTitle,
    fix: async ({ isPublic, ...wish }) => fix({ ...wish, isPublic, report: forOutside(await report(), isPublic) }),
    shown({ document, proof }) {
      const read = readReportFile(document);
      return 'fault' in read ? undefined : { report: read.report, proof };
    },
    file: ({ document, proof }) => snapshotFile(document, proof),
    changes: (before, after) => changedSince(before, forOutside(after, false)),
    read(json) {
      const read = readReportFile(json);
      if ('fault' in read) throw new BalieError('diligence-report-malformed', { detail: read.fault });
      const { report: given, signed } = read;
      if (signed === undefined) return { report: given };
      const { publicKey, signature, number } = signed.proof;
      // What stands outside what was signed proves nothing: the number must be in it too.
      const isSound = isSignedBy(publicKey, signed.text, signature) && given.snapshot?.number === number;
      return { report: given, signed: { number, isSound, keyId: signerOf(publicKey)?.keyId ?? '', isOurs: publicKey === signer.publicKey } };
    },
    compare: compareReports,
    pdf: (given, proof) => diligencePdf(given, proof, kaderTitle),
    comparisonPdf: (comparison, sides, onlyDifferences) => comparisonPdf(comparison, sides, onlyDifferences, now()),
    schema: () => diligenceSchema(`${config.publicUrl ?? ''}/factsheet/doorlichting.schema.json`),
    namesOf: (ids) => namesOf(db, ids),
  };
}
