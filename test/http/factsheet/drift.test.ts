import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { createSigner, isSignedBy } from '../../../src/audit/signing.ts';
import { factsheet } from '../../../src/cli/commands/factsheet.ts';
import { factSource } from '../../../src/cli/factsheet/fact-source.ts';
import { marker } from '../../../src/cli/factsheet/facts/discreet.ts';
import { parseDuration } from '../../../src/durations.ts';
import { documentOf, publicOf } from '../../../src/factsheet/public/document.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import { driftOf } from '../../../src/factsheet/drift/drift.ts';
import { several } from '../../../src/factsheet/several.ts';
import { keepEvaluation } from '../../../src/factsheet/evaluations.ts';
import type { DeploymentFacts } from '../../../src/factsheet/facts.ts';
import { recordOf } from '../../../src/factsheet/register/record.ts';
import { sbom } from '../../../src/factsheet/cards/sbom.ts';
import { systemCard } from '../../../src/factsheet/cards/system-card.ts';
import { createPublications, type Publications } from '../../../src/factsheet/publications.ts';
import { groupRules } from '../../../src/identity/groups.ts';
import { type CatalogueData, ModelCatalogue } from '../../../src/models/catalogue.ts';
import type { AssistantFolder } from '../../../src/models/prompts/assistants.ts';
import { linesOf } from '../../../src/factsheet/lines/lines-of.ts';
import { deskSheet } from '../../../src/web/pages/factsheet/sheet.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { GROUPS } from '../../support/employee.ts';

type Parts = Parameters<typeof factSource>[0];

let desk: TestDesk;
let parts: Parts;
let published: DeploymentFacts;
let publications: Publications;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  parts = { config: { ...desk.desk.config }, desk: desk.desk, db: desk.db, switches: desk.switches, mark: marker(desk.auditKey), now: () => new Date() };
  published = await factSource(parts).facts();
  publications = createPublications({ db: desk.db, record: desk.desk.recordAct, signer: createSigner(desk.auditKey), now: () => new Date() });
});
afterAll(() => desk.close());

const wordsOf = async (changed: Partial<Parts> = {}) => driftOf(published, await factSource({ ...parts, ...changed }).facts()).map(({ words }) => words);
const loket = (change: (one: AssistantFolder) => Partial<AssistantFolder>): Partial<Parts> => {
  const one = parts.desk.assistants.get('loket')!;
  return { desk: { ...parts.desk, assistants: new Map(parts.desk.assistants).set('loket', { ...one, ...change(one) }) } };
};
const catalogue = (change: (data: CatalogueData) => Partial<CatalogueData>): Partial<Parts> => {
  const { data } = parts.desk.catalogue.catalogue;
  return { desk: { ...parts.desk, catalogue: { catalogue: new ModelCatalogue({ ...data, ...change(data) }) } } };
};
const config = (change: (config: Parts['config']) => Partial<Parts['config']>): Partial<Parts> => ({ config: { ...parts.config, ...change(parts.config) } });
const first = (change: (one: Parts['config']['collections'][number]) => Partial<Parts['config']['collections'][number]>) =>
  config(({ collections: [one, ...rest] }) => ({ collections: [{ ...one!, ...change(one!) }, ...rest] }));
/** The host has its model with other details. */
const told = (details: Record<string, string>): Partial<Parts> => {
  const host = parts.desk.hostOf('ollama')!;
  return { desk: { ...parts.desk, hostOf: () => ({ ...host, models: async (signal) => (await host.models(signal)).map((model) => ({ ...model, ...details })) }) } };
};
const year = parseDuration('P1Y')!;

