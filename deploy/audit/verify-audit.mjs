#!/usr/bin/env node
/**
 * Checks an export of the audit log of a Balie, or a receipt of it, with nothing but this file and Node.js (20 or later), without a network.
 * The format is described in docs/audit-format.md. EUPL-1.2.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Use: node verify-audit.mjs EXPORT.jsonl [--key ID] [--anchor FILE]...
     node verify-audit.mjs --receipt FILE [--key ID]

  --key ID       the key that the desk signs with, as the auditor was told it by another way
  --anchor FILE  checkpoints that were kept outside the desk: lines of JSON
  --receipt FILE a signed receipt: {"statement", "keyId", "publicKey", "signature"}
Ends with 0 when all is well, 1 when something is not, 2 when it was asked wrongly.`;

const EMPTY = '0'.repeat(64);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const checkpointText = ({ number, hash, at, keyId }) => `balie-audit-checkpoint-1\n${number}\n${hash}\n${at}\n${keyId}`;
const endText = ({ from, to, hash, digest }) => `balie-audit-export-1\n${from}\n${to}\n${hash}\n${digest}`;

function isSigned(pem, text, signature) {
  try {
    const bytes = Buffer.from(signature, 'base64');
    // Base64 can be written in more ways than one: another one is a change all the same.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), createPublicKey(pem), bytes);
  } catch {
    return false;
  }
}

/** Whether that is the public key that an id names. */
function isKey(pem, keyId) {
  try {
    return sha256(createPublicKey(pem).export({ format: 'der', type: 'spki' })) === keyId;
  } catch {
    return false;
  }
}

/** A line as the desk writes it: there is one way to. */
function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {{faults: string[], told: string}} */
export function checkReceipt(text, key) {
  const { statement, keyId, publicKey, signature } = JSON.parse(text);
  const faults = [];
  if (!isKey(publicKey, keyId)) faults.push('receipt: the public key is not the one that keyId names');
  if (key !== undefined && keyId !== key) faults.push(`receipt: was signed with key ${keyId}, not with ${key}`);
  if (typeof statement !== 'string' || !isSigned(publicKey, statement, signature)) faults.push('receipt: the signature does not fit the statement');
  return { faults, told: `The receipt is as it was signed with key ${keyId}${key === undefined ? ' (not compared: give --key)' : ''}.\n${statement}` };
}

/** The lines of a file as bytes: one that was written in another way was changed. */
async function* linesOf(chunks) {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
      yield rest.subarray(from, at);
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
  // Without its line feed it was cut off: as a line it is none that the desk writes.
  if (rest.length > 0) yield Buffer.concat([rest, Buffer.of(0)]);
}

/**
 * @param {AsyncIterable<Buffer> | Iterable<Buffer>} chunks the bytes of an export
 * @param {{key?: string, anchors?: readonly {where: string, text: string}[]}} asked lines that were kept elsewhere
 * @returns {Promise<{faults: string[], notes: string[], told: string}>}
 */
