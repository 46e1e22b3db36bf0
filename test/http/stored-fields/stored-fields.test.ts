import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague } from '../../support/employee.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';
import { createPayloads, headersThatSay, whatRuns } from '../../support/stored-fields/payloads.ts';
import { NOT_WRITTEN, UNSEEN } from '../../support/stored-fields/not-written.ts';
import { OUTSIDE, seedOutside, seedOversight, seedSettings } from '../../support/stored-fields/seed-console.ts';
import { seedFactsheet } from '../../support/stored-fields/seed-factsheet.ts';
import { seedDiligence } from '../../support/stored-fields/seed-diligence.ts';
import { seedDocuments } from '../../support/stored-fields/seed-documents.ts';
import { seedAccess, seedEmployee, seedResident, seedTask } from '../../support/stored-fields/seed-people.ts';

const ALL = ROLE_GROUPS.flatMap(({ claims }) => claims);
/** Answered in JSON or for programs, or files of the desk's own. */
const NO_PAGES = /^\/(?:api|v1|assets|metrics|\.well-known)\b/;
/** Routes that show this person nothing as they are: pages that lead elsewhere, or that need what only a form or a key has. */
const NOT_SHOWN: Readonly<Record<string, number>> = {
  '/widget/:assistant': 404, '/reactie': 303, '/gesprek/wissen': 303, '/inloggen': 303, '/inloggen/terug': 404, '/beheer/sleutel': 303, '/beheer/logboek/bewaard/:holder': 404, '/werk/gedeeld/:id': 404,
  '/werk/gesprekken/:id/reactie': 303, '/beheer/verzoeken/:id/wisbewijs': 404, '/werk/wisbewijs/:number': 404, '/werk/gesprekken/:id/documenten/:work/tabel.csv': 404,
  '/beheer/doorlichting/bestanden/:sha256': 404, // A file is given for download, and named by the desk.
};

