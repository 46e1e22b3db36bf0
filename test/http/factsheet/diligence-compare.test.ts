import { hash, randomBytes } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSigner } from '../../../src/audit/signing.ts';
import { type DiligenceDocument, snapshotDocument, snapshotFile } from '../../../src/factsheet/diligence/schema.ts';
import { actsIn } from '../../support/acts.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';

const HOME = '/beheer/doorlichting';
const COMPARE = `${HOME}/vergelijken`;

interface File {
  readonly status: string;
  readonly snapshot: object;
  report: DiligenceDocument & { questions: { text: string; answer?: { verdict: string; text: string } }[] };
}

let desk: TestDesk;
let admin: Colleague;
/** The report that this desk fixed, as another gets it. */
let own: string;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  admin = await colleague(desk, ['beheer'], 'Bo Beheer');
  await admin.post(`${HOME}/vaststellen`, { nummer: '0', reden: 'Om te vergelijken' });
  own = await (await admin.get(`${HOME}/vastgesteld/1/rapport.json`)).text();
});
afterAll(() => desk.close());

/** A real report of this desk, otherwise than it was. */
function other(change: (file: File) => void): string {
  const file = JSON.parse(own) as File;
  change(file);
  return JSON.stringify(file);
}
const bare = (change: (report: File['report']) => void) => JSON.stringify((JSON.parse(other(({ report }) => change(report))) as File).report);

function give(json: string | Uint8Array, fields: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('bestand', new global.File([typeof json === 'string' ? json : new Uint8Array(json)], 'rapport.json'));
  return admin.post(`${COMPARE}/bestand`, form);
}
const NOTHING_KEPT = async () => expect(await desk.db.query('SELECT FROM diligence_others')).toEqual([]);
/** As another municipality that answers the first question otherwise, in words that try to run. */
const ELSEWHERE = (report: File['report']) => {
  const [first] = report.questions;
  Object.assign(report.desk, { organisation: 'Gemeente Elders <script>alert(1)</script>', version: '9.9.9' });
  Object.assign(first ?? {}, { text: 'Een andere vraag?', answer: { kind: 'stated', verdict: first?.answer?.verdict === 'no' ? 'yes' : 'no', text: '<img src=x onerror=alert(1)>', role: 'CISO', at: '2026-11-27T09:00:00.000Z', reviewOn: '2027-11-27', evidence: [{ title: 'Elders', link: 'https://kwaad.example/' }] } });
  report.questions.push({ ...(first as object), id: 'ethics-99', text: 'Wat hier niemand vraagt?' } as (typeof report.questions)[number]);
  // Whatever it says of its own scores.
  for (const theme of report.themes) Object.assign(theme, { yes: 300, score: 1, questions: 300 });
};

