#!/usr/bin/env node
/**
 * Checks a factsheet that was fetched from a Balie (/.well-known/ai-factsheet.json) or sent by one, with nothing but this file and Node.js (20 or
 * later), without a network. EUPL-1.2.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Use: node verify-factsheet.mjs FILE [--key ID] [--document]

  --key ID     the key that the desk signs with, as you were told it by another way
  --document   writes the factsheet itself, when all is well
Ends with 0 when all is well, 1 when something is not, 2 when it was asked wrongly.`;

const FORMAT = 'balie-factsheet-publication/1';

/** The id of a public key; undefined for what is none. */
function idOf(pem) {
  try {
    return createHash('sha256').update(createPublicKey(pem).export({ format: 'der', type: 'spki' })).digest('hex');
  } catch {
    return undefined;
  }
}

function isSigned(pem, text, signature) {
  try {
    const bytes = Buffer.from(signature, 'base64');
    // Base64 can be written in more ways than one: another one is a change all the same.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), createPublicKey(pem), bytes);
  } catch {
    return false;
  }
}

/** Which publication a document says that it is; undefined where it says nothing. */
function publicationIn(document) {
  try {
    return JSON.parse(document).publication ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} text what was fetched
 * @param {string | undefined} key the id of the key that it should be signed with
 * @returns {{faults: string[], told: string, document: string | undefined}}
 */
export function checkFactsheet(text, key) {
  const faults = [];
  let envelope;
  try {
    envelope = JSON.parse(text);
  } catch {
    envelope = undefined;
  }
  if (typeof envelope !== 'object' || envelope === null || envelope.format !== FORMAT || typeof envelope.document !== 'string') {
    return { faults: [`this is no ${FORMAT}`], told: '', document: undefined };
  }
  const { number, publishedAt, desk, document, sha256, keyId, publicKey, signature } = envelope;
  if (createHash('sha256').update(document).digest('hex') !== sha256) faults.push('the document is not the one that sha256 names');
  if (idOf(publicKey) !== keyId) faults.push('the public key is not the one that keyId names');
  if (key !== undefined && keyId !== key) faults.push(`it was signed with key ${keyId}, not with ${key}`);
  if (!isSigned(publicKey, document, signature)) faults.push('the signature does not fit the document');
  const signed = publicationIn(document);
  if (signed === undefined) faults.push('the document does not say which publication it is');
  else if (signed.number !== number || signed.at !== publishedAt || signed.desk !== desk) faults.push('number, publishedAt or desk is not the one that was signed');
  return { faults, told: `Factsheet ${number} of ${publishedAt}, signed with key ${keyId}${key === undefined ? ' (not compared: give --key)' : ''}.`, document };
}

function main(args) {
  let asked;
  try {
    asked = parseArgs({ args, allowPositionals: true, options: { key: { type: 'string' }, document: { type: 'boolean' } } });
  } catch {
    asked = { positionals: [] };
  }
  if (asked.positionals.length !== 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  let text;
  try {
    text = readFileSync(asked.positionals[0], 'utf8');
  } catch {
    process.stderr.write('This file cannot be read.\n');
    return 2;
  }
  const { faults, told, document } = checkFactsheet(text, asked.values.key);
  for (const fault of faults) process.stderr.write(`NOT GOOD: ${fault}\n`);
  if (faults.length > 0) return 1;
  process.stderr.write(`${told}\n`);
  if (asked.values.document) process.stdout.write(`${document}\n`);
  return 0;
}

// Not by `exit`, which would cut off what is still on its way to a pipe.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2));
