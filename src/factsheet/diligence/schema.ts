/** The shape of a report of due diligence, as it is told to who reads it by program. */
import { z } from 'zod';
import type { KaderEvidence } from './kader-evidence.ts';
import { THEMES } from './question.ts';
import { DILIGENCE_SCHEMA, type DiligenceReport } from './report.ts';

const verdict = z.enum(['yes', 'partly', 'no']);
const amount = z.int().min(0);
const share = z.number().min(0).max(1);

/** What a person attached to prove an answer: an address, or a file of which the digest is told. */
const attached = z.object({ title: z.string(), link: z.string().exactOptional(), file: z.object({ name: z.string(), sha256: z.string(), bytes: amount }).exactOptional() });

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measured'), verdict, text: z.string(), by: z.string(), at: z.iso.datetime(), evidence: z.array(z.string()).describe('Ids of lines of the factsheet, or of a probe.') }),
  z.object({ kind: z.literal('stated'), verdict, text: z.string(), role: z.string().describe('An office, never a name.'), at: z.iso.datetime(), reviewOn: z.iso.date(), evidence: z.array(attached) }),
]);

const question = z.object({
  id: z.string().regex(/^[a-z]+-\d{2}$/), theme: z.enum(THEMES), text: z.string(), yesWhen: z.string(),
  kader: z.array(z.string()).describe('URNs of measures and requirements of the Algoritmekader, of the version in `kaderVersion`.'),
  answer: answer.exactOptional(),
});

const score = z.object({
  theme: z.enum(THEMES), title: z.string(), questions: amount, measured: amount, stated: amount, yes: amount, partly: amount, no: amount, unanswered: amount,
  score: share.describe('(yes + partly / 2) / questions: what nobody answered counts as no.'),
});

const kader = z.object({
  urn: z.string(), kind: z.enum(['measure', 'requirement']), title: z.string(), state: z.enum(['evidence', 'none', 'high-risk', 'model-makers']), words: z.string(),
  questions: z.array(z.object({ id: z.string(), text: z.string(), verdict: verdict.exactOptional(), kind: z.enum(['measured', 'stated']).exactOptional() })), kaderVersion: z.string(),
});

/** More may be added to it within a version: who reads it leaves what it does not know. */
const reportRules = z.object({
  schema: z.literal(DILIGENCE_SCHEMA),
  madeAt: z.iso.datetime(),
  kaderVersion: z.string(),
  desk: z.object({ organisation: z.string(), version: z.string(), commit: z.string().exactOptional(), url: z.string().exactOptional() }),
  themes: z.array(score),
  questions: z.array(question),
  measuredShare: share,
  kader: z.array(kader).exactOptional().describe('All of the Algoritmekader, and which questions are evidence.'),
});

/** JSON Schema of a report. */
export function diligenceSchema(address: string): object {
  return { $id: address, title: 'Due diligence of a Balie deployment', ...z.toJSONSchema(reportRules, { target: 'draft-2020-12' }) };
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