const p = createPayloads();
let desk: TestDesk;
let who: Colleague;
let mate: Colleague;
/** Where each route with names in its path is looked at, and others besides as they are. */
let addresses: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS, recordsIn: OUTSIDE, siteConfig: { goingLive: { exceptionDays: 90, exceptions: [{ assistant: 'loket', reason: 'Dit is de balie van een toets.', until: '2999-12-30' }] } }, withWorkers: true, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: 9, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
  who = await colleague(desk, ALL, p.of('people.name'));
  mate = await colleague(desk, ['employee'], p.of('people.name: mate'));
  const docs = await seedDocuments(desk, p);
  const resident = await seedResident(desk, p);
  const own = await seedEmployee(desk, p, { who, mate, document: docs.documentId });
  const task = await seedTask(p, who);
  const overseen = await seedOversight(desk, p, who, { officer: await colleague(desk, ['privacy-officer']), turn: resident.id, conversationId: resident.conversationId });
  const key = await seedAccess(desk, p, who, mate);
  await seedSettings(desk, p, who);
  await seedOutside(desk, p);
  await seedFactsheet(desk, p, who);
  const asked = await seedDiligence(desk, p, who);
  const document = `/beheer/collecties/producten/documenten/${encodeURIComponent(docs.sourceId)}`;
  const talk = `/werk/gesprekken/${own.id}`;
  addresses = {
    '/beheer/assistenten/:assistant': ['/beheer/assistenten/loket'],
    '/beheer/assistenten/:assistant/:file': ['/beheer/assistenten/loket/system.md'],
    '/beheer/aan-uit/:assistant': ['/beheer/aan-uit/loket'],
    '/beheer/assistenten/:assistant/meting': ['/beheer/assistenten/loket/meting'],
    '/beheer/beoordelen/:turn': [`/beheer/beoordelen/${resident.id}`],
    '/beheer/beoordelen/:turn/toetsvraag': [`/beheer/beoordelen/${resident.id}/toetsvraag`],
    '/beheer/collecties/:collection': ['/beheer/collecties/producten'],
    '/beheer/collecties/:collection/documenten/:sourceId': [document],
    '/beheer/collecties/:collection/documenten/:sourceId/origineel': [`${document}/origineel`],
    '/beheer/collecties/:collection/documenten/:sourceId/verwijderen': [`${document}/verwijderen`],
    '/beheer/collecties/:collection/meldingen': ['/beheer/collecties/producten/meldingen'],
    '/beheer/collecties/:collection/verdwenen/:run': [`/beheer/collecties/producten/verdwenen/${docs.run}`],
    '/beheer/instellingen/:section': ['teksten', 'guard', 'grenzen', 'huisstijl', 'bewaren'].map((section) => `/beheer/instellingen/${section}`),
    '/beheer/factsheet/ai-verordening/:assistant': ['/beheer/factsheet/ai-verordening/loket'],
    '/beheer/factsheet/ai-verordening/:assistant/vragen': ['/beheer/factsheet/ai-verordening/loket/vragen'],
    '/beheer/doorlichting/thema/:theme': [`/beheer/doorlichting/thema/${asked.split('-')[0]}`],
    '/beheer/doorlichting/vraag/:question': [`/beheer/doorlichting/vraag/${asked}`],
    '/beheer/doorlichting/vastgesteld/:number': ['/beheer/doorlichting/vastgesteld/1'],
    ...Object.fromEntries(['json', 'html', 'pdf'].map((kind) => [`/beheer/doorlichting/vastgesteld/:number/rapport.${kind}`, [`/beheer/doorlichting/vastgesteld/1/rapport.${kind}`]])),
    ...Object.fromEntries(['', '/vergelijking.html', '/vergelijking.pdf'].map((file) => [`/beheer/doorlichting/vergelijken${file}`, [`/beheer/doorlichting/vergelijken${file}?links=1&rechts=ander-1`]])),
    '/beheer/factsheet/register/:assistant': ['/beheer/factsheet/register/loket'],
    '/beheer/factsheet/register/:assistant/record.json': ['/beheer/factsheet/register/loket/record.json'],
    '/beheer/factsheet/vragen/:of/:group': ['/beheer/factsheet/vragen/loket/verantwoord', '/beheer/factsheet/vragen/loket/recht', '/beheer/factsheet/vragen/-/organisatie'],
    '/factsheet': ['/factsheet', '/factsheet?taal=en'],
    '/factsheet/:assistant': ['/factsheet/loket', '/factsheet/loket?taal=en'],
    '/factsheet/:assistant/system-card.json': ['/factsheet/loket/system-card.json'],
    '/factsheet/:assistant/system-card.yaml': ['/factsheet/loket/system-card.yaml'],
    '/beheer/inzage/:number': [overseen.waiting, overseen.opening],
    '/beheer/inzage/:number/gesprekken/:conversation': [`${overseen.opening}/gesprekken/${resident.conversationId}`],
    '/beheer/logboek': ['/beheer/logboek', '/beheer/logboek?soort=key-group.made'],
    '/beheer/modellen/model': ['/beheer/modellen/model?naam=kwaad'],
    '/beheer/modellen/server': ['/beheer/modellen/server?id=ollama'],
    '/beheer/toegang/sleutels/sleutel': [`/beheer/toegang/sleutels/sleutel?nummer=${key}`],
    '/beheer/toetsvragen/:case': [`/beheer/toetsvragen/${overseen.ownCase}`],
    '/beheer/verzoeken/:id': [overseen.request, overseen.access],
    '/beheer/verzoeken/:id/inzage/:format': [`${overseen.access}/inzage/html`],
    '/bronnen/:id': [`/bronnen/${docs.documentId}`],
    '/bronnen/:id/origineel': [`/bronnen/${docs.documentId}/origineel`],
    '/werk/account/gegevens/:format': ['/werk/account/gegevens/html'],
    '/werk/gedeeld/:id': [`/werk/gedeeld/${own.id}`],
    '/werk/gesprekken/:id': [talk],
    '/werk/gesprekken/:id/bestanden/:file': [`${talk}/bestanden/${own.file}`],
    '/werk/gesprekken/:id/bestanden/:file/origineel': [`${talk}/bestanden/${own.file}/origineel`],
    '/werk/gesprekken/:id/delen': [`${talk}/delen`],
    '/werk/gesprekken/:id/documenten': [`${talk}/documenten`],
    '/werk/gesprekken/:id/documenten/:work': [`${talk}/documenten/${own.work}`],
    '/werk/gesprekken/:id/reactie': [`${talk}/reactie`],
    '/werk/gesprekken/:id/wissen': [`${talk}/wissen`],
    '/werk/prompts/:id': [`/werk/prompts/${own.prompt}`],
    '/werk/taken/:task': [`/werk/taken/herschrijven-b1?uit=${own.run}`],
    '/werk/taken/voorstellen/:id': [task],
  };
}, 120_000);
afterAll(() => desk.close());

