import { startOllamaHost } from '../support/ollama-host/index.ts';
import { makeInstallation, runCommand, startProgram } from '../support/process.ts';

/**
 * The main job of the real program, start to end, with a model host on this machine: `node test/load/main-job.ts`, by itself or under
 * `outside-packets`. It starts, reads its documents, answers by the model, verifies its log, and makes its factsheet and SBOM. Exits 1 where one fails.
 */
const host = await startOllamaHost({ models: ['chat'] });
const place = await makeInstallation({ settings: `backends:\n  - { id: ollama, kind: ollama, url: '${host.url}' }\n` });
const program = startProgram(['serve'], place.env);
const faults: string[] = [];
try {
  const url = await program.url();
  const answer = await fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"question":"Wat kost een paspoort?"}' });
  const said = await answer.text();
  if (answer.status !== 200) faults.push(`the question: ${answer.status} ${said.slice(0, 300)}`);
  if (!host.requests.some(({ path }) => path === '/api/chat')) faults.push('the model was not asked');
  for (const command of [['audit', 'verify'], ['factsheet', 'show'], ['factsheet', 'sbom']]) {
    const { code, stdout, stderr } = await runCommand(command, place.env);
    if (code !== 0 || stdout === '') faults.push(`${command.join(' ')}: ${code} ${stderr.slice(0, 300)}`);
  }
} catch (error) {
  faults.push(String(error));
}
const { code } = await program.stop();
if (code !== 0) faults.push(`it ended with ${code}: ${program.stderr.slice(-500)}`);
if (/Geweigerd: een verbinding/.test(program.stderr)) faults.push(program.stderr);
await host.stop();
await place.remove();
console.log(faults.length === 0 ? 'main job done' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
