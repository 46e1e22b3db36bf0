import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formsIn } from '../../support/forms.ts';
import { createPayloads, headersThatSay, whatRuns } from '../../support/stored-fields/payloads.ts';
import { NOT_WRITTEN, UNSEEN } from '../../support/stored-fields/not-written.ts';
import { seedAll, type SeededDesk } from '../../support/stored-fields/seed-all.ts';

/** Routes that show this person nothing as they are: pages that lead elsewhere, or that need what only a form or a key has. */
const NOT_SHOWN: Readonly<Record<string, number>> = {
  '/widget/:assistant': 404, '/reactie': 303, '/gesprek/wissen': 303, '/inloggen': 303, '/inloggen/terug': 404, '/beheer/sleutel': 303, '/beheer/logboek/bewaard/:holder': 404, '/werk/gedeeld/:id': 404,
  '/werk/gesprekken/:id/reactie': 303, '/beheer/verzoeken/:id/wisbewijs': 404, '/werk/wisbewijs/:number': 404, '/werk/gesprekken/:id/documenten/:work/tabel.csv': 404,
  '/beheer/doorlichting/bestanden/:sha256': 404, // A file is given for download, and named by the desk.
};

let seeded: SeededDesk;
beforeAll(async () => {
  seeded = await seedAll();
}, 120_000);
afterAll(() => seeded.desk.close());

test('what anybody stored runs on no page of the desk', { timeout: 120_000 }, async () => {
  const { p, who, mate, pages } = seeded;
  const faults: string[] = [];
  const seen = new Set<string>();
  const looks = [...pages.map((page) => ({ reader: who, ...page })), ...pages.filter(({ route }) => ['/werk/account', '/werk/gedeeld', '/werk/gedeeld/:id'].includes(route)).map((page) => ({ reader: mate, ...page }))];
  for (const { reader, route, address } of looks) {
    const answer = await reader.get(address);
    const text = await answer.text();
    faults.push(...headersThatSay(answer.headers).map((fault) => `${address}: ${fault}`));
    if (answer.status !== 200 && NOT_SHOWN[route] !== answer.status) faults.push(`${address}: ${answer.status}`);
    if (answer.headers.get('Content-Type')?.startsWith('text/html') !== true) continue;
    faults.push(...whatRuns(text).map((fault) => `${address}: ${fault}`));
    for (const field of p.fieldsIn(text)) seen.add(field);
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
  const filled = new Set(seeded.p.fields.map((field) => field.split(':')[0] ?? ''));
  const named = Object.values(NOT_WRITTEN).flat();
  expect(columns.filter((column) => !filled.has(column) && !named.includes(column))).toEqual([]);
  // Nothing is named that is gone, or that is seeded after all.
  expect([...named, ...filled].filter((column) => !columns.includes(column) && column !== 'planted')).toEqual([]);
  expect(named.filter((column) => filled.has(column))).toEqual([]);
});

test('a page that forgets to escape is caught, wherever it does', () => {
  const p = createPayloads();
  const text = p.of('planted');
  expect(whatRuns(String(html`<p title="${text}">${text}</p><input value="${text}"><a href="https://x.example/?${text}">${text}</a>`))).toEqual([]);
  for (const page of [html`<p>${raw(text)}</p>`, html`<p title="${raw(text)}"></p>`, html`<script>const name = ${text};</script>`, html`<!-- ${raw(text)} -->`, html`<a href="${p.address('planted')}">x</a>`, html`<p ${raw(text)}></p>`, html`<p onclick="${text}"></p>`])
    expect(whatRuns(String(page))).not.toEqual([]);
});

/** No database keeps the first; the second ends what a terminal shows. */
const PLANTED = ['\0', '\u001B'];

// Last: it changes much of what the others look at.
test('each field of each form takes or refuses characters that cannot be kept', { timeout: 300_000 }, async () => {
  const { desk, who, pages } = seeded;
  const failed: string[] = [];
  const tried = new Set<string>();
  for (const { address } of pages) {
    // What the forms before this one turned off answers nothing.
    for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, { byUser: who.id });
    const page = await who.get(address);
    const html = await page.text();
    if (page.headers.get('Content-Type')?.startsWith('text/html') !== true) continue;
    for (const { action, method, fields, typed } of formsIn(html, address)) {
      for (const name of typed) {
        const key = `${method} ${action.replaceAll(/\?.*/g, '')} ${name}`;
        if (tried.has(key)) continue;
        tried.add(key);
        for (const planted of PLANTED) {
          const filled = { ...Object.fromEntries(Object.entries(fields).map(([one, value]) => [one, value === '' ? 'tekst' : value])), [name]: `${fields[name] ?? ''}${planted}a` };
          const answer = method === 'post' ? await who.post(action, filled) : await who.get(`${action.replaceAll(/\?.*/g, '')}?${new URLSearchParams(filled).toString()}`);
          // No model answers here, which is told with 503.
          if (answer.status >= 500 && answer.headers.get('Retry-After') === null) failed.push(`${answer.status} ${key} ${JSON.stringify(planted)}`);
          await answer.body?.cancel();
        }
      }
    }
  }
  expect(tried.size).toBeGreaterThan(200);
  expect(failed).toEqual([]);
  expect(desk.logged.filter(({ code }) => code === 'internal')).toEqual([]);
});
