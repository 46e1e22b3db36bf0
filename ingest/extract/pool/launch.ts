import { fork, type ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
/** What the reading process may see of the disk: its own code. The desk's data and settings are elsewhere. */
const readable = ['ingest/extract/', 'src/errors.ts', 'src/errors/', 'src/cut.ts', 'node_modules/', 'package.json'];

/**
 * Starts a process that reads documents, with as few rights as reading needs: Node's permission model (no files but its
 * code, no writing, no processes of its own), no environment, no input, no network from JavaScript, after the desk
 * itself for the processor, and the first to go when the machine runs out of memory. Native code (the canvas, for OCR)
 * is outside the permission model. Idle, it does not keep the desk alive.
 *
 * Forked and not spawned: the channel comes with it, and its end tells the process that the desk is gone.
 */
export function launch(script: URL, heap: number): ChildProcess {
  // It is told who started it: asking later could give who took it over from a desk that was killed meanwhile.
  const child = fork(fileURLToPath(script), [String(process.pid)], {
    serialization: 'advanced',
    cwd: tmpdir(),
    env: {},
    // Libraries print what they think of a file; a person gets the catalogue's words. What V8 says at its end is kept.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--no-warnings',
      '--permission',
      '--allow-addons', // @napi-rs/canvas
      '--allow-worker', // tesseract.js, and the watchdog
      `--allow-fs-read=${fileURLToPath(script)}`,
      // A folder that is a link is named both ways: as it is asked for, and as it is found.
      ...readable.flatMap((path) => [fileURLToPath(new URL(path, root)), realPath(new URL(path, root))]).map((path) => `--allow-fs-read=${path}`),
      // Before any library, and in threads of any kind: `--import` leaves out some of those.
      `--require=${fileURLToPath(import.meta.resolve('./no-network.ts'))}`,
    ],
  });
  child.unref();
  child.channel?.unref();
  if (child.stderr !== null && 'unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref();
  if (child.pid !== undefined) makeHumble(child.pid);
  return child;
}

function realPath(url: URL): string {
  const path = fileURLToPath(url);
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Answering goes before reading. What the system does not know or allow is left: the process may be gone already. */
function makeHumble(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // As above.
  }
  if (process.platform === 'linux') void writeFile(`/proc/${pid}/oom_score_adj`, '1000').catch(() => undefined);
}
