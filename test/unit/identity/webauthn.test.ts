import { describe, expect, test } from 'vitest';
import { checkCreation, creationOptions, requestOptions } from '../../../src/identity/local/webauthn.ts';
import { attest, type Lies, newAuthenticator } from '../../support/authenticator.ts';

const RP = { id: 'balie.gemeente.example', origin: 'https://balie.gemeente.example', name: 'Gemeente Proefstad' };
const CHALLENGE = Buffer.alloc(32, 7).toString('base64url');
const OWNER = { id: '0123456789abcdef0123456789abcdef', name: 'Noor de Wit', has: [] };

async function made(lies: Lies) {
  const options = await creationOptions(RP, OWNER, CHALLENGE);
  return checkCreation(RP, { ...attest(newAuthenticator(), { challenge: options.challenge, rp: { id: RP.id }, user: options.user }, RP.origin, lies), clientExtensionResults: {}, type: 'public-key' }, CHALLENGE);
}

describe('a passkey that is made', () => {
  test('is kept with what is needed to know it again', async () => {
    expect(await made({})).toEqual({ credential: expect.any(Buffer) as Buffer, publicKey: expect.any(Buffer) as Buffer, counter: 0, transports: ['internal'], isSynced: false });
  });

  test('may vouch for itself', async () => {
    expect(await made({ isSelfAttested: true })).toMatchObject({ counter: 0 });
    await expect(made({ attestation: { fmt: 'packed', statement: { alg: -7, sig: Buffer.of(1, 2, 3) } } })).rejects.toMatchObject({ code: 'passkey-unusable' });
  });

  // The library would read it, and fetch a list from an address that it names.
  test.each(['packed', 'fido-u2f', 'tpm', 'apple', 'android-key', 'android-safetynet', 'onzin'])('brings no certificate, which is refused before anything of it is read: %s', async (fmt) => {
    const refused = made({ attestation: { fmt, statement: { alg: -7, sig: Buffer.of(1), x5c: [Buffer.of(0x30, 0)] } } });
    await expect(refused).rejects.toMatchObject({ code: 'passkey-unusable', cause: new Error(`attestation that was not asked for: ${fmt}`) });
  });
});

test('what is asked of an authenticator: to check its owner, and to keep the account itself', async () => {
  const known = Buffer.from('bekend');
  expect(await creationOptions(RP, { ...OWNER, has: [{ credential: known }] }, CHALLENGE)).toMatchObject({
    challenge: CHALLENGE, rp: { id: RP.id, name: RP.name }, attestation: 'none', excludeCredentials: [{ id: known.toString('base64url') }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    // Nothing in the handle says who they are.
    user: { id: Buffer.from(OWNER.id, 'hex').toString('base64url'), name: 'Noor de Wit' },
  });
  expect(await requestOptions(RP, CHALLENGE)).toMatchObject({ challenge: CHALLENGE, rpId: RP.id, userVerification: 'required' });
});
