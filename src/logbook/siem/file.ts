import { type FileHandle, open } from 'node:fs/promises';
import { foreignCode } from '../../errors.ts';
import { SiemFault } from './fault.ts';

/** For who runs the desk and its group: it holds ids of people. */
const MODE = 0o640;

/**
 * Adds lines to a file, on the disk when it resolves. It is opened each time: a file that was moved away (logrotate) is followed by a new one.
 * @throws SiemFault.
 */
export async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a+', MODE);
    // Killed, or out of room, in the middle of a line: what comes next begins a line of its own.
    const begin = (await endsInLine(file)) ? '\n' : '';
    await file.appendFile(`${begin}${lines.join('\n')}\n`);
    await file.datasync();
  } catch (error) {
    throw new SiemFault('siem-file', foreignCode(error) || 'niet te schrijven');
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}
