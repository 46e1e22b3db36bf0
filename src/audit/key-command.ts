import { execFile } from 'node:child_process';
import { BalieError } from '../errors.ts';

/** A program with its arguments: no shell comes between. */
export type KeyCommand = readonly [string, ...string[]];

/** A KMS over a slow line answers in seconds. */
const LIMIT_MS = 20_000;
/** A key with a line end; more is something else, and is not read further. */
const MAX_BYTES = 1_024;
const KEY = /^[0-9a-f]{64}$/i;

/**
 * Has a program of a KMS or HSM give the master key, as 64 hex digits. What it says is in no log and in no error: it may be the key.
 * @throws BalieError `audit-key-command-failed`.
 */
export function keyFromCommand([program, ...args]: KeyCommand, limitMs = LIMIT_MS): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new BalieError('audit-key-command-failed', { detail: `${program} ${why}` }));
    const child = execFile(program, args, { encoding: 'utf8', timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: MAX_BYTES }, (error, stdout) => {
      const said = stdout.trim();
      if (error === null) return KEY.test(said) ? resolve(said) : fail('gaf geen sleutel van 64 hexadecimale tekens');
      if (error.killed === true && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return fail(`was na ${limitMs / 1_000} seconden nog niet klaar`);
      if (typeof error.code === 'number') return fail(`eindigde met code ${error.code}`);
      return fail(error.code === 'ENOENT' ? 'bestaat niet' : error.code === 'EACCES' ? 'mag niet worden uitgevoerd' : 'gaf geen sleutel');
    });
    // It gets nothing to read: one that asks for a password would wait for ever.
    child.stdin?.end();
  });
}
