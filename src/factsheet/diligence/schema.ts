/** The shape of a report, as it is told to who reads it by program, and as the report of another is read. */
import { z } from 'zod';
import type { KaderEvidence } from './kader-evidence.ts';
import { THEMES } from './question.ts';
import { DILIGENCE_SCHEMA, type DiligenceReport } from './report.ts';

const MAX_QUESTIONS = 300;

const line = (max: number) => z.string().trim().min(1).max(max);
const verdict = z.enum(['yes', 'partly', 'no']);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const httpsLink = z.url({ protocol: /^https$/ }).max(2_000);
const attached = z.object({
  title: line(400), link: httpsLink.exactOptional(),
  file: z.object({ name: line(255).exactOptional(), sha256: digest, bytes: z.int().min(1).exactOptional() }).exactOptional().describe('Never the file itself.'),
});
const said = { text: z.string().max(5_000), role: line(200), at: z.iso.datetime(), reviewOn: z.iso.date(), evidence: z.array(attached).max(20) };
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measured'), verdict, text: z.string().max(20_000), by: line(1_000), at: z.iso.datetime(), evidence: z.array(line(400)).max(1_000) }),
  z.object({ kind: z.literal('stated'), verdict, ...said, expired: verdict.exactOptional().describe('What was answered, where the day to look again has come since.') }),
]);
const question = z.object({
  id: z.string().regex(/^[a-z]{2,30}-\d{2,3}$/), theme: z.enum(THEMES), text: line(1_000), yesWhen: z.string().max(2_000), kader: z.array(line(100)).max(50),
  answer: answer.exactOptional().describe('Absent: nobody measured or said it.'), note: z.object(said).exactOptional(),
});
const count = z.int().min(0).max(MAX_QUESTIONS);
const share = z.number().min(0).max(1);
const theme = z.object({ theme: z.enum(THEMES), title: line(100), questions: count, measured: count, stated: count, yes: count, partly: count, no: count, unanswered: count, score: share });
const kader = z.object({
  urn: line(100), kind: z.enum(['measure', 'requirement']), title: line(1_000), state: z.enum(['evidence', 'none', 'high-risk', 'model-makers']), words: z.string().max(5_000),
  questions: z.array(z.object({ id: line(100), text: line(1_000), verdict: verdict.exactOptional(), kind: z.enum(['measured', 'stated']).exactOptional() })).max(MAX_QUESTIONS), kaderVersion: line(200),
});
const snapshot = z.object({ number: z.int().min(1), at: z.iso.datetime(), desk: line(2_000).exactOptional() });

/** More may be added to it within a version: who reads it leaves what it does not know. */
const reportRules = z.object({
  schema: z.literal(DILIGENCE_SCHEMA),
  snapshot: snapshot.exactOptional().describe('Of what was fixed: signed with the rest, and the same as what stands outside it.'),
  madeAt: z.iso.datetime(), kaderVersion: line(200),
  desk: z.object({ organisation: line(400), version: z.string().max(200), commit: z.string().max(200).exactOptional(), url: z.string().max(2_000).exactOptional() }),
  themes: z.array(theme).max(THEMES.length),
  questions: z.array(question).max(MAX_QUESTIONS).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each question once'),
  measuredShare: share,
  kader: z.array(kader).max(1_000).exactOptional().describe('All of the Algoritmekader, and which questions are evidence.'),
});
const proof = z.object({
  number: z.int().min(1), at: z.iso.datetime(), sha256: digest.describe('Of the compact JSON of `report`: without spaces, with its members in the order in which they stand here.'),
  keyId: line(200), publicKey: z.string().min(1).max(2_000).describe('SPKI, PEM.'), signature: line(200).describe('Ed25519 over the same bytes, base64.'),
});
const fileRules = z.object({ status: z.literal('fixed'), snapshot: proof, report: reportRules });

/** Which one it is: in what is signed, so that an old one cannot be given out as a new one. */
export type SignedSnapshot = z.infer<typeof snapshot>;
export type SnapshotProof = z.infer<typeof proof>;
export interface DiligenceDocument extends DiligenceReport {
  readonly snapshot?: SignedSnapshot;
}

/** JSON Schema of a report. */
export function diligenceSchema(address: string): object {
  return { $id: address, title: 'Due diligence of a Balie deployment', ...z.toJSONSchema(reportRules, { target: 'draft-2020-12' }) };
}

/** What a file holds: a report as it is, or one that was fixed, with the bytes over which its signature must be. */
export interface ReportFile {
  readonly report: DiligenceDocument;
  readonly signed?: { readonly proof: SnapshotProof; readonly text: string };
}

/** @returns where it is of another shape, in its own terms (`questions.3.text`), else what it holds. What it says by other names is left. */
export function readReportFile(json: string): ReportFile | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: 'het is geen JSON' };
  }
  const isFixed = typeof value === 'object' && value !== null && 'report' in value;
  const read = (isFixed ? fileRules : reportRules.transform((report) => ({ report, snapshot: undefined }))).safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { fault: `het klopt niet bij ${issue === undefined || issue.path.length === 0 ? 'het begin' : issue.path.join('.').slice(0, 100)}` };
  }
  const { report, snapshot: proven } = read.data;
  return { report: report satisfies DiligenceDocument, ...(proven !== undefined && isFixed && { signed: { proof: proven, text: textOf((value as { readonly report: unknown }).report) } }) };
}

/** The bytes that were signed, where nobody touched them; '' for what goes deeper than can be written. */
function textOf(report: unknown): string {
  try {
    return JSON.stringify(report);
  } catch {
    return '';
  }
}

/** What a snapshot is given out as; the report stands in it byte for byte, so that its signature can be checked. */
export function snapshotFile(document: string, proven: SnapshotProof): string {
  const head = JSON.stringify({ status: 'fixed', snapshot: proven });
  return `${head.slice(0, -1)},"report":${document}}`;
}

/** The text that is signed. @throws ZodError for what could not be read back. */
export function snapshotDocument(report: DiligenceReport, signed: SignedSnapshot): string {
  const document: DiligenceDocument = { ...report, snapshot: signed };
  reportRules.parse(document);
  return JSON.stringify(document);
}

/** Undefined for what is no report of this version. */
export function readReport(json: string): DiligenceReport | undefined {
  try {
    return reportRules.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** A report as text, with what it shows of the kader where that is given. @throws ZodError for one that nobody could read back. */
export function reportText(report: DiligenceReport, evidence?: readonly KaderEvidence[]): string {
  const whole = { ...report, ...(evidence && { kader: evidence }) };
  reportRules.parse(whole);
  return JSON.stringify(whole);
}