describe('what is otherwise than in the published factsheet', () => {
  test.each<[string, () => Partial<Parts>, RegExp]>([
    ['model of an assistant', () => loket(() => ({ model: 'groot' })), /^Model van assistent .+ is veranderd van “chat” in “groot”; in het gepubliceerde gegevensblad staat nog “chat”\.$/],
    ['prompt', () => loket(({ prompts: [one, ...rest] }) => ({ prompts: [{ ...one!, sha256: 'f'.repeat(64) }, ...rest] })), /^Instructies voor het model van assistent .+f{12}/],
    ['greeting of an assistant', () => loket(() => ({ greeting: 'Hoi.' })), /^Andere instellingen van assistent/],
    ['audience of an assistant', () => loket(() => ({ audience: 'employee' })), /^Voor wie van assistent .+“inwoners” in “medewerkers”/],
    ['an assistant more', () => ({ desk: { ...parts.desk, assistants: new Map(parts.desk.assistants).set('extra', { ...parts.desk.assistants.get('loket')!, name: 'extra', title: 'Extra' }) } }), /^Nieuw: assistent Extra\./],
    ['an assistant less', () => ({ desk: { ...parts.desk, assistants: new Map([...parts.desk.assistants].slice(1)) } }), /^Weg: assistent/],
    ['an assistant turned off', () => ({ switches: { offFor: (name) => (name === 'loket' ? { assistant: 'loket', message: '', since: new Date() } : undefined) as ReturnType<Parts['switches']['offFor']> } }), /^In gebruik van assistent .+“aan” in “uit”/],
    ['bytes of a model', () => told({ digest: 'e'.repeat(64) }), /^Kenmerk van het bestand van model chat is veranderd van “[0-9a-f]{12}” in “e{12}”/],
    ['quantisation', () => told({ quantisation: 'Q8_0' }), /^Compressie van model chat .+“Q4_K_M” in “Q8_0”/],
    ['size of a model', () => told({ parameters: '7B' }), /^Grootte van model chat/],
    ['licence of a model', () => catalogue(({ models }) => ({ models: models.map((model) => ({ ...model, licence: 'MIT' })) })), /^Licentie van model chat is nu “MIT”/],
    ['context of a model', () => catalogue(({ models }) => ({ models: models.map((model) => ({ ...model, contextTokens: 4_096 })) })), /^Lengte van de context in tokens van model chat .+4\.096/],
    ['a model more', () => catalogue(({ models }) => ({ models: [...models, { ...models[0]!, name: 'nieuw' }] })), /^Nieuw: model nieuw\./],
    ['a model host more', () => catalogue(({ backends }) => ({ backends: [...backends, { ...backends[0]!, id: 'tweede', url: 'http://10.1.2.3:11434' }] })), /^Nieuw: adres [0-9a-f]{8} \(taalmodellen\)/],
    ['owner of a collection', () => first(() => ({ owner: 'Team Nieuw' })), /^Eigenaar van collectie .+“Team Nieuw”/],
    ['readers of a collection', () => first(() => ({ readers: ['employee'] })), /^Nieuw: collectie Documenten voor medewerkers\./],
    ['source of a collection', () => first(() => ({ website: { start: ['https://www.nieuw.example/'], allow: ['https://www.nieuw.example/'], deny: [], maxPages: 1, delay: 0, allowPrivate: [] } })), /^Komt uit van collectie .+nieuw\.example/],
    ['a collection more', () => config(({ collections }) => ({ collections: [...collections, { ...collections[0]!, id: 'erbij', title: 'Erbij' }] })), /^Nieuw: collectie Erbij\./],
    ['a collection less', () => config(({ collections }) => ({ collections: collections.slice(1) })), /^Weg: collectie/],
    ['retention of what was said', () => config(({ retention }) => ({ retention: { ...retention, said: year } })), /^Bewaartermijn van Vragen en antwoorden .+in “1 jaar”/],
    ['retention of one assistant', () => config(({ retention }) => ({ retention: { ...retention, assistants: { loket: year } } })), /^Nieuw: Vragen en antwoorden bij de assistent loket\./],
    ['guard of residents', () => config(({ guard }) => ({ guard: { ...guard, personalData: { ...guard.personalData, resident: { default: 'allow', types: {} } } } })), /^Wat het doet van Persoonsgegevens in vragen van inwoners .+namen: blijft staan/],
    ['guard of one kind for employees', () => config(({ guard }) => ({ guard: { ...guard, personalData: { ...guard.personalData, employee: { default: 'mask', types: { bsn: 'refuse' } } } } })), /burgerservicenummers: vraag geweigerd/],
    ['names that may be said', () => config(({ guard }) => ({ guard: { ...guard, allow: [...guard.allow, 'Jan Jansen'] } })), /^Wat het doet van Eigen gegevens.+1 vermeldingen/],
    ['languages', () => config(() => ({ languages: ['nl', 'en'] })), /^Talen naast Nederlands van de balie .+in “Engels”/],
    ['limits', () => config(({ limits }) => ({ limits: { ...limits, address: { free: 1, most: 2 } } })), /^Wat het doet van Grenzen aan het aantal vragen/],
    ['name of the organisation', () => config(({ municipality }) => ({ municipality: { ...municipality, name: 'gemeente Anders' } })), /^Organisatie van de balie .+“gemeente Anders”/],
    ['privacy officer', () => config(({ municipality }) => ({ municipality: { ...municipality, privacyOfficer: 'fg@anders.example' } })), /^Contact voor privacy/],
    ['mail server', () => config(({ handover }) => ({ handover: { ...handover, smtp: { host: 'mail.buiten.example', port: 587, security: 'starttls', from: 'a@b.example', to: 'a@b.example' } } })), /^Nieuw: adres [0-9a-f]{8} \(e-mail\)/],
    ['model of the re-ranker', () => config(() => ({ rerank: { url: 'https://rerank.buiten.example', model: 'volgorde-m3' } })), /^Nieuw: model volgorde-m3\./],
    ['re-ranker', () => config(() => ({ rerank: { url: 'https://rerank.buiten.example', model: undefined } })), /^Nieuw: adres [0-9a-f]{8} \(volgorde van gevonden documenten\)/],
  ])('tells of: %s', async (_, change, expected) => {
    const words = await wordsOf(change());
    expect(words.filter((line) => expected.test(line)), words.join('\n')).toHaveLength(1);
  });

  test('the model that orders what was found stands among the models, with the place that it goes to, and in the list of parts', async () => {
    const facts = await factSource({ ...parts, ...config(() => ({ rerank: { url: 'https://rerank.buiten.example', model: 'volgorde-m3' } })) }).facts();
    const { mark } = facts.connections.find(({ purpose }) => purpose === 'volgorde van gevonden documenten')!;
    expect(facts.models.at(-1)).toMatchObject({ name: 'volgorde-m3', tasks: { value: ['orders'] }, hosts: { value: [`modelserver ${mark}`] } });
    expect(JSON.stringify(sbom({ lock: { name: 'balie', version: '1', packages: {} }, facts }))).toMatch(/"name":"volgorde-m3"[^]*"task":"text-ranking"/);
    expect(JSON.stringify(recordOf({ facts, statements: [] }, 'loket'))).toContain('volgorde-m3');
    const listed = await factSource({ ...parts, ...config(() => ({ rerank: { url: 'https://rerank.buiten.example', model: 'chat' } })) }).facts();
    expect(listed.models.filter(({ name }) => name === 'chat')).toMatchObject([{ tasks: { value: ['answers', 'orders'] }, hosts: { value: [expect.any(String), `modelserver ${mark}`] } }]);
  });

  test('tells of another owner of a collection of employees, and not which', async () => {
    const owned = async (owner: string) => factSource({ ...parts, ...first(() => ({ readers: ['employee'], owner })) }).facts();
    expect(driftOf(await owned('Team geheim'), await owned('Team geheim twee')).map(({ words }) => words)).toEqual([expect.stringMatching(/^Wat niet openbaar is van collectie Documenten voor medewerkers is veranderd van “[0-9a-f]{8}”/)]);
  });

  test('tells nothing where nothing changed, where a model server is away, and where a list is in another order', async () => {
    expect(await wordsOf()).toEqual([]);
    expect(await wordsOf({ desk: { ...parts.desk, hostOf: () => undefined } })).toEqual([]);
    expect(await wordsOf(config(({ languages }) => ({ languages: languages.toReversed() })))).toEqual([]);
  });

  test('tells of another entry in the list of what may be said, and never the entry', async () => {
    const listOf = async (...allow: string[]) => factSource({ ...parts, ...config(({ guard }) => ({ guard: { ...guard, allow } })) }).facts();
    const [was, now] = [await listOf('Jan Jansen'), await listOf('Piet Pietersen')];
    expect(driftOf(was, now).map(({ id }) => id)).toEqual(['guards/personal-data%2Fown/rules']);
    expect(JSON.stringify([was.guards, driftOf(was, now)])).not.toMatch(/Jansen|Pietersen/);
    expect(driftOf(await listOf('Jan Jansen', 'Piet Pietersen'), await listOf('Piet Pietersen', 'Jan Jansen'))).toEqual([]);
  });

  test('tells nothing where one of two hosts with other bytes is away, and tells of bytes that neither had', async () => {
    const withDigest = (value: string): DeploymentFacts => ({ ...published, models: published.models.map((one) => ({ ...one, ...(one.digest && { digest: { ...one.digest, value } }) })) });
    const drift = (was: string, is: string) => driftOf(withDigest(was), withDigest(is)).length > 0;
    const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
    const both = several([b, a]);
    expect([drift(both, a), drift(both, b), drift(both, c), drift(both, several([a, c])), drift(a, both)]).toEqual([false, false, true, true, true]);
  });

  test('tells of documents when there are many more or fewer, or none any more', async () => {
    const withDocuments = (value: number): DeploymentFacts => ({ ...published, collections: published.collections.map((one) => ({ ...one, documents: { ...one.documents, value } })) });
    const drift = (was: number, is: number) => driftOf(withDocuments(was), withDocuments(is)).length > 0;
    expect([drift(100, 120), drift(100, 121), drift(100, 79), drift(4, 7), drift(4, 8), drift(1, 0), drift(0, 1)]).toEqual([false, true, true, false, true, true, true]);
  });

  test('a new evaluation is told, and figures of the day are not', async () => {
    await keepEvaluation(desk.db, { assistant: 'loket', at: new Date(), cases: 12, rates: { passRate: 0.9 }, version: '1', model: 'chat', promptsSha256: null });
    expect(await wordsOf()).toEqual([expect.stringMatching(/^Laatste toets van de antwoorden van assistent .+12 vragen, versie 1, model chat: goed 90%/)]);
    await desk.db.query('DELETE FROM assistant_evaluations');
    const busy = { ...published, assistants: published.assistants.map((one) => ({ ...one, outcomes: { value: { answered: 9 }, origin: one.title.origin }, waitMs: { value: 1, origin: one.title.origin } })) };
    expect(driftOf(published, busy)).toEqual([]);
  });
});