test('what anybody stored runs on no page of the desk', { timeout: 120_000 }, async () => {
  const routes = [...new Set(desk.app.routes.filter(({ method, path }) => method === 'GET' && !NO_PAGES.test(path)).map(({ path }) => path))];
  const faults: string[] = [];
  const seen = new Set<string>();
  const looks = [...routes.map((route) => [who, route] as const), [mate, '/werk/account'], [mate, '/werk/gedeeld'], [mate, '/werk/gedeeld/:id']] as const;
  for (const [reader, route] of looks) {
    for (const address of addresses[route] ?? [route]) {
      const answer = await reader.get(address);
      const text = await answer.text();
      faults.push(...headersThatSay(answer.headers).map((fault) => `${address}: ${fault}`));
      if (answer.status !== 200 && NOT_SHOWN[route] !== answer.status) faults.push(`${address}: ${answer.status}`);
      if (answer.headers.get('Content-Type')?.startsWith('text/html') !== true) continue;
      faults.push(...whatRuns(text).map((fault) => `${address}: ${fault}`));
      for (const field of p.fieldsIn(text)) seen.add(field);
    }
  }
  expect(faults).toEqual([]);
  // What is seeded and seen nowhere shows nothing: each is named, with why.
  expect(p.fields.filter((field) => !seen.has(field)).toSorted()).toEqual(Object.keys(UNSEEN).toSorted());
});

test('each column that can hold a text is seeded, or named with why it need not be', () => {
  const schema = readFileSync(new URL('../../../src/store/schema.sql', import.meta.url), 'utf8');
  const tables = [...schema.matchAll(/^CREATE (?:UNLOGGED )?TABLE public\.(?<table>\w+) \((?<body>[^]*?)^\)/gm)].map(({ groups }) => ({ table: groups?.['table'] ?? '', body: groups?.['body'] ?? '' }));
  const columns = tables.flatMap(({ table, body }) => [...body.matchAll(/^ {4}"?(?<column>\w+)"? (?:text|jsonb?|bytea|character)\b/gm)].map(({ groups }) => `${table}.${groups?.['column']}`));
  expect(columns.length).toBeGreaterThan(200);
  const seeded = new Set(p.fields.map((field) => field.split(':')[0] ?? ''));
  const named = Object.values(NOT_WRITTEN).flat();
  expect(columns.filter((column) => !seeded.has(column) && !named.includes(column))).toEqual([]);
  // Nothing is named that is gone, or that is seeded after all.
  expect([...named, ...seeded].filter((column) => !columns.includes(column) && column !== 'planted')).toEqual([]);
  expect(named.filter((column) => seeded.has(column))).toEqual([]);
});

test('a page that forgets to escape is caught, wherever it does', () => {
  const text = p.of('planted');
  expect(whatRuns(String(html`<p title="${text}">${text}</p><input value="${text}"><a href="https://x.example/?${text}">${text}</a>`))).toEqual([]);
  for (const page of [html`<p>${raw(text)}</p>`, html`<p title="${raw(text)}"></p>`, html`<script>const name = ${text};</script>`, html`<!-- ${raw(text)} -->`, html`<a href="${p.address('planted')}">x</a>`, html`<p ${raw(text)}></p>`, html`<p onclick="${text}"></p>`])
    expect(whatRuns(String(page))).not.toEqual([]);
});
