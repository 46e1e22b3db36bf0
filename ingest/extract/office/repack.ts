import { crc32 } from 'node:zlib';

/**
 * Writes files into a zip without packing them: how a checked package goes on to a library that opens zips itself. What
 * was not checked is then not in it, and nothing in it can unpack to more than it is.
 */
export function storeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const path = Buffer.from(name);
    // Fields that local header and directory share: version, UTF-8 names, stored, 1 January 1980, checksum, sizes.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x08_00, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    body.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, path, Buffer.from(bytes));
    directory.push(Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'), shared, tail, path);
    offset += 4 + 26 + path.length + bytes.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...body, entries, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}
