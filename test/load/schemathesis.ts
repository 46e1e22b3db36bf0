import { reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { makeInstallation, runCommand, startProgram } from '../support/process.ts';

/**
 * The real program with a scripted model host and a key for everything, until it is stopped: `node test/load/schemathesis.ts`. Prints its address
 * and the key, for schemathesis:
 * `schemathesis run ADDRESS/api/v1/openapi.json --url ADDRESS/api/v1 -H 'Authorization: Bearer KEY' --checks not_a_server_error`.
 */
const host = await startOllamaHost({ models: ['chat'], script: reply('Een paspoort kost € 86,20.') });
const place = await makeInstallation({ settings: `backends:\n  - { id: ollama, kind: ollama, url: '${host.url}' }\n` });
const program = startProgram(['serve'], place.env);
console.log(await program.url());
const made = await runCommand(['keys', 'create', '--name', 'Proef', '--admin'], place.env);
console.log(made.stdout.trim() || made.stderr);
process.once('SIGTERM', () => void program.stop().then(() => host.stop()).then(() => place.remove()).then(() => process.exit()));
