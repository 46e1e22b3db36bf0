import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { render } from './support/chart.ts';
import { root } from './support/image.ts';

/** What of the guide may not begin before something else succeeded. The English page has the same commands: `test/unit/docs.test.ts`. */
const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
const blocks = (language: string) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '');
const lines = blocks('sh').flatMap((text) => text.trimEnd().split('\n'));

test('a new version starts only after the backup of before succeeded, with the units of the new one', () => {
  expect(lines.filter((line) => /start balie-backup\.service|run --rm backup(?: &&|$)/.test(line) && line.includes('&&'))).toEqual(['systemctl start balie-backup.service && systemctl start balie', 'docker compose run --rm backup && docker compose up --detach --wait']);
  const upgrade = blocks('sh').find((text) => text.includes('npm ci') && text.includes('systemctl stop balie')) ?? '';
  const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => /\.(?:service|timer)$/.test(name));
  expect(units.filter((name) => !upgrade.includes(` deploy/systemd/${name} `))).toEqual([]);
  expect(upgrade).toMatch(/daemon-reload\nsystemctl start balie-backup\.service && systemctl start balie\n$/);
  expect(upgrade.match(/systemctl start/g)).toHaveLength(2);
});

test('after a restore the desk starts only where that succeeded', () => {
  const isRestore = (line: string) => /\brestore \S+ --key /.test(line);
  const [onServer, withCompose, onHaven, ...others] = lines.filter(isRestore).map((line) => line.split(' && ').slice(1));
  expect([onServer, withCompose, others]).toEqual([['systemctl start balie'], [], []]);
  // What was written out for it stays until then, for `--finish`.
  expect(onHaven).toEqual(['rm -rf database-url audit-key teruggezet', expect.stringMatching(/^helm upgrade --install /)]);
  // Nothing that is typed behind it goes on where it did not.
  for (const block of blocks('sh').map((text) => text.trimEnd().split('\n'))) if (block.some(isRestore)) expect(block.findIndex(isRestore)).toBe(block.length - 1);
});

test('a backup is put back into the database of the chart before there is a desk, by the names that the operator gives', () => {
  const part = lines.slice(lines.findIndex((line) => line.includes('--set replicas=0')), lines.findIndex((line) => line.includes('AUDIT_KEY_FILE=audit-key')) + 1);
  const [answer] = render([{ values: { ...(parse(blocks('yaml')[0] ?? '') as object), replicas: 0, database: { cluster: { enabled: true, image: `x/y@sha256:${'0'.repeat(64)}` } }, network: { apiServer: '10.0.0.1/32' } } }]);
  const name = answer?.manifests.find(({ kind }) => kind === 'Cluster')?.metadata.name;
  expect(part.join('\n').match(/(?:cluster\/|secret |service\/)balie-lindewaarde-db[\w-]*/g)).toEqual([`cluster/${name}`, `secret ${name}-app`, `service/${name}-rw`]);
  expect(part.at(-1)?.split(' && ').at(-1)).toBe(part[0]?.replace(' --set replicas=0', ''));
  // As the operator writes it, with the name of its service.
  const [, filter = 'false'] = /\| (base64 --decode \| sed [^>]+) >/.exec(part.find((line) => line.includes('.data.uri')) ?? '') ?? [];
  const uri = Buffer.from(`postgresql://balie:Geheim123@${name}-rw.gemeenten:5432/balie`).toString('base64');
  expect(execFileSync('sh', ['-ec', filter], { input: uri, encoding: 'utf8' })).toBe('postgresql://balie:Geheim123@127.0.0.1:15432/balie');
  // To that port.
  expect(part.find((line) => line.includes('port-forward'))).toMatch(/ 15432:5432$/);
});