describe('another’s report beside ours', () => {
  test('is shown as text, with what differs first and what we do not know apart, and nothing of it is kept', async () => {
    const answer = await give(bare(ELSEWHERE));
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('Gemeente Elders &lt;script&gt;');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toMatch(/<script>|<img src=x|href="https:\/\/kwaad/);
    expect(html).toContain('Eén daarvan heeft een ander antwoord.');
    expect(html).toMatch(/Vragen die alleen Gemeente Elders[^]*Wat hier niemand vraagt\?/);
    expect(html).toContain('stelt de vraag zo: Een andere vraag?');
    expect(html).toContain('Er staat geen handtekening bij.');
    // Counted from the answers, not taken from the file. As a word: marks and the commit of the desk are digits too.
    expect(html).not.toMatch(/\b300\b/);
    await NOTHING_KEPT();
  });

  test('tells whether its signature is sound, and whose it is', async () => {
    expect(await (await give(own)).text()).toContain('De handtekening klopt. Deze balie zette haar zelf, op nummer 1.');
    const changed = other(({ report }) => Object.assign(report.desk, { organisation: 'Gemeente Elders' }));
    expect(await (await give(changed)).text()).toContain('LET OP: de handtekening klopt niet.');
    // A number outside what was signed is no number of it.
    expect(await (await give(other(({ snapshot }) => Object.assign(snapshot, { number: 7 })))).text()).toContain('LET OP');
    const signer = createSigner(randomBytes(32));
    const document = snapshotDocument((JSON.parse(own) as File).report, { number: 4, at: '2026-11-27T09:00:00.000Z' });
    const theirs = snapshotFile(document, { number: 4, at: '2026-11-27T09:00:00.000Z', sha256: hash('sha256', document, 'hex'), keyId: signer.keyId, publicKey: signer.publicKey, signature: signer.sign(document) });
    expect(await (await give(theirs)).text()).toContain(`De handtekening klopt: nummer 4, gezet met sleutel ${signer.keyId}.`);
  });

  test.each([
    ['no JSON', '{', 'het is geen JSON'],
    ['something else', '{"schema":"balie-factsheet/1"}', 'het klopt niet bij'],
    ['a link that runs', bareLater((report) => Object.assign(report.questions[0] ?? {}, { answer: { kind: 'stated', verdict: 'yes', text: '', role: 'CISO', at: '2026-11-27T09:00:00Z', reviewOn: '2027-11-27', evidence: [{ title: 'x', link: 'javascript:alert(1)' }] } })), 'questions.0.answer.evidence.0.link'],
    ['a question twice', bareLater((report) => report.questions.push(...report.questions)), 'questions'],
    ['too many questions', bareLater((report) => report.questions.push(...Array.from({ length: 300 }, (_, n) => ({ ...(report.questions[0] as object), id: `ethics-${100 + n}` }) as (typeof report.questions)[number]))), 'questions'],
  ])('is refused where it is none: %s', async (_, json, told) => {
    const answer = await give(typeof json === 'string' ? json : json());
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('id="fout-bestand"');
    expect(html).toContain(told);
    await NOTHING_KEPT();
  });

  test('is refused where it is too large, or sent from another site, or by who may not', async () => {
    expect((await give(new Uint8Array(2 * 1024 * 1024 + 100 * 1024))).status).toBe(413);
    expect((await admin.post(`${COMPARE}/bestand`, { naam: 'x' })).status).toBe(415);
    const form = new FormData();
    form.append('bestand', new global.File([own], 'rapport.json'));
    expect((await admin.post(`${COMPARE}/bestand`, form, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const editor = await colleague(desk, ['redactie']);
    expect((await editor.post(`${COMPARE}/bestand`, form)).status).toBe(403);
    expect((await editor.get(COMPARE)).status).toBe(403);
    expect((await admin.post(`${COMPARE}/bestand`, new FormData())).status).toBe(400);
  });

  test('is given as a file without scripts, or on paper', async () => {
    const file = await give(bare(ELSEWHERE), { vorm: 'html', alleen: 'verschillen' });
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="vergelijking.html"');
    const html = await file.text();
    expect(html).toContain('Een andere vraag?');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('Gelijk:');
    const paper = await give(bare(ELSEWHERE), { vorm: 'pdf' });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await paper.arrayBuffer())), { mergePages: true });
    expect(text).toContain('Twee doorlichtingen naast elkaar');
    expect(text).toContain('Het antwoord is gelijk.');
  });

  test('is kept by choice alone, under a name, unreadable in the database, and can be removed', async () => {
    expect((await give(bare(ELSEWHERE), { naam: '<b>Elders</b>' })).status).toBe(400);
    const kept = await give(bare(ELSEWHERE), { naam: 'Gemeente Elders, 2026' });
    expect(kept.headers.get('Location')).toBe(`${COMPARE}?links=nu&rechts=ander-1&melding=bewaard`);
    const html = await (await admin.get(kept.headers.get('Location') ?? '')).text();
    expect(html).toContain('Gemeente Elders, 2026: ');
    expect(html).toContain('Het rapport is bewaard.');
    expect((await admin.get(`${COMPARE}/vergelijking.pdf?links=1&rechts=ander-1`)).headers.get('Content-Type')).toBe('application/pdf');
    const [row] = await desk.db.query<{ content: Buffer }>('SELECT content FROM diligence_others');
    expect(row?.content.includes('Elders')).toBe(false);
    expect((await admin.post(`${COMPARE}/bewaard/1/weghalen`)).status).toBe(303);
    expect((await admin.post(`${COMPARE}/bewaard/1/weghalen`)).status).toBe(404);
    await NOTHING_KEPT();
    expect((await actsIn(desk.db)).filter(({ kind }) => kind.startsWith('diligence.other')).map(({ kind, facts }) => [kind, facts])).toEqual([['diligence.other-kept', { report: 1, byPerson: admin.id }], ['diligence.other-removed', { report: 1, byPerson: admin.id }]]);
  });
});

test('two moments of this desk stand side by side, and what is not there is not found', async () => {
  const html = await (await admin.get(`${COMPARE}?links=1&rechts=nu&alleen=verschillen`)).text();
  expect(html).toContain('Nummer 1: ');
  expect(html).toContain('Ze geven overal hetzelfde antwoord.');
  expect(html).not.toContain('Gelijk:');
  expect(await (await admin.get(`${COMPARE}?links=nu&rechts=nu`)).text()).toContain('Deze balie nu (links)');
  for (const wish of ['links=nu&rechts=9', 'links=nu&rechts=ander-9', 'links=../x&rechts=nu']) expect((await admin.get(`${COMPARE}?${wish}`)).status, wish).toBe(404);
});

/** Of the desk's own report, which is not there yet when the table of a test is made. */
function bareLater(change: (report: File['report']) => void): () => string {
  return () => bare(change);
}
