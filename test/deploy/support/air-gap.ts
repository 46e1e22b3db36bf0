import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { startOllamaHost } from '../../support/ollama-host/index.ts';

/**
 * The machine without a network: `outside-packets --no-route node air-gap.ts FOLDER`, where FOLDER has the archive and its checksum, and nothing
 * else. It does what docs/air-gap.md says, command by command, and then the main job. Of this machine the bundle sees a few programs of the
 * distribution, and no HOME, npm, Node.js or repository. Prints `DONE` for each thing done; exits 1 at the first that fails.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const [place = ''] = process.argv.slice(2);
const NEEDED = 'sh tar gzip sha256sum cut sort comm sed find mktemp rm wc head dirname mkdir cp chmod mv date cat install'.split(' ');
/** What is within one that is hidden already is not there to be hidden. */
const HIDDEN = [root, realpathSync(join(root, 'node_modules'))].filter((folder, index) => index === 0 || !folder.startsWith(`${root}/`));

/** As the page calls it, and as it is called. */
const EXAMPLE = 'balie-0.1.0-COMMIT-linux-x64';
const name = readdirSync(place).find((one) => one.endsWith('.tar.gz'))?.replace('.tar.gz', '') ?? '';

mkdirSync(join(place, 'bin'));
mkdirSync(join(place, 'home'));
for (const tool of NEEDED) symlinkSync(['/usr/bin', '/bin'].map((folder) => join(folder, tool)).find((path) => existsSync(path)) ?? tool, join(place, 'bin', tool));

const host = await startOllamaHost({ models: ['ministral-3:3b'] });
// The desk must do without a model first.
await host.stop();
/** The sample's own, with what it says in its factsheet, but with a folder of three documents. */
const settings = parse(readFileSync(join(root, 'ingest/samples/balie.yaml'), 'utf8')) as object;
mkdirSync(join(place, 'gemeente/documenten'), { recursive: true });
writeFileSync(join(place, 'gemeente/documenten/paspoort.md'), '# Paspoort aanvragen\n\nEen paspoort voor volwassenen kost € 86,20. U betaalt bij de balie van het stadhuis.\n');
writeFileSync(join(place, 'gemeente/documenten/rijbewijs.md'), '# Rijbewijs aanvragen\n\nEen rijbewijs kost € 51,40. U haalt het rijbewijs na vijf werkdagen op.\n');
writeFileSync(join(place, 'gemeente/balie.yaml'), JSON.stringify({ ...settings, collections: [{ id: 'producten', title: 'Producten en diensten', owner: 'Team Publiekszaken', readers: ['resident', 'employee'], folder: 'documenten' }] }));
const env = { PATH: join(place, 'bin'), HOME: join(place, 'home'), CONFIG: join(place, 'gemeente/balie.yaml'), OLLAMA_URL: host.url, PORT: '0', NODE_COMPILE_CACHE: join(place, 'compiled') };

/** In a place of its own in which what nobody carries over is not there. */
const through = ['--mount', '/bin/sh', '-ec', `${HIDDEN.map((folder) => `mount -t tmpfs tmpfs '${folder}'`).join('; ')}; export PATH='${env.PATH}'; cd "$0"; exec "$@"`];
const PROGRAMS = { ...env, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };

let cwd = place;
function machine(...command: string[]): string {
  const { status, stdout, stderr } = spawnSync('unshare', [...through, cwd, ...command], { env: PROGRAMS, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${status}\n${stdout}${stderr}`);
  return stdout + stderr;
}

function done(what: string): void {
  console.log(`DONE ${what}`);
}

function check(what: string, isSo: boolean, said: string): void {
  if (!isSo) throw new Error(`${what}:\n${said}`);
  done(what);
}

/** Until it says where it can be found. */
async function started(desk: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    desk.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /klaar: (http\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    desk.once('exit', (code) => reject(new Error(`the desk ended with ${code}: ${said}`)));
  });
}

async function ask(url: string): Promise<{ readonly outcome: string; readonly answer: string }> {
  const response = await fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"question":"Wat kost een paspoort?"}' });
  return (await response.json()) as { outcome: string; answer: string };
}

async function askUntil(url: string, outcome: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const answer = await ask(url);
    if (answer.outcome === outcome) return answer.answer;
    if (tries === 120) throw new Error(`no ${outcome}: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function mainJob(desk: ChildProcess): Promise<void> {
  const url = await started(desk);
  const quoted = await askUntil(url, 'quoted');
  check('quoted from a folder that it read, without a model', quoted.includes('86,20'), quoted);
  await host.start();
  const answer = await askUntil(url, 'answered');
  check('answered by the model', answer.includes('86,20') && host.requests.some(({ path }) => path === '/api/chat'), answer);
}

try {
  const page = readFileSync(join(root, 'docs/air-gap.md'), 'utf8').split('## On the machine without a network')[1] ?? '';
  for (const line of [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, text]) => (text ?? '').replaceAll(EXAMPLE, name).replaceAll(' &&\n', '\n').trimEnd().split('\n'))) {
    // Where it would write outside its own folder.
    const here = line.replace('/opt/', `${place}/opt/`);
    if (line.startsWith('cd ')) cwd = join(cwd, line.slice(3));
    else if (line === './balie start') {
      const desk = spawn('unshare', [...through, cwd, './balie', 'start'], { env: PROGRAMS, stdio: ['ignore', 'ignore', 'pipe'] });
      try {
        await mainJob(desk);
      } finally {
        desk.kill('SIGTERM');
      }
      const code = await new Promise((resolve) => desk.once('exit', resolve));
      check('it ended in order', code === 0, String(code));
    } else machine('sh', '-ec', here);
    done(line);
  }

  machine('./balie', 'audit', 'export', '--out', join(place, 'export.jsonl'));
  const alone = machine('program/node_modules/.bin/node', 'program/deploy/audit/verify-audit.mjs', join(place, 'export.jsonl'));
  check('the export is whole, says the program that stands alone', readFileSync(join(place, 'export.jsonl'), 'utf8').split('\n').length > 5, alone);
  const sheet = machine('./balie', 'factsheet', 'show');
  const { commit } = JSON.parse(readFileSync(join(cwd, 'bundle.json'), 'utf8')) as { commit: string };
  check('the factsheet knows of which commit it is', commit.includes(' ') || sheet.includes(commit), sheet);
  machine('./balie', 'factsheet', 'publish', '--reason', 'Eerste keer, zonder netwerk');
  machine('./balie', 'factsheet', 'validate');
  done('the factsheet is published and validated');
  machine('./balie', 'backup', 'key', '--out', join(place, 'sleutel.pem'));
  machine('./balie', 'backup', join(place, 'vandaag.backup'), '--key', join(place, 'sleutel.pem.pub'));
  machine('./balie', 'backup', 'verify', join(place, 'vandaag.backup'), '--key', join(place, 'sleutel.pem'));
  done('a backup is made and verified');

  // A newer one is put over it, and finds the data.
  const newer = machine('./balie', 'install', `${place}/opt/balie`);
  check('what stood there is kept', readdirSync(join(place, 'opt')).length === 2 && newer.includes('Wat er stond, staat in'), newer);
  cwd = join(place, 'opt/balie');
  // As a service, by the lines of the guide that are neither npm's nor, as there is none here, systemd's.
  const upgrade = /```sh\n(systemctl stop [^\n]* balie\ncd [^]*?)```/.exec(readFileSync(join(cwd, 'docs/en/installer.md'), 'utf8'))?.[1]?.trimEnd().split('\n') ?? [];
  for (const folder of ['etc/systemd/system', 'usr/local/bin']) mkdirSync(join(place, folder), { recursive: true });
  const left = upgrade.filter((line) => !/^(?:npm|systemctl|journalctl|cd) /.test(line));
  for (const line of left) machine('sh', '-ec', line.replaceAll(/ \/(?=etc|usr)/g, ` ${place}/`));
  const made = readdirSync(join(place, 'etc/systemd/system'));
  check('the guide’s upgrade needs only its two lines of npm left out', upgrade.filter((line) => line.startsWith('npm ')).length === 2 && left.length === 2 && made.length === 3, upgrade.join('\n'));
  const status = spawnSync('unshare', [...through, cwd, 'node_modules/.bin/node', 'src/main.ts', 'documents', 'list', '--collection', 'producten'], { env: { ...PROGRAMS, DATA_DIR: join(place, 'balie-data') }, encoding: 'utf8' });
  check('as a service has it, on the same data', status.status === 0 && status.stdout.includes('Paspoort aanvragen'), status.stdout + status.stderr);
  check('nothing in HOME', readdirSync(join(place, 'home')).length === 0, basename(place));
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
await host.stop();
