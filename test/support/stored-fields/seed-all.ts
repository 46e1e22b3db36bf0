import { startTestDesk, type TestDesk } from '../desk.ts';
import { type Colleague, colleague } from '../employee.ts';
import { ROLE_GROUPS } from '../roles.ts';
import { createPayloads } from './payloads.ts';
import { OUTSIDE, seedOutside, seedOversight, seedSettings } from './seed-console.ts';
import { seedDiligence } from './seed-diligence.ts';
import { seedDocuments } from './seed-documents.ts';
import { seedFactsheet } from './seed-factsheet.ts';
import { seedAccess, seedEmployee, seedResident, seedTask } from './seed-people.ts';

const ALL = ROLE_GROUPS.flatMap(({ claims }) => claims);

/** Answered in JSON or for programs, or files of the desk's own. */
const NO_PAGES = /^\/(?:api|v1|assets|metrics|\.well-known)\b/;

/** A desk in which something stands on every page. */
export interface SeededDesk {
  readonly p: ReturnType<typeof createPayloads>;
  readonly desk: TestDesk;
  /** Somebody who may everything. */
  readonly who: Colleague;
  readonly mate: Colleague;
  /** Every page and file of the desk, at the addresses where its route is looked at. */
  readonly pages: readonly { readonly route: string; readonly address: string }[];
}

/** @returns a desk whose texts are all payloads; to be closed by who asked for it. */
export async function seedAll(): Promise<SeededDesk> {
  const p = createPayloads();
  const desk = await startTestDesk({ groups: ROLE_GROUPS, recordsIn: OUTSIDE, siteConfig: { goingLive: { exceptionDays: 90, exceptions: [{ assistant: 'loket', reason: 'Dit is de balie van een toets.', until: '2999-12-30' }] } }, withWorkers: true, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: 9, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
  const who = await colleague(desk, ALL, p.of('people.name'));
  const mate = await colleague(desk, ['employee'], p.of('people.name: mate'));
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
  // Where each route with names in its path is looked at, and others besides as they are.
  const addresses: Readonly<Record<string, readonly string[]>> = {
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
  const routes = new Set(desk.app.routes.filter(({ method, path }) => method === 'GET' && !NO_PAGES.test(path)).map(({ path }) => path));
  const pages = [...routes].flatMap((route) => (addresses[route] ?? [route]).map((address) => ({ route, address })));
  return { p, desk, who, mate, pages };
}