export async function checkExport(chunks, { key, anchors: given = [] } = {}) {
  const [faults, notes] = [[], []];
  const wrong = (where, what) => void faults.push(`${where}: ${what}`);
  const anchors = given.flatMap(({ where, text }) => ({ where, ...parse(text) }));
  const wanted = new Map(anchors.map(({ number }) => [number, undefined]));
  const all = createHash('sha256');
  const older = createHash('sha256');
  let [header, end, last, isOpened, line, checkpoints, clockBack] = [undefined, undefined, undefined, false, 0, 0, 0];

  function entry({ number, hash, body }) {
    const expected = (last?.number ?? header.from - 1) + 1;
    if (number !== expected) wrong(`entry ${expected}`, number > expected ? 'is missing' : `comes after it: entry ${number} again, or out of order`);
    let said;
    try {
      said = JSON.parse(body);
    } catch {
      return wrong(`entry ${number}`, 'was changed: its body is no JSON');
    }
    if (said.number !== number) wrong(`entry ${number}`, `its body is that of entry ${said.number}`);
    if (last !== undefined ? said.previous !== last.hash : number === 1 && said.previous !== EMPTY) wrong(`entry ${number}`, 'does not follow on the entry before it');
    if (said.v === 2) {
      if (sha256(body) !== hash) wrong(`entry ${number}`, 'was changed: its hash is not that of its body');
      if (!isOpened && number > 1 && header.from === 1) opened(said, number);
      isOpened = true;
      if (said.kind === 'chain.doubted') wrong(`entry ${number}`, 'says that the end of the log was changed from outside before it was written');
    } else {
      if (isOpened) wrong(`entry ${number}`, 'is of an older version than those before it');
      older.update(`${body}\n`);
    }
    if (last !== undefined && Date.parse(said.at) < Date.parse(last.at) - 5_000) clockBack += 1;
    last = { number, hash, at: said.at };
    if (wanted.has(number)) wanted.set(number, hash);
  }

  function opened({ kind, facts }, number) {
    if (kind !== 'chain.opened' || facts?.entries !== number - 1) wrong(`entry ${number}`, 'no entry vouches for the older ones before it');
    else if (facts.sha256 !== older.copy().digest('hex')) wrong(`entries 1 to ${number - 1}`, `one was changed: together they are not what entry ${number} says`);
  }

  function checkpoint(said, where) {
    checkpoints += 1;
    if (said.keyId !== header.keyId || !isSigned(header.publicKey, checkpointText(said), said.signature)) wrong(`${where}, checkpoint of entry ${said.number}`, 'its signature does not fit');
    else if (said.number !== last?.number || said.hash !== last.hash) wrong(`${where}, checkpoint of entry ${said.number}`, 'is of another chain, or not in its place');
  }

  for await (const bytes of linesOf(chunks)) {
    line += 1;
    const where = `line ${line}`;
    if (end !== undefined) wrong(where, 'something stands behind the end');
    const said = parse(bytes.toString('utf8'));
    if (said?.type !== 'end') all.update(bytes).update('\n');
    if (said === undefined) wrong(where, 'is not as the desk writes it');
    else if (line === 1) {
      if (said.type !== 'header' || said.format !== 'balie-audit-1') break;
      header = said;
      if (!isKey(said.publicKey, said.keyId)) wrong(where, 'the public key is not the one that keyId names');
      if (key !== undefined && said.keyId !== key) wrong(where, `was signed with key ${said.keyId}, not with ${key}: the log may have been replaced whole`);
    } else if (header === undefined) break;
    else if (said.type === 'entry') entry(said);
    else if (said.type === 'checkpoint') checkpoint(said, where);
    else if (said.type === 'end') end = said;
    else wrong(where, 'is of an unknown type');
  }
  if (header === undefined) return { faults: [...faults, 'file: this is no export of the format balie-audit-1'], notes, told: '' };

  const [number, hash] = [last?.number ?? header.from - 1, last?.hash ?? ''];
  if (end === undefined) wrong('file', `has no end: it was cut off behind entry ${number}`);
  else {
    if (end.digest !== all.digest('hex')) wrong('file', 'was changed after it was made: the digest of its lines is another');
    if (Object.keys(end).join() !== 'type,from,to,hash,digest,signature' || !isSigned(header.publicKey, endText(end), end.signature)) wrong('file', 'the signature of its end does not fit');
    if (end.to !== number || end.hash !== hash || header.to !== end.to || header.from !== end.from) wrong('file', `should end with entry ${end.to}, and ends with ${number}`);
  }
  for (const anchor of anchors) {
    const what = `${anchor.where}, anchor of entry ${anchor.number}`;
    if (anchor.keyId !== header.keyId || !isSigned(header.publicKey, checkpointText(anchor), anchor.signature)) wrong(what, 'was not signed with the key of this log');
    else if (anchor.number > number && header.whole) wrong(what, `the log ends with entry ${number}: what came after it was cut off`);
    else if (anchor.number < header.from || anchor.number > number) notes.push(`${what}: is not of this part of the log, and was not checked.`);
    else if (wanted.get(anchor.number) !== anchor.hash) wrong(what, 'is of another chain: the log was rewritten or replaced');
  }
  if (clockBack > 0) notes.push(`${clockBack} times a clock stood further back than at the entry before. The order is that of the numbers.`);
  if (!header.whole || header.from > 1) notes.push(`This is a part of the log: entries ${header.from} to ${number}.`);
  if (key === undefined) notes.push('The key was not compared: give --key with what you were told of it by another way.');
  return { faults, notes, told: `Log of ${header.name}: ${number - header.from + 1} entries, ${checkpoints} checkpoints, ${anchors.length} anchors.\nKey: ${header.keyId}\nLast entry: ${number}:${hash}` };
}

const tell = (text) => void process.stdout.write(`${text}\n`);

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, anchor: { type: 'string', multiple: true, default: [] }, receipt: { type: 'string' } } });
  if ((values.receipt === undefined) !== (positionals.length === 1)) throw new TypeError('one file to check');
  const anchors = values.anchor.flatMap((file) => readFileSync(file, 'utf8').split('\n').map((text, index) => ({ where: `${file}, line ${index + 1}`, text: text.trim() })).filter(({ text }) => text !== ''));
  const { faults, notes = [], told } = values.receipt === undefined ? await checkExport(createReadStream(positionals[0]), { key: values.key, anchors }) : checkReceipt(readFileSync(values.receipt, 'utf8'), values.key);
  for (const note of notes) tell(`Note: ${note}`);
  if (faults.length === 0) return tell(`OK. ${told}`);
  tell([`NOT OK. Faults: ${faults.length}`, ...faults.slice(0, 20).map((fault) => `- ${fault}`)].join('\n'));
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error) => {
    process.stderr.write(`${error.message}\n\n${USAGE}\n`);
    process.exitCode = error instanceof TypeError || error.code?.startsWith('ERR_PARSE') ? 2 : 1;
  });
}
