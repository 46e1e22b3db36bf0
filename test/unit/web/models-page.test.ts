import { expect, test } from 'vitest';
import { modelsPage } from '../../../src/web/pages/console/models/list.ts';
import type { HostView, ModelsView } from '../../../src/web/pages/console/views.ts';
import { municipality } from '../../support/desk-views.ts';

const host = (id: string, state: HostView['state']): HostView => ({ id, state, kind: 'ollama', url: `http://${id}.example`, pool: 'standaard', slots: 1, draining: false, running: 0, waiting: 0, hasKey: false, isChanged: false });

/** What stands in the row of this host, as somebody reads it. */
async function rowOf(id: string, hosts: readonly HostView[], models: ModelsView['models'] = []): Promise<string> {
  const view = { municipality, editor: { menu: [] }, hosts, models, pulls: [], changes: [], isDone: false } as unknown as ModelsView;
  const row = String(await modelsPage(view)).split('<li class="balie-row">').find((one) => one.includes(`http://${id}.example`)) ?? '';
  return row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
}

test('a host that does not work says why at itself, as its models were told; nothing that nobody knows', async () => {
  const models = [{ name: 'groot', model: 'groot:7b', pool: 'standaard', capabilities: ['chat'], contextTokens: 8_192, isChanged: false, places: [{ host: 'een', state: 'unreachable', away: 'weigert de sleutel (HTTP 401)', isPulling: false, canPull: true }] }] as unknown as ModelsView['models'];
  expect(await rowOf('een', [host('een', 'failing'), host('twee', 'failing')], models)).toMatch(/^een werkt niet .*De server weigert de sleutel \(HTTP 401\)\.$/);
  const unknown = await rowOf('twee', [host('een', 'failing'), host('twee', 'failing')], models);
  expect(unknown).toMatch(/^twee werkt niet/);
  expect(unknown).not.toContain('De server');
  expect(await rowOf('een', [host('een', 'ready')], models)).not.toContain('De server');
});
