import { execFileSync } from 'node:child_process';

/** Of the repository, what only those need who change Balie: what of it runs elsewhere needs packages that are not in a bundle. */
const OF_DEVELOPERS = /^(?:test\/|\.ci\/|(?:vitest\.config\.ts|knip\.json|\.oxlintrc\.json|\.gitignore|\.dockerignore)$)/;

export interface Source {
  readonly commit: string;
  /** In seconds: every file of a bundle is as old as its commit, so that it is the same whenever it is made. */
  readonly committedAt: number;
  /** Paths in the repository. */
  readonly files: readonly string[];
}

/** The program as git has it. @throws Error where a file is not as it was committed: a bundle is of a commit, and says of which. */
export function sourceOf(root: string, { asItIs = false } = {}): Source {
  const git = (...args: string[]) => execFileSync('git', ['-c', `safe.directory=${root}`, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const changed = git('status', '--porcelain', '--untracked-files=no').trimEnd();
  if (changed !== '' && !asItIs) throw new Error(`Deze bestanden zijn niet zoals zij in git staan:\n${changed}\nLeg ze vast of zet ze terug, en probeer het opnieuw.`);
  const [commit = '', at = ''] = git('log', '-1', '--format=%H %ct').trim().split(' ');
  return {
    commit: changed === '' ? commit : `${commit} (veranderd)`,
    committedAt: Number(at),
    files: git('ls-files', '-z').split('\0').filter((path) => path !== '' && !OF_DEVELOPERS.test(path)),
  };
}
