/** Sectors of a directory that are looked at: a file with more streams than these hold is no document. */
const maxSectors = 2000;

const none = 0xff_ff_ff_f0;

/**
 * Names of the streams and storages at the top of an OLE compound file (Office up to 2003, encrypted Office, Outlook
 * messages). Those of embedded objects, which say nothing about the file itself, are not among them. Empty when the
 * file is broken. Only the directory is read: SheetJS' reader of such files takes out each stream too, and in a hostile file
 * very many may share the same bytes.
 */
export function oleNames(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512) return [];
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const entries = directory(file, 1 << shift);
  const names: string[] = [];
  const seen = new Set<number>();
  const waiting = [entries[0]?.child ?? none];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id];
    if (entry === undefined || seen.has(id)) continue;
    seen.add(id);
    names.push(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names;
}

interface Entry {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

function directory(file: Buffer, size: number): Entry[] {
  const entries: Entry[] = [];
  const table = sectorTable(file, size);
  let sector = file.readUInt32LE(48);
  for (let count = 0; sector < none && count < maxSectors; count += 1) {
    const start = (sector + 1) * size;
    for (let at = start; at + 128 <= Math.min(start + size, file.length); at += 128) {
      const length = Math.min(Math.max(file.readUInt16LE(at + 64) - 2, 0), 62);
      entries.push({
        name: file.toString('utf16le', at, at + length),
        left: file.readUInt32LE(at + 68),
        right: file.readUInt32LE(at + 72),
        child: file.readUInt32LE(at + 76),
      });
    }
    sector = next(file, table, sector, size);
  }
  return entries;
}

/** The sectors that hold the table of which sector follows which. */
function sectorTable(file: Buffer, size: number): number[] {
  const table: number[] = [];
  for (let at = 76; at < 512; at += 4) table.push(file.readUInt32LE(at));
  let more = file.readUInt32LE(68);
  for (let count = 0; more < none && count < maxSectors; count += 1) {
    const start = (more + 1) * size;
    if (start + size > file.length) break;
    for (let at = start; at < start + size - 4; at += 4) table.push(file.readUInt32LE(at));
    more = file.readUInt32LE(start + size - 4);
  }
  return table;
}

function next(file: Buffer, table: readonly number[], sector: number, size: number): number {
  const perSector = size / 4;
  const holder = table[Math.floor(sector / perSector)] ?? none;
  const at = (holder + 1) * size + (sector % perSector) * 4;
  return holder < none && at + 4 <= file.length ? file.readUInt32LE(at) : none;
}
