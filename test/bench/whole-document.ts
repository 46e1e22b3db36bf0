/**
 * What a summary of a whole file takes with a real model: `node test/bench/whole-document.ts URL FILE [CONTEXT_TOKENS] [FIRST-LAST]`, where
 * URL is an OpenAI-compatible host with a model `chat`, and DATABASE_URL an empty database. It goes as an employee's does: over HTTP, with
 * progress, and with the check that each line is carried by its page. Prints what happens and when, and cancels a second one after a step.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { joinStore } from '../../src/store/open.ts';
import { addFile, readFiles } from '../support/chat-files.ts';
import { colleague, type Colleague, GROUPS } from '../support/employee.ts';
import { makeInstallation, startProgram } from '../support/process.ts';

const [host, path, context = '4096', pages] = process.argv.slice(2);
const { DATABASE_URL } = process.env;
if (host === undefined || path === undefined || DATABASE_URL === undefined) throw new Error('DATABASE_URL=… node test/bench/whole-document.ts URL FILE [CONTEXT_TOKENS] [FIRST-LAST]');
const [from, to] = pages?.split('-').map(Number) ?? [];

const settings = `backends: ${JSON.stringify([{ id: 'real', kind: 'openai', url: host, slots: 2 }])}
models: ${JSON.stringify([{ name: 'chat', model: 'chat', contextTokens: Number(context), capabilities: ['chat'], licence: 'Apache-2.0', origin: 'test' }])}
groups: ${JSON.stringify(GROUPS)}
`;
const place = await makeInstallation({ fresh: true, settings });
const program = startProgram(['serve'], { ...place.env, DATABASE_URL });
const url = await program.url();
const db = await joinStore({ databaseUrl: DATABASE_URL, dataDir: place.dataDir, onFailure: report.bind(undefined, 'database') });
try {
  await measure(await colleague({ db, url }));
} finally {
  await program.stop();
  await db.close();
  await place.remove();
}

async function measure(noor: Colleague): Promise<void> {
  const id = randomUUID();
  const began = performance.now();
  const added = await addFile(noor, id, basename(path ?? ''), new Uint8Array(readFileSync(path ?? '')));
  if (!added.ok) throw new Error(await added.text());
  const [file] = await readFiles(noor, id, 600_000);
  report('read', { seconds: seconds(began), ...file });
  const body = { assistant: 'collega', kind: 'summarise', file: file?.id, ...(to !== undefined && { pages: { from, to } }) };
  const api = `/api/v1/work/conversations/${id}/documents-work`;
  report('estimate', (await (await noor.send('POST', `${api}/estimate`, body)).json()) as object);
  await follow(await noor.send('POST', api, body, { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/event-stream' }), async () => undefined);

  const again = performance.now();
  await follow(await noor.send('POST', api, body, { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/event-stream' }), async (turnId, done) => {
    if (done !== 1) return;
    const stopped = await noor.send('DELETE', `${api}/${turnId}`);
    report('cancelled', { status: stopped.status, afterSeconds: seconds(again) });
  });
}

async function follow(response: Response, onProgress: (turnId: string, done: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  let text = '';
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = text.slice(0, end).split('\n').find((line) => line.startsWith('data: '));
      text = text.slice(end + 2);
      if (data === undefined) continue;
      const said = JSON.parse(data.slice(6)) as { turnId?: string; done?: number };
      report(`after ${seconds(began)} s`, said);
      if (said.turnId === undefined) continue;
      if (said.done !== undefined) await onProgress(said.turnId, said.done);
    }
  }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}

function report(what: string, facts: object): void {
  process.stdout.write(`${what} ${JSON.stringify(facts)}\n`);
}
