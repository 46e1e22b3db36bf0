import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unpackDatabase } from '../../support/process.ts';
import { tool } from './tools.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8').replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');

/** What the Dockerfile says in its last stage, where it says it last. */
function said(instruction: string): string {
  const found = dockerfile.split(/^FROM /m).at(-1)?.match(new RegExp(`^(?:${instruction}) (.*)$`, 'gm'))?.at(-1);
  if (found === undefined) throw new Error(`the Dockerfile has no ${instruction}`);
  return found.slice(found.indexOf(' ') + 1);
}

const list = (text: string) => JSON.parse(text) as string[];

export const image = {
  user: said('USER'),
  signal: said('STOPSIGNAL'),
  start: [...list(said('ENTRYPOINT')), ...list(said('CMD'))],
  probe: list(said('HEALTHCHECK').replace(/^.* CMD /, '')),
  env: Object.fromEntries([...said('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name ?? '', value ?? ''])),
};

/**
 * The file tree that the Dockerfile makes, with of the base image what a program asks for that was linked to glibc and libstdc++. What
 * `npm ci --omit=dev` installs is what the lockfile does not mark as `dev`: taken from the tests' own folder, in a second and not in thirty.
 */
export async function makeTree(): Promise<string> {
  if (!/^RUN npm ci --omit=dev /m.test(dockerfile)) throw new Error('the Dockerfile installs otherwise');
  const packages = realpathSync(join(root, 'node_modules'));
  const tree = mkdtempSync(join(tmpdir(), 'balie-image-'));
  // Of root and open to all, as what is in an image is.
  chmodSync(tree, 0o755);
  const app = join(tree, 'app');
  for (const folder of ['app/node_modules', 'data', 'tmp', 'proc', 'dev', 'gemeente']) mkdirSync(join(tree, folder), { recursive: true });
  // What .dockerignore lets through is all that `COPY . .` gets.
  const sent = readFileSync(join(root, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? [];
  for (const path of sent) cpSync(join(root, path), join(app, path), { recursive: true });
  const { packages: locked } = JSON.parse(readFileSync(join(app, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  const kept = Object.entries(locked).filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true);
  const here = kept.map(([path]) => path.replace('node_modules/', '')).filter((path) => !path.includes('/node_modules/') && existsSync(join(packages, path)));
  // Links to them cost nothing, where they are on the same disk.
  const isNear = statSync(packages).dev === statSync(tree).dev;
  execFileSync('cp', ['--archive', ...(isNear ? ['--link'] : []), '--parents', ...here, '.bin', join(app, 'node_modules')], { cwd: packages });
  // What is cleared away by the Dockerfile's own commands. Of links: what they lead to stays where it is.
  for (const [command] of dockerfile.matchAll(/(?<=&& )(?:rm|find) [^&\n]+/g)) execFileSync('sh', ['-ec', command], { cwd: app });
  writeFileSync(join(tree, 'gemeente/balie.yaml'), CONFIG);
  mkdirSync(join(tree, 'gemeente/documenten'));
  writeFileSync(join(tree, 'gemeente/documenten/paspoort.md'), '# Paspoort aanvragen\n\nEen paspoort voor volwassenen kost € 86,20. U betaalt bij de balie van het stadhuis.\n');
  const [uid = 0, gid = 0] = image.user.split(':').map(Number);
  // As after a first start, which takes seconds of processor time; .ci/smoke has one.
  await unpackDatabase(join(tree, 'data/postgres'));
  execFileSync('chown', ['--recursive', `${uid}:${gid}`, join(tree, 'data')]);
  const libraries = execFileSync('ldd', [realpathSync(join(app, 'node_modules/.bin/node'))], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const path of libraries) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    copyFileSync(path, join(tree, path));
  }
  return tree;
}

/** One document, so that reading takes no time; the sample has dozens. */
const CONFIG = `municipality: { name: Gemeente Proefstad, website: 'https://www.proefstad.example/', phone: 14 000, phoneHours: op werkdagen, email: info@proefstad.example, address: 'Stadhuisplein 1', privacyOfficer: fg@proefstad.example }
retention: { said: P28D }
collections: [{ id: producten, title: Producten, owner: Team Publiekszaken, readers: [resident], folder: documenten }]
goingLive: { exceptions: [{ assistant: loket, reason: Deze balie is van een test., until: '${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)}' }] }
`;

const PLACE = `
  ip link set lo up
  mount --bind "$0" "$0"
  mount --bind "$0/data" "$0/data"
  mount -t tmpfs tmpfs "$0/tmp"
  chmod 1777 "$0/tmp"
  mount -t proc -o subset=pid,hidepid=invisible proc "$0/proc"
  mount -t tmpfs -o mode=0755 tmpfs "$0/dev"
  for device in null zero random urandom; do touch "$0/dev/$device"; mount --bind "/dev/$device" "$0/dev/$device"; done
  mount -o remount,bind,ro "$0"
  echo ready
  exec sleep 600`;

/**
 * A root of its own that cannot be written to but for /data and /tmp, on a machine without a network: only its own programs see it. Of /proc and
 * /dev it has what systemd leaves (ProcSubset, ProtectProc, PrivateDevices), which is less than Docker does.
 * @throws Error where that may not be made (no root, or a container without that right).
 */
export async function enterTree(tree: string) {
  const holder = spawn('unshare', ['--mount', '--net', 'sh', '-ec', PLACE, tree], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => holder.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('close', (code) => reject(new Error(`no root of its own can be made here (${code})`)));
  });
  const [uid, gid] = image.user.split(':');
  const inside = ['--target', String(holder.pid), '--mount', '--net'];
  // As who may never get rights, in the root, as the user of the image: whoever is not root has no capability there.
  const through = [...inside, 'setpriv', '--no-new-privs', '/usr/sbin/chroot', '--groups=', `--userspec=${uid}:${gid}`, tree];
  const options = { env: { ...image.env, CONFIG: '/gemeente/balie.yaml' } };
  return {
    /** With no more system calls than the unit of systemd leaves. */
    start: (command: readonly string[]): ChildProcess => {
      const confined = [tool('python'), join(root, 'test/deploy/support/confined.py'), join(root, 'deploy/systemd/balie.service'), tree, uid ?? '', ...command];
      return spawn('nsenter', [...inside, ...confined], { env: { ...options.env, PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'ignore', 'pipe'] });
    },
    run: (command: readonly string[]) => promisify(execFile)('nsenter', [...through, ...command], options),
    leave() {
      holder.kill('SIGKILL');
      rmSync(tree, { recursive: true, force: true });
    },
  };
}
