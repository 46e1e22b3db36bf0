/**
 * So many residents at once: `node test/bench/residents.ts [RESIDENTS]`; see page.md. Each opens the page and asks something, with a name, an
 * address and numbers in it; one in ten by the form. The scripted host answers 64 at a time, in about a second. Prints what they met and how
 * soon; exits 1 when one met a fault, or when the log holds anything personal. `DATABASE_URL` for PostgreSQL.
 */
import { readFileSync } from 'node:fs';
import { reply, startOllamaHost } from '../support/ollama-host/index.ts';
import { makeInstallation, startProgram } from '../support/process.ts';
import { resident, Residents } from '../support/resident.ts';

/** The queue is fair by time: who had less of it comes before who was told a place. */
const MAX_RISE = 1;
const count = Number(process.argv[2] ?? 1_000);
const host = await startOllamaHost({ models: ['chat'] });
host.setScript(({ body }) => reply(pieces(body.messages?.at(-1)?.content ?? ''), { between: 100 }));
const place = await makeInstallation({ fresh: true, settings: `backends:\n  - { id: ollama, kind: ollama, url: '${host.url}', slots: 64 }\n` });
const { DATABASE_URL } = process.env;
const program = startProgram(['serve'], { ...place.env, ...(DATABASE_URL !== undefined && { DATABASE_URL }) });
const residents = new Residents(await program.url());
const memory = (line: string) => Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) / 1_000);
const before = memory('VmRSS');

const all = Array.from({ length: count }, (_, number) => resident(number));
const began = performance.now();
const opened = await Promise.all(all.map((one) => residents.open(one)));
console.log(`${count} pages opened in ${seconds(performance.now() - began)} s, ${opened.filter((status) => status === 200).length} well`);
const [streamed, posted] = await Promise.all([
  Promise.all(all.filter((_, number) => number % 10 !== 0).map((one) => residents.ask(one))),
  Promise.all(all.filter((_, number) => number % 10 === 0).map((one) => residents.post(one))),
]);
console.log(`all answered in ${seconds(performance.now() - began)} s; memory ${before} MB before, ${memory('VmHWM')} MB at most`);
console.log(`streams: ${counts(streamed.map(({ status, outcome }) => `${status} ${outcome}`))}; forms: ${counts(posted.map(({ status, isAnswered }) => `${status} ${isAnswered ? 'answered' : 'not answered'}`))}`);
console.log(`first word ${times(streamed.map(({ firstWord }) => firstWord))}; first text ${times(streamed.map(({ firstText }) => firstText))}; whole answer ${times(streamed.map(({ all: ms }) => ms))}`);
const waited = streamed.filter(({ places }) => places.length > 0);
const rises = waited.flatMap(({ places }) => places.map((at, index) => at - (places[index - 1] ?? at)));
const rise = Math.max(0, ...rises);
console.log(`${waited.length} were told their place, the last of all ${Math.max(0, ...waited.flatMap(({ places }) => places))}; they rose by ${rise} at most`);
residents.leave();
await program.stop();
const log = program.stdout + program.stderr;
const leaked = [...new Set(all.flatMap(({ secrets }) => secrets))].filter((secret) => log.includes(secret));
console.log(`${log.split('\n').length} lines of log; personal in them: ${leaked.length === 0 ? 'nothing' : leaked.slice(0, 5).join(', ')}`);
await Promise.all([host.stop(), place.remove()]);
const isGood = [...opened, ...posted.map(({ status }) => status)].every((status) => status === 200) && streamed.every(({ outcome }) => outcome === 'answered') && posted.every(({ isAnswered }) => isAnswered);
process.exitCode = isGood && rise <= MAX_RISE && leaked.length === 0 ? 0 : 1;

/** What the first source says, a few words at a time. */
function pieces(prompt: string): string[] {
  const source = /<bron nummer="1"[^>]*>([\s\S]*?)<\/bron>/.exec(prompt)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const said = `${/[^.]*\d[^.]*/.exec(source)?.[0].trim() ?? source} [1].`;
  return said.match(/(?:\S+\s*){1,2}/g) ?? [];
}

function counts(of: readonly string[]): string {
  return [...Map.groupBy(of, (name) => name)].map(([name, { length }]) => `${length} × ${name}`).join(', ');
}

function times(of: readonly number[]): string {
  const sorted = of.toSorted((one, other) => one - other);
  return [50, 95].map((share) => `p${share} ${seconds(sorted[Math.floor((sorted.length * share) / 100)] ?? 0)} s`).join(', ');
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
