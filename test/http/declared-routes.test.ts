import { expect, test } from 'vitest';
import { startTestDesk } from '../support/desk.ts';

test('the service has declared every route it has, and nothing of administration is open', async () => {
  const desk = await startTestDesk();
  const handlers = desk.app.routes.filter(({ method }) => method !== 'ALL');
  expect(handlers.length).toBeGreaterThan(8);
  const having = (access: string) =>
    handlers.filter(({ method, path }) => desk.app.access.accessOf(method, path) === access).map(({ method, path }) => `${method} ${path}`);
  const open = having('public');
  // By a rule of its own, which holds without the database: see its own test.
  const secret = having('secret');
  expect(secret).toEqual(['GET /metrics']);
  const keyed = ['key', 'documents', 'program', 'model'].flatMap(having);
  const ofEditors = having('session');
  const ofAdmins = having('admin');
  const ofReviewers = having('review');
  const managing = having('manage');
  expect(new Set(managing)).toEqual(
    new Set([
      'POST /beheer/niet-aangekomen/opnieuw', 'GET /beheer/aan-uit', 'POST /beheer/aan-uit', 'GET /beheer/aan-uit/:assistant', 'POST /beheer/aan-uit/:assistant',
      ...['', '/server', '/model'].map((page) => `GET /beheer/modellen${page}`), ...['server', 'model', 'ophalen', 'terugzetten'].map((page) => `POST /beheer/modellen/${page}`),
      ...['sleutels', 'sleutels/sleutel', 'groepen', 'mensen'].map((page) => `GET /beheer/toegang/${page}`),
      ...['sleutels/sleutel', 'sleutels/vervangen', 'sleutels/intrekken', 'groepen', 'mensen', 'mensen/uitnodigen'].map((page) => `POST /beheer/toegang/${page}`),
      'GET /beheer/instellingen', 'GET /beheer/instellingen/:section', 'POST /beheer/instellingen/:section',
      'GET /beheer/factsheet/register', 'GET /beheer/factsheet/register/:assistant', 'GET /beheer/factsheet/register/:assistant/record.json', 'POST /beheer/factsheet/register/:assistant',
      'GET /beheer/assistenten', 'GET /beheer/assistenten/:assistant', 'POST /beheer/assistenten/:assistant', 'GET /beheer/assistenten/:assistant/:file', 'POST /beheer/assistenten/:assistant/:file', 'GET /beheer/assistenten/:assistant/meting', 'POST /beheer/assistenten/:assistant/meting',
    ]),
  );
  const ofFactsheet = having('factsheet');
  expect(ofFactsheet.length).toBeGreaterThan(4);
  expect(ofFactsheet.filter((route) => !/^(?:GET|POST) \/beheer\/(?:factsheet|doorlichting)(?:\/|$)/.test(route))).toEqual([]);
  const ofEmployees = [...having('employee'), ...having('keeper')];
  const watching = ['oversee', 'hold'].flatMap(having);
  expect(new Set(watching)).toEqual(
    new Set([
      'GET /beheer/factsheet/afwijkingen', 'GET /beheer/logboek', 'POST /beheer/logboek/export', 'POST /beheer/logboek/csv', 'GET /beheer/logboek/controleprogramma', 'GET /beheer/logboek/bewaard/:holder', 'GET /beheer/verwerkingen',
      'GET /beheer/bewaren', 'POST /beheer/bewaren/blokkades', 'POST /beheer/bewaren/blokkades/:hold/opheffen',
    ]),
  );
  const ofAccounts = having('account');
  const ofOpenings = having('opening');
  expect(ofOpenings.length).toBeGreaterThan(5);
  expect(ofOpenings.filter((route) => !/^(?:GET|POST) \/beheer\/inzage(?:\/|$)/.test(route))).toEqual([]);
  expect(new Set(ofAccounts)).toEqual(new Set(['POST /werk/account/passkeys/:id/verwijderen', 'GET /werk/account/gegevens/:format']));
  const ofOfficers = [...having('requests'), ...having('privacy')];
  expect(ofOfficers.length).toBeGreaterThan(4);
  expect(ofOfficers.filter((route) => !/^(?:GET|POST) \/beheer\/verzoeken(?:\/|$)/.test(route))).toEqual([]);
  expect(ofEmployees).not.toEqual([]);
  expect(ofEmployees.filter((route) => !/^[A-Z]+ \/(?:werk|api\/v1\/work)(?:\/|$)/.test(route))).toEqual([]);
  expect(new Set(open)).toEqual(
    new Set([
      'GET /',
      'POST /',
      'GET /privacy',
      'GET /over',
      'GET /toegankelijkheid',
      'GET /factsheet',
      'GET /factsheet/:assistant',
      ...['', '.json', '.pdf', '.schema.json'].map((ending) => `GET /factsheet/doorlichting${ending}`),
      'GET /factsheet.json',
      'GET /factsheet.pdf',
      'GET /factsheet.schema.json',
      // At addresses that are the same on every site.
      'GET /.well-known/security.txt',
      'GET /.well-known/ai-factsheet.json',
      'GET /robots.txt',
      'GET /factsheet/sbom.json',
      'GET /factsheet/:assistant/system-card.json',
      'GET /factsheet/:assistant/system-card.yaml',
      'GET /manifest.webmanifest',
      'GET /favicon.ico',
      'POST /doorgeven',
      'POST /widget/:assistant',
      'POST /doorgeven/bestand',
      'POST /doorgeven/versturen',
      'GET /api/v1/conversations/:id/summary',
      'POST /api/v1/conversations/:id/handover',
      'POST /api/v1/widget/tokens',
      'GET /bronnen/:id',
      'GET /bronnen/:id/origineel',
      'GET /assets/*',
      'GET /healthz',
      'GET /readyz',
      'GET /widget.js',
      'GET /widget/:assistant',
      'POST /api/v1/assistants/:assistant/turns',
      // Who knows the number of the conversation was in it.
      'PUT /api/v1/turns/:id/feedback',
      'DELETE /api/v1/conversations/:id',
      'POST /gesprek/bewaren',
      'POST /gesprek/wissen',
      'POST /gesprek/wisbewijs',
      'GET /gesprek/wissen',
      'POST /reactie',
      'GET /reactie',
      'GET /api/v1/openapi.json',
      // The way in, and out.
      'GET /inloggen',
      'POST /uitloggen',
      'GET /inloggen/uitnodiging',
      'POST /api/v1/passkeys/options',
      'POST /api/v1/passkeys/login',
      'POST /api/v1/passkeys/invitation',
      // Also for who is logged in: checked by the route itself.
      'POST /api/v1/passkeys/register/options',
      'POST /api/v1/passkeys/register',
      'GET /beheer/inloggen',
      'POST /beheer/inloggen',
      'POST /beheer/uitloggen',
      'GET /inloggen',
      'POST /inloggen',
      'GET /inloggen/bevestigen',
      'GET /inloggen/terug',
      'POST /uitloggen',
      // From the provider, which proves itself by its signature.
      'POST /inloggen/afmelden',
    ]),
  );
  expect(new Set(keyed)).toEqual(
    new Set([
      'GET /api/v1/collections/:collection/documents',
      'PUT /api/v1/collections/:collection/documents/:sourceId',
      'GET /api/v1/collections/:collection/documents/:sourceId',
      'PATCH /api/v1/collections/:collection/documents/:sourceId',
      'DELETE /api/v1/collections/:collection/documents/:sourceId',
      'GET /api/v1/jobs',
      'POST /api/v1/jobs/:id/retry',
      'DELETE /api/v1/jobs/:id',
      'GET /api/v1/jobs/events',
      'GET /api/v1/own-key',
      'POST /api/v1/audit/checkpoints',
      // Of programs that call models, before the router.
      'POST /v1/chat/completions',
      'POST /v1/embeddings',
      'GET /v1/models',
      'GET /v1/models/',
      'POST /api/chat',
      'POST /api/generate',
      'POST /api/embed', 'POST /api/embeddings',
      'POST /api/show',
      'GET /api/tags',
      'GET /api/ps',
      'GET /api/version',
    ]),
  );
  expect(ofAdmins.length).toBeGreaterThan(5);
  expect(ofEditors.length).toBeGreaterThan(5);
  expect(ofEditors.filter((route) => !/^(?:GET|POST) \/beheer(?:\/|$)/.test(route))).toEqual([]);
  expect(ofReviewers.length).toBeGreaterThan(5);
  expect(ofReviewers.filter((route) => !/^(?:GET|POST) \/beheer\/(?:beoordelen|toetsvragen)(?:\/|$)/.test(route))).toEqual([]);
  expect(ofAdmins).toEqual(
    expect.arrayContaining([
      'GET /api/v1/backends',
      'PUT /api/v1/backends/:backendId',
      'DELETE /api/v1/backends/:backendId',
      'POST /api/v1/backends/:backendId/pulls',
      'GET /api/v1/models',
      'GET /api/v1/switches',
      'PUT /api/v1/switches/:assistant',
      'PUT /api/v1/models/:name',
      'DELETE /api/v1/models/:name',
    ]),
  );
  expect(open.length + secret.length + ofOpenings.length + managing.length + keyed.length + ofEditors.length + ofReviewers.length + ofAdmins.length + ofEmployees.length + ofAccounts.length + watching.length + ofOfficers.length + ofFactsheet.length).toBe(handlers.length);
  await desk.close();
});
