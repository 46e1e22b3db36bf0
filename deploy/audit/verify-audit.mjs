#!/usr/bin/env node
/**
 * Checks an export of the audit log of a Balie, or a receipt of it, with nothing but this file and Node.js (20 or later), without a network.
 * The format is described in docs/audit-format.md. EUPL-1.2.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = `Use: node verify-audit.mjs EXPORT.jsonl [--key ID] [--anchor FILE]... 
     node verify-audit.mjs --receipt FILE [--key ID]

  --key ID       the key that the desk signs with, as the auditor was told it by another way
  --anchor FILE  checkpoints that were kept outside the desk: lines of JSON
  --receipt FILE a signed receipt: {"statement", "keyId", "publicKey", "signature"}
Ends with 0 when all is well, 1 when something is not, 2 when it was asked wrongly.`;

const EMPTY = '0'.repeat(64);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const keyIdOf = (pem) => sha256(createPublicKey(pem).export({ format: 'der', type: 'spki' }));
const checkpointText = ({ number, hash, at, keyId }) => `balie-audit-checkpoint-1\n${number}\n${hash}\n${at}\n${keyId}`;
const endText = ({ from, to, hash, digest }) => `balie-audit-export-1\n${from}\n${to}\n${hash}\n${digest}`;
const faults = [];
const wrong = (where, what) => void faults.push(`${where}: ${what}`);

function isSigned(pem, text, signature) {
  try {
    const bytes = Buffer.from(signature, 'base64');
    // Base64 can be written in more ways than one: another one is a change all the same.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), createPublicKey(pem), bytes);
  } catch {
    return false;
  }
}

/** The lines of a file as bytes: an editor that writes them otherwise changed them. */
async function* linesOf(file) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
      yield rest.subarray(from, at);
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) wrong('file', 'its last line was cut off');
}

function parse(text, where) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null && JSON.stringify(value) === text) return value;
  } catch {}
  wrong(where, 'this line is not as the desk writes it');
  return undefined;
}

function checkReceipt(file, key) {
  const { statement, keyId, publicKey, signature } = JSON.parse(readFileSync(file, 'utf8'));
  if (!isKey(publicKey, keyId)) wrong('receipt', 'the public key is not the one that keyId names');
  if (key !== undefined && keyId !== key) wrong('receipt', `was signed with key ${keyId}, not with ${key}`);
  if (typeof statement !== 'string' || !isSigned(publicKey, statement, signature)) wrong('receipt', 'the signature does not fit the statement');
  return `Receipt: the statement is as it was signed with key ${keyId}.\n${statement}`;
}

function isKey(pem, keyId) {
  try {
    return keyIdOf(pem) === keyId;
  } catch {
    return false;
  }
}

/** Anchors by the number of their entry. */
function readAnchors(files) {
  const anchors = new Map();
  for (const file of files) {
    for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (text.trim() === '') continue;
      const anchor = parse(text.trim(), `${file}, line ${index + 1}`);
      if (anchor !== undefined) anchors.set(anchor.number, [...(anchors.get(anchor.number) ?? []), { ...anchor, where: `${file}, line ${index + 1}` }]);
    }
  }
  return anchors;
}

