import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/cli/commands/audit.ts';
import { restore } from '../../src/cli/commands/restore.ts';
import { masterKey } from '../../src/audit/content.ts';
import { createManagementLog } from '../../src/audit/management-log.ts';
import { createKeyManager } from '../../src/identity/key-manager.ts';
import { migrate } from '../../src/store/migrate.ts';
import { connect } from '../../src/store/postgres.ts';
import { AUDIT_KEY, commandOn } from '../support/keys-command.ts';
import { serverPlace } from '../support/own-server.ts';
import { answered, openLog, turn } from '../store/audit/support.ts';

const page = new URL('../../docs/nl/backup.md', import.meta.url);
const place = await serverPlace();
if (place === undefined) console.warn('point-in-time.test.ts: skipped, there are no programs of a PostgreSQL server here');

describe.runIf(place !== undefined)('back to a moment, as docs/nl/backup.md says', () => {
  const { folder = '', url = '', shell = () => Promise.resolve(), remove = () => Promise.resolve() } = place ?? {};
  const running = new Set<string>();
  afterAll(async () => {
    for (const data of running) await shell(`pg_ctl -D ${data} -m immediate stop`);
    await remove();
  });
  const open = () => connect({ kind: 'postgresql', connection: { connectionString: url } });

  test('what was said before it is there, what came after it is not, and the desk can write', async () => {
    const text = (await readFile(page, 'utf8')).split('## Naar elk moment terug (PostgreSQL)')[1] ?? '';
    const [conf = '', base = '', making = '', back = ''] = [...text.matchAll(/^```(?:conf|bash)\n([^]*?)^```$/gm)].map(([, lines]) => lines ?? '');
    const here = (script: string, moment = '') => script.replaceAll(/\/(archief|basis|terug)\b/g, `${folder}/$1`).replaceAll('2026-11-27 14:00:00+01', moment);

    await shell(`mkdir archief basis
      initdb -D oud -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
      cat >> oud/postgresql.conf <<'EINDE'\nlisten_addresses = ''\nunix_socket_directories = '${folder}'\nfsync = off\n${here(conf)}EINDE
      pg_ctl -D oud -w -l log start >/dev/null`);
    running.add('oud');
    const before = open();
    await migrate(before);
    const key = Buffer.from(await masterKey(before, AUDIT_KEY, folder));
    const log = openLog(before, randomUUID(), key);
    await shell(here(base));
    const [kept, lost] = [turn(), turn()];
    await log.received(kept);
    await log.ended(kept.id, answered);
    const keys = createKeyManager(before, createManagementLog({ masterKey: key, now: () => new Date() }));
    const { id } = await keys.create({ name: 'Programma', models: ['*'] }, { byUser: 'beheer' });
    const [{ moment } = { moment: '' }] = await before.query<{ moment: string }>('SELECT now()::text AS moment');
    await sleep(20);
    await log.received(lost);
    await log.ended(lost.id, answered);
    await keys.revoke(id, { byUser: 'beheer' });
    const newer = join(folder, 'nieuwer.jsonl');
    expect(await commandOn(audit, before, { DATA_DIR: folder })('export', '--out', newer)).toMatchObject({ code: 0 });
    await before.close();
    await shell('pg_ctl -D oud -m fast -w stop >/dev/null');
    // As after a crash between the archive and the server's own note of it: the same file is offered again, and again until it is taken.
    const archive = here(/^archive_command = '(.*)'$/m.exec(conf)?.[1] ?? '');
    const offer = (path: string, name: string) => shell(archive.replaceAll('%p', path).replaceAll('%f', name)).then(() => 'taken', () => 'refused');
    await shell('printf heel > eerst; printf heel > nogmaals; printf anders > anders; printf half > archief/op.deel');
    expect([await offer('eerst', 'op'), await offer('nogmaals', 'op'), await offer('anders', 'op'), await offer('er-is-niets', 'op2')]).toEqual(['taken', 'taken', 'refused', 'refused']);
    await shell('test "$(cat archief/op)" = heel; test ! -e archief/op.deel; test ! -e archief/op2; rm archief/op');
    running.delete('oud');

    // The user of PostgreSQL has another name here, and what a server writes goes into a file.
    const make = here(making).replace('postgres:postgres', '"$(id -u)"');
    const given = (script: string) => script.replace(/pg_ctl .* start/, '$& -l log >/dev/null');
    // Typed at a prompt, where what fails stops nothing by itself. @returns what its last line says; empty where it fails.
    const typed = async (script: string) => {
      const done = await shell(`set +e\n{ ${script}}> gezegd`).then(() => true, () => false);
      return done ? (await readFile(join(folder, 'gezegd'), 'utf8')).trim() : '';
    };
    // A moment that the archive does not reach: it does not wait for ever, and is not done.
    await shell(make);
    expect(await typed(given(here(back, '2100-01-01 00:00:00+01')))).toBe('');
    await shell('rm -r terug');
    await shell(make);
    // The archive is on another machine, and takes its time: what can be read is there before what can be written.
    const putBack = given(here(back, moment)).replace("'cp ", "'sleep 0.3; cp ");
    expect(await typed(putBack)).toBe(`f|${folder}/terug`);
    running.add('terug');
    // Given twice, it leaves alone what is there, and what runs on it.
    const settings = () => readFile(join(folder, 'terug/postgresql.auto.conf'), 'utf8');
    const asItWas = await settings();
    expect(await shell(make).then(() => 'made', () => 'refused')).toBe('refused');
    await typed(putBack);
    expect(await settings()).toBe(asItWas);
    const after = open();
    const found = openLog(after, randomUUID(), key);
    expect(await found.conversation(kept.conversationId, 'loket')).toMatchObject([{ question: kept.question, outcome: 'answered' }]);
    expect(await found.conversation(lost.conversationId, 'loket')).toEqual([]);
    expect(await commandOn(audit, after, { DATA_DIR: join(folder, 'data') })('verify')).toMatchObject({ code: 0, out: expect.stringContaining('3 ') });
    const next = turn();
    await found.received(next);
    await found.ended(next.id, answered);
    expect(await found.conversation(next.conversationId, 'loket')).toHaveLength(1);
    expect(await commandOn(restore, after, { DATA_DIR: folder })('--erasures', newer)).toMatchObject({ code: 0, out: expect.stringContaining(`Opnieuw ingetrokken sleutels: ${id}.`) });
    await after.close();

    // As on Debian: its settings are elsewhere, name the old folder, and are not in the base. What follows the archive now is the line that began above.
    await shell(`pg_ctl -D terug -m fast -w stop >/dev/null; mv terug eerder; mkdir etc; mkdir -m 700 uitgepakt; tar -xzf basis/2026-11-22/base.tar.gz -C uitgepakt
      mv uitgepakt/postgresql.conf uitgepakt/pg_hba.conf uitgepakt/pg_ident.conf etc; echo "data_directory = '${folder}/oud'" >> etc/postgresql.conf; tar -czf basis/2026-11-22/base.tar.gz -C uitgepakt .`);
    running.delete('terug');
    await shell(make);
    const elsewhere = putBack.replaceAll(`pg_ctl -D ${folder}/terug`, `pg_ctl -D ${folder}/etc`);
    // Who forgets to name the new folder is not told that all is well.
    running.add('oud');
    expect(await typed(elsewhere)).toBe('');
    running.delete('oud');
    await shell(`pg_ctl -D etc -m fast -w stop >/dev/null; rm -r terug; sed -i "s|^data_directory.*|data_directory = '${folder}/terug'|" etc/postgresql.conf`);
    await shell(make);
    expect(await typed(elsewhere)).toBe(`f|${folder}/terug`);
    running.add('terug');
    const again = open();
    expect(await openLog(again, randomUUID(), key).conversation(kept.conversationId, 'loket')).toHaveLength(1);
    await again.close();
  });
});
