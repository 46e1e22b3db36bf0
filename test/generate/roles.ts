import { createApp } from '../../src/http/app.ts';
import type { AppDeps } from '../../src/http/deps.ts';
import { cellsOf, COLUMNS } from '../support/roles.ts';

const HEAD = `# Who may open what

Made by \`npm run generate\` from what the code declares (\`src/http/access/kinds.ts\` and each \`access.declare\`); \`test/http/roles.test.ts\` goes to every route as
every role, and fails where the desk does otherwise than this table says. What nobody declares is closed.

Each column is somebody with that one role, or a key with that one right: who has several has them together. A key is sent in a header, or logged in with.
\`yes\`: open. \`own\`: open, for no more than what is theirs, or what their groups or their key name. \`no\`: refused. \`secret\` is for who has a secret that is neither
a role nor a key (\`METRICS_TOKEN\`). \`POST /api/v1/assistants/:assistant/turns\` is open for assistants of residents; those of employees are for employees.

`;

/** An app with all of its routes, of which none is called: whatever it is handed is nothing. */
function everyRoute() {
  const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });
  const names: Readonly<Record<keyof AppDeps, true>> = {
    municipality: true, audit: true, assistants: true, publicAssistant: true, pages: true, takeTurn: true, isUrgent: true, conversation: true, eraseConversation: true, documents: true,
    verifyKey: true, keys: true, models: true, catalogue: true, push: true, admin: true, review: true, drift: true, reports: true, processing: true, register: true, retention: true, oversight: true, handover: true, privacy: true, widget: true, visitors: true, switches: true, live: true, settings: true, factsheet: true, aiAct: true, diligence: true,
    workplace: true, chatFiles: true, console: true, tasks: true, login: true, accounts: true, site: true, platforms: true, ping: true, logger: true, metrics: true, newId: true, trustedProxies: true, maxTurns: true,
  };
  return createApp(Object.fromEntries(Object.keys(names).map((name) => [name, nothing])) as unknown as AppDeps);
}

/** The table of route and role. */
export function rolesText(): string {
  const { routes, access } = everyRoute();
  const handlers = routes.filter(({ method }) => method !== 'ALL').toSorted((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  const rows = handlers.map(({ method, path }) => {
    const kind = access.accessOf(method, path);
    return [`\`${method} ${path}\``, kind, ...cellsOf(kind, path)];
  });
  const table = [['route', 'for', ...COLUMNS], Array.from({ length: COLUMNS.length + 2 }, () => '---'), ...rows];
  return `${HEAD}${[...new Set(table.map((row) => `| ${row.join(' | ')} |`))].join('\n')}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
