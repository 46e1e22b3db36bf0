/** The shape of a published factsheet, as it is told to who reads it by program. */
import { z } from 'zod';
import { CHECKED_DUTIES } from '../ai-act/check/finding.ts';
import { AI_ACT_CLASSES } from '../ai-act/profile.ts';
import { type Factsheet, FACTSHEET_SCHEMA, type Publication } from '../factsheet.ts';
import type { FactsheetDocument, SignedPublication } from './document.ts';

const origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measured'), by: z.string(), at: z.iso.datetime() }),
  z.object({ kind: z.literal('configured') }),
  z.object({ kind: z.literal('built-in') }),
  z.object({ kind: z.literal('stated'), role: z.string(), at: z.iso.datetime(), reviewOn: z.iso.date().exactOptional() }),
]);
const fact = <Value extends z.ZodType>(value: Value) => z.object({ value, origin });
const text = fact(z.string());
const texts = fact(z.array(z.string()));
const count = fact(z.number());
const flag = fact(z.boolean());

const duty = z.object({ id: z.string(), article: z.string(), text: z.string(), of: z.array(z.enum(['aanbieder', 'gebruiksverantwoordelijke', 'distributeur'])), from: z.iso.date(), note: z.string().exactOptional() });
/** What an assistant is under the AI Act, by the answers that people recorded. */
const aiAct = z.object({
  number: z.int().min(1), treeVersion: z.string(), class: z.enum(AI_ACT_CLASSES),
  type: z.enum(['AI-systeem', 'AI-systeem voor algemene doeleinden', 'AI-model voor algemene doeleinden', 'impactvol algoritme', 'niet-impactvol algoritme']),
  openSource: z.enum(['open-source', 'geen open-source']).exactOptional(), riskGroup: z.enum(['hoog-risico AI', 'geen hoog-risico AI', 'verboden AI', 'uitzondering van toepassing']).exactOptional(),
  systemicRisk: z.enum(['systeemrisico', 'geen systeemrisico']).exactOptional(), transparency: z.enum(['transparantieverplichting', 'geen transparantieverplichting']),
  roles: z.array(z.enum(['aanbieder', 'gebruiksverantwoordelijke', 'distributeur'])), isNarrow: z.literal(true).exactOptional(), needsAssessor: z.literal(true).exactOptional(),
  path: z.array(z.object({ question: z.string(), article: z.string(), answer: z.string(), remark: z.string().exactOptional() })), duties: z.array(duty),
});

const desk = z.object({
  organisation: text, website: text, email: text, phone: text, privacyOfficer: text, url: text.exactOptional(), version: text, commit: text.exactOptional(), sourceCode: text.exactOptional(), licence: text,
  languages: texts, database: fact(z.enum(['embedded', 'postgresql'])), uptime: count.exactOptional(), energyWh: count.exactOptional(), axeViolations: count,
  article50: fact(z.array(z.object({ duty: z.enum(CHECKED_DUTIES), place: z.string(), isMet: z.boolean() }))).exactOptional(),
});
const assistant = z.object({
  name: z.string(), title: text, audience: fact(z.enum(['resident', 'employee'])), isOn: flag, model: text, collections: texts, settings: text.exactOptional(),
  prompts: fact(z.array(z.object({ name: z.string(), version: z.string(), sha256: z.string() }))),
  outcomes: fact(z.record(z.string(), z.number())).exactOptional(), waitMs: count.exactOptional(), energyWh: count.exactOptional(),
  quality: fact(z.object({ cases: z.number(), rates: z.record(z.string(), z.number()), version: z.string(), model: z.string(), promptsSha256: z.string().exactOptional() })).exactOptional(),
  aiAct: fact(aiAct).exactOptional(),
});
const model = z.object({
  name: z.string(), model: text, tasks: fact(z.array(z.enum(['answers', 'rewrites', 'searches', 'orders', 'works']))), licence: text.exactOptional(), origin: text.exactOptional(), digest: text.exactOptional(),
  quantisation: text.exactOptional(), parameters: text.exactOptional(), contextTokens: count.exactOptional(), hosts: texts,
});
const collection = z.object({
  id: z.string(), title: text, owner: text, readers: texts, settings: text.exactOptional(), documents: count, passages: count, expired: count, expiring: count, newest: text.exactOptional(), sources: texts,
});
const statement = z.object({
  assistant: z.string().exactOptional(), question: z.string(), answer: z.union([z.string(), z.array(z.string()), z.array(z.object({ title: z.string(), link: z.url().exactOptional() }))]),
  role: z.string(), at: z.iso.datetime(), reviewOn: z.iso.date().exactOptional(),
});