async function checkExport(file, key, anchors) {
  const all = createHash('sha256');
  const older = createHash('sha256');
  const hashes = new Map();
  let [header, end, last, isOpened, lines, checkpoints, clockBack] = [undefined, undefined, undefined, false, 0, 0, 0];

  function entry({ number, hash, body }) {
    const expected = (last?.number ?? header.from - 1) + 1;
    if (number !== expected) wrong(`entry ${expected}`, number > expected ? 'is missing' : `is followed by entry ${number}`);
    let said;
    try {
      said = JSON.parse(body);
    } catch {
      return wrong(`entry ${number}`, 'its body is no JSON');
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
    if (last !== undefined && Date.parse(said.at) < Date.parse(last.at) - 5000) clockBack += 1;
    last = { number, hash, at: said.at };
    if (anchors.has(number)) hashes.set(number, hash);
  }

  function opened({ kind, facts }, number) {
    if (kind !== 'chain.opened' || facts.entries !== number - 1) return wrong(`entry ${number}`, 'no entry vouches for the older entries before it');
    if (facts.sha256 !== older.copy().digest('hex')) wrong(`entries 1 to ${number - 1}`, 'one of these was changed: together they are not what entry ' + number + ' says');
  }

  function checkpoint(said, where) {
    checkpoints += 1;
    if (said.keyId !== header.keyId || !isSigned(header.publicKey, checkpointText(said), said.signature)) wrong(`${where}, checkpoint of entry ${said.number}`, 'its signature does not fit');
    else if (said.number !== last?.number || said.hash !== last.hash) wrong(`${where}, checkpoint of entry ${said.number}`, `is of another chain, or not in its place`);
  }

  for await (const bytes of linesOf(file)) {
    lines += 1;
    const where = `line ${lines}`;
    if (end !== undefined) wrong(where, 'something stands behind the end');
    const said = parse(bytes.toString('utf8'), where);
    if (said?.type !== 'end') all.update(bytes).update('\n');
    if (said === undefined) continue;
    if (lines === 1) {
      if (said.type !== 'header' || said.format !== 'balie-audit-1') return wrong(where, 'this is no export of the format balie-audit-1');
      header = said;
      if (!isKey(said.publicKey, said.keyId)) return wrong(where, 'the public key is not the one that keyId names');
      if (key !== undefined && said.keyId !== key) wrong(where, `was signed with key ${said.keyId}, not with ${key}: the log may have been replaced whole`);
    } else if (said.type === 'entry') entry(said);
    else if (said.type === 'checkpoint') checkpoint(said, where);
    else if (said.type === 'end') end = said;
    else wrong(where, `of an unknown type ${said.type}`);
  }
  if (header === undefined) return wrong('file', 'is empty');
  return finish();

  function finish() {
    const [number, hash] = [last?.number ?? header.from - 1, last?.hash ?? ''];
    const known = new Map(hashes).set(number, hash);
    if (end === undefined) wrong('file', `has no end: it was cut off behind entry ${number}`);
    else {
      if (end.digest !== all.digest('hex')) wrong('file', 'was changed after it was made: the digest of its lines is another');
      if (!isSigned(header.publicKey, endText(end), end.signature)) wrong('file', 'the signature of its end does not fit');
      if (end.to !== number || end.hash !== hash || header.to !== end.to || header.from !== end.from) wrong('file', `should end with entry ${end.to}, and ends with ${number}`);
    }
    for (const anchor of [...anchors.values()].flat()) {
      const what = `${anchor.where}, anchor of entry ${anchor.number}`;
      if (anchor.keyId !== header.keyId || !isSigned(header.publicKey, checkpointText(anchor), anchor.signature)) wrong(what, 'was not signed with the key of this log');
      else if (anchor.number > number && header.whole) wrong(what, `the log ends with entry ${number}: what came after it was cut off`);
      else if (anchor.number >= header.from && anchor.number <= number && known.get(anchor.number) !== anchor.hash) wrong(what, 'is of another chain: the log was rewritten or replaced');
    }
    if (clockBack > 0) console.log(`Note: ${clockBack} times a clock stood further back than at the entry before. The order is that of the numbers.`);
    if (!header.whole) console.log(`Note: this is a part of the log, up to entry ${number}.`);
    if (header.from > 1) console.log(`Note: the export begins with entry ${header.from}; what is before it was not checked.`);
    return `Log of ${header.name}: entries ${header.from} to ${number}, ${checkpoints} checkpoints, ${[...anchors.values()].flat().length} anchors.\nKey ${header.keyId}${key === undefined ? ' (not compared: give --key)' : ''}. Last entry ${number}:${hash}`;
  }
}

let asked;
try {
  asked = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, anchor: { type: 'string', multiple: true }, receipt: { type: 'string' } } });
} catch {
  asked = { values: {}, positionals: [] };
}
const { values, positionals } = asked;
if ((values.receipt === undefined) === (positionals.length !== 1)) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const told = values.receipt === undefined ? await checkExport(positionals[0], values.key, readAnchors(values.anchor ?? [])) : checkReceipt(values.receipt, values.key);
  if (faults.length === 0) console.log(`OK. ${told}`);
} catch (error) {
  wrong('file', `cannot be read: ${error.message}`);
}
if (faults.length > 0) {
  console.log(`NOT OK. ${faults.length} faults, the first ones:`);
  for (const fault of faults.slice(0, 20)) console.log(`- ${fault}`);
  process.exitCode = 1;
}
