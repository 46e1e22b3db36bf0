import type { KeyObject } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { keyIdOf, newBackupKey, privateKeyIn, publicKeyIn } from '../../backup/keys.ts';
import { BalieError, foreignCode } from '../../errors.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';

/** Makes a pair: the secret half in a file that only this user may read, the public one beside it. */
export async function makeKey(input: CommandInput): Promise<0> {
  const file = textOf(input, 'out');
  if (file === undefined) throw new WrongUse();
  const { privateKey, publicKey } = newBackupKey();
  // The public half first: where that is still there, its secret half was brought to a safe place, and another one would take its place there.
  await writeFile(`${file}.pub`, publicKey, { flag: 'wx', mode: 0o644 }).catch(unwritable(`${file}.pub`));
  try {
    await writeFile(file, privateKey, { flag: 'wx', mode: 0o600 }).catch(unwritable(file));
  } catch (error) {
    await rm(`${file}.pub`);
    throw error;
  }
  const keyId = keyIdOf(publicKeyIn(publicKey));
  tell(input, { keyId, privateKey: file, publicKey: `${file}.pub` }, [
    `De geheime sleutel staat in ${file}. Bewaar haar op twee plaatsen buiten deze server, bij de sleutel van het logboek, en haal haar hier weg. Zonder haar is geen reservekopie te openen.`,
    `De openbare sleutel staat in ${file}.pub. Daarmee maakt deze server reservekopieën die zij zelf niet kan lezen.`,
  ]);
  return 0;
}

/** @throws WrongUse where none is named; BalieError `backup-key-invalid`. */
export function recipientsOf(input: CommandInput): Promise<KeyObject[]> {
  const files = [input.values['key'] ?? []].flat().map(String);
  if (files.length === 0) throw new WrongUse('Zonder --key is er niemand die de reservekopie kan openen.');
  return Promise.all(files.map(async (file) => publicKeyIn(await read(file))));
}

/** @throws WrongUse, BalieError `backup-key-invalid`. */
export async function secretOf(input: CommandInput): Promise<KeyObject> {
  const file = textOf(input, 'key');
  if (file === undefined) throw new WrongUse('Geef met --key het bestand met de geheime sleutel.');
  return privateKeyIn(await read(file));
}

export function textOf({ values }: CommandInput, name: string): string | undefined {
  const [value] = [values[name] ?? []].flat();
  return typeof value === 'string' ? value : undefined;
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BalieError('backup-key-invalid', { detail: `${file}: ${foreignCode(cause)}`, cause });
  });
}

const unwritable = (file: string) => (cause: unknown) => {
  throw new BalieError('backup-unwritable', { detail: `${file}: ${foreignCode(cause) === 'EEXIST' ? 'dit bestand is er al; maak geen tweede sleutel, of kies een andere naam' : foreignCode(cause)}`, cause });
};
