const SECTOR = 512;
const END = 0xff_ff_ff_fe;
const NONE = 0xff_ff_ff_ff;

/**
 * An OLE compound file (Office up to 2003) with these streams at the top and these in an embedded object. They all have the same
 * bytes, as no honest program writes it: so a small file tells of very much.
 */
export function makeOle(streams: readonly string[], { embedded = [], size = SECTOR }: { embedded?: readonly string[]; size?: number } = {}): Uint8Array {
  const names = ['Root Entry', ...streams, ...(embedded.length > 0 ? ['ObjectPool'] : []), ...embedded];
  const top = names.length - embedded.length;
  const folders = Math.ceil(names.length / 4);
  const shared = Math.ceil(size / SECTOR);
  const tables = Math.ceil((folders + shared) / 127);
  const file = Buffer.alloc(SECTOR * (1 + tables + folders + shared));
  const ends = new Set([tables + folders - 1, tables + folders + shared - 1]);
  file.set(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  [0x3e, 3, 0xff_fe, 9, 6].forEach((value, i) => file.writeUInt16LE(value, 24 + i * 2));
  [tables, tables, 0, 4096, END, 0, END, 0].forEach((value, i) => file.writeUInt32LE(value, 44 + i * 4));
  for (let i = 0; i < 109; i += 1) file.writeUInt32LE(i < tables ? i : NONE, 76 + i * 4);
  for (let i = 0; i < tables * 128; i += 1) file.writeUInt32LE(i < tables ? 0xff_ff_ff_fd : ends.has(i) || i > Math.max(...ends) ? END : i + 1, SECTOR + i * 4);
  names.forEach((name, i) => {
    const at = SECTOR * (1 + tables) + i * 128;
    const isStorage = i === 0 || (embedded.length > 0 && i === top - 1);
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
    file.set([i === 0 ? 5 : isStorage ? 1 : 2, 1], at + 66);
    const next = i === 0 || i === top - 1 || i === names.length - 1 ? NONE : i + 1;
    const child = i === 0 ? 1 : isStorage ? top : NONE;
    [NONE, next, child].forEach((value, j) => file.writeUInt32LE(value, at + 68 + j * 4));
    [isStorage ? 0 : tables + folders, isStorage ? 0 : size].forEach((value, j) => file.writeUInt32LE(value, at + 116 + j * 4));
  });
  return new Uint8Array(file);
}