const signedRules = z.object({ number: z.int().min(1), at: z.iso.datetime(), desk: z.string().exactOptional() });

/** More may be added to it within a version: who reads it leaves what it does not know. */
const documentRules = z.object({
  schema: z.literal(FACTSHEET_SCHEMA),
  publication: signedRules.exactOptional().describe('Of what was published: signed with the rest, and the same as what stands outside it.'),
  facts: z.object({
    madeAt: z.iso.datetime(), desk, assistants: z.array(assistant), models: z.array(model), collections: z.array(collection),
    guards: z.array(z.object({ name: z.string(), label: z.string(), isOn: flag, rules: texts })),
    retention: z.array(z.object({ id: z.string(), label: z.string(), term: text })),
    connections: z.array(z.object({ host: z.string().exactOptional(), mark: z.string().exactOptional(), purpose: z.string(), isNear: flag })),
  }),
  statements: z.array(statement),
});

const publication = z.object({
  number: z.int().min(1), at: z.iso.datetime(),
  sha256: z.string().describe('Of the compact JSON of `factsheet`: without spaces, with its members in the order in which they stand here.'),
  keyId: z.string(), publicKey: z.string().describe('SPKI, PEM.'), signature: z.string().describe('Ed25519 over the same bytes, base64.'),
});

const fileRules = z.object({ status: z.enum(['draft', 'published']), publication: publication.exactOptional(), factsheet: documentRules });

/** JSON Schema of `/factsheet.json`. */
export function factsheetSchema(address: string): object {
  return { $id: address, title: 'Factsheet of a Balie deployment', ...z.toJSONSchema(fileRules, { target: 'draft-2020-12' }) };
}

const jsonText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});
const documentText = jsonText.pipe(documentRules);
const signedText = jsonText.pipe(z.object({ publication: signedRules }));

/** A published text as the factsheet that it is of; undefined for one of another shape: of an older or a newer version. */
export function factsheetIn(json: string): Factsheet | undefined {
  const read = documentText.safeParse(json);
  if (!read.success) return undefined;
  const { facts, statements }: FactsheetDocument = read.data;
  return { facts, statements: statements.map(({ assistant, reviewOn, at, ...one }) => ({ ...one, assistant, reviewOn, at: new Date(at) })) };
}

/** undefined for one of another shape. */
export function readDocument(json: string): FactsheetDocument | undefined {
  return documentText.safeParse(json).data;
}

/** What is given out beside a document, of whichever shape: what was signed goes before what the database says. */
export function signedOf({ number, at, document }: Pick<Publication, 'number' | 'at' | 'document'>): SignedPublication {
  return signedText.safeParse(document).data?.publication ?? { number, at: at.toISOString() };
}

/** The text that is signed. @throws ZodError for what could not be read back. */
export function signedDocument(document: string, publication: SignedPublication): string {
  documentText.parse(document);
  const { schema, facts, statements } = JSON.parse(document) as FactsheetDocument;
  return JSON.stringify({ schema, publication, facts, statements });
}

/** What `/factsheet.json` gives; the document stands in it byte for byte, so that its signature can be checked. */
export function factsheetFile(document: string, given: z.infer<typeof publication> | undefined): string {
  const head = JSON.stringify({ status: given === undefined ? 'draft' : 'published', ...(given !== undefined && { publication: given }) });
  return `${head.slice(0, -1)},"factsheet":${document}}`;
}
