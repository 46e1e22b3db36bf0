import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './image.ts';

/** The English page has the same commands: `test/unit/docs.test.ts`. */
export const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
export const blocks = (language = 'sh') => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '');

/** The one block that has these words. */
export function blockWith(words: string): string {
  const found = blocks().filter((text) => text.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} blocks with ${words}`);
  return found[0] ?? '';
}

/** Of a server, a cluster and a machine, which are not here. */
const PROGRAMS = ['balie', 'curl', 'docker', 'helm', 'journalctl', 'kubectl', 'npm', 'systemctl'];
/** Keeps what it is asked; fails at the one that is to fail, and says what a file beside it has for whoever asks for the words in its name. */
const STAND_IN = `#!/bin/sh
echo "$(basename "$0") $*" >>"$PLACE/asked"
[ "$(wc -l <"$PLACE/asked")" != "$FAILS" ] || exit 1
for words in "$PLACE"/says/*; do case "$*" in *"$(basename "$words")"*) cat "$words" ;; esac; done
`;

/** A machine with a prompt, in a folder. */
export class Prompt {
  readonly place = mkdtempSync(join(tmpdir(), 'balie-typed-'));

  constructor(says: Readonly<Record<string, string>> = {}) {
    for (const folder of ['bin', 'says', 'etc/balie/secrets']) mkdirSync(join(this.place, folder), { recursive: true });
    for (const name of PROGRAMS) this.program(name, STAND_IN);
    this.program('sudo', '#!/bin/sh\n[ "$1" != -u ] || shift 2\nexec "$@"\n');
    for (const [words, text] of Object.entries(says)) writeFileSync(join(this.place, 'says', words), text);
  }

  /** A program of that name goes before the machine's own. */
  program(name: string, text: string): void {
    writeFileSync(join(this.place, 'bin', name), text);
    chmodSync(join(this.place, 'bin', name), 0o755);
  }

  at(path: string): string {
    return join(this.place, path);
  }

  /** Types a block: what fails stops nothing by itself. @param fails which command of the machine fails, counted from 1. @returns what was asked of it. */
  type(text: string, fails = 0): string[] {
    rmSync(this.at('asked'), { force: true });
    spawnSync('bash', ['-c', text.replaceAll(/(?<![\w.])\/etc\//g, `${this.place}/etc/`)], { cwd: this.place, encoding: 'utf8', env: { PATH: `${this.place}/bin:/usr/bin:/bin`, PLACE: this.place, FAILS: String(fails) } });
    return existsSync(this.at('asked')) ? readFileSync(this.at('asked'), 'utf8').replaceAll(`${this.place}/`, '/').trimEnd().split('\n') : [];
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}