describe('what is in it for everybody', () => {
  const website = (start: string[], allow: string[], allowPrivate: string[] = []) => ({ website: { start, allow, deny: [], maxPages: 1, delay: 0, allowPrivate } });
  const secrets = (): Partial<Parts> => {
    const made = config(({ collections: [one], handover, retention }) => ({
      databaseUrl: 'postgres://balie:wachtwoord@db01.gemeente-geheim.nl:5432/balie',
      handover: { ...handover, smtp: { host: 'mail.gemeente-geheim.nl', port: 587, security: 'starttls', from: 'a@b.example', to: 'a@b.example' } },
      rerank: { url: 'https://volgorde.gemeente-geheim.nl', model: undefined },
      collections: [
        { ...one!, ...website(['https://jan:wachtwoord@www.open.example/regels?token=wachtwoord#wachtwoord', 'https://intranet-geheim.example/wachtwoord'], ['https://www.open.example/', 'https://intranet-geheim.example/'], ['Intranet-geheim.example']) },
        { ...one!, id: 'fraude-geheim', title: 'Fraude geheim', owner: 'Team geheim', readers: ['groep-geheim'], ...website(['https://sharepoint-geheim.example/x'], ['https://sharepoint-geheim.example/']) },
        { ...one!, id: 'verzuim-geheim', title: 'Verzuim geheim', owner: 'Team geheim', readers: ['employee'] },
      ],
      groups: [groupRules.parse({ id: 'groep-geheim', title: 'Groep geheim', claims: ['x'], roles: [] })],
      retention: { ...retention, collections: { 'fraude-geheim': { runs: year, documents: year } } },
    }));
    const hosts = catalogue(({ backends: [first] }) => ({ backends: [{ ...first!, id: 'gpu-geheim', url: 'http://gpu01.gemeente-geheim.nl:11434' }, { ...first!, id: 'gpu-geheim-2', url: 'http://gpu02.gemeente-geheim.nl:11434' }] }));
    const { config: live } = made;
    return { config: live!, desk: { ...hosts.desk!, assistants: loket(() => ({ audience: 'employee' })).desk!.assistants } };
  };

  test('no name of a computer inside, of a collection of employees or of their groups, whatever is made of it', async () => {
    const facts = await factSource({ ...parts, ...secrets() }).facts();
    const sheet = { facts, statements: [] };
    const made = [documentOf(sheet), systemCard(sheet, { assistant: 'loket', publication: undefined, isRegistered: false }), recordOf(sheet, 'loket'), linesOf(facts)].map((one) => JSON.stringify(one));
    expect(made.filter((text) => text === undefined || /geheim|wachtwoord/i.test(text))).toEqual([]);
    expect(facts.collections[0]?.sources.value).toEqual(expect.arrayContaining(['https://www.open.example/regels', 'een website in het eigen netwerk']));
    expect(facts.connections).toContainEqual(expect.objectContaining({ host: 'www.open.example:443' }));
    const models = facts.connections.filter(({ purpose }) => purpose === 'taalmodellen');
    expect(facts.models[0]?.hosts.value).toEqual(models.map(({ mark }) => `modelserver ${mark}`));
    expect(new Set(models.map(({ mark }) => mark)).size).toBe(2);
    // They refer to one another.
    const ids = facts.collections.map(({ id }) => id);
    expect(facts.assistants.find(({ name }) => name === 'loket')?.collections.value).toEqual(ids);
    expect(factsheetIn(documentOf(sheet))?.facts).toEqual(JSON.parse(JSON.stringify(facts)));
    const shown = JSON.stringify(deskSheet(publicOf(sheet), 'nl'));
    expect(shown).toMatch(/"Alleen voor medewerkers","lines":\[{"label":"Collecties","value":"2"/);
    expect(shown).toContain('Buiten de gemeente (2 adressen)');
  });
});

describe('balie factsheet', () => {
  async function run(positionals: readonly string[], values: Record<string, string> = {}, json = true) {
    const [out, notes]: [string[], string[]] = [[], []];
    const { db } = parts;
    // Nobody said anything yet, in the configuration neither.
    const config = { ...parts.config, factsheet: [] };
    const code = await factsheet.run({ positionals, values, json, config, database: async () => db, onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal });
    return { code, out: out.join('\n'), notes: notes.join('\n') };
  }

  test('shows what the desk is, each fact with where it comes from', async () => {
    const { code, out } = await run(['show'], {}, false);
    expect(code).toBe(0);
    for (const text of ['De balie, versie van balie: ', '(vast in deze versie)', 'kenmerk van het bestand: ', '(gemeten: opgave van de modelserver)', 'Bewaartermijnen', 'nog geen gegevensblad gepubliceerd']) expect(out.toLowerCase()).toContain(text.toLowerCase());
    expect(JSON.parse((await run(['show'])).out)).toMatchObject({ facts: { desk: { database: { value: desk.db.kind } } }, publication: null });
  });

  test('validates with 1 while something is missing or otherwise, and publishes with a reason', async () => {
    expect(await run(['validate'], {}, false)).toMatchObject({ code: 1, out: expect.stringMatching(/nog geen gegevensblad gepubliceerd[^]*Nog niet ingevuld: Organisatienaam\./) });
    expect(await run(['publish'])).toMatchObject({ code: 2 });
    expect(await run(['publish'], { reason: ' ' })).toMatchObject({ code: 2, notes: expect.stringContaining('--reason') });
    expect(await run(['validate', 'meer'])).toMatchObject({ code: 2 });
    const { code, out } = await run(['publish'], { reason: 'Eerste versie' });
    expect([code, JSON.parse(out)]).toMatchObject([0, { publication: 1 }]);
    const validated = await run(['validate']);
    expect([validated.code, JSON.parse(validated.out)]).toMatchObject([1, { isValid: false, publication: 1, differences: [], missing: expect.arrayContaining([{ assistant: 'loket', question: 'lawful_basis' }]) }]);
    const last = await publications.last();
    expect(isSignedBy(createSigner(desk.auditKey).publicKey, last!.document, last!.signature)).toBe(true);
    const acts = await readActs(desk.db, 1);
    expect(acts).toMatchObject([{ kind: 'factsheet.published', facts: { number: 1, sha256: last!.sha256, byUser: expect.any(String) } }]);
    await desk.db.query('DELETE FROM factsheet_drift');
    await desk.db.query('DELETE FROM factsheet_publications');
  });
});
