/** What authenticators say, by the library that checks it. Whatever is wrong with it, who sent it hears one thing. */
import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { BalieError } from '../../errors.ts';
import { CHALLENGE_MS } from './challenges.ts';
import type { KnownPasskey, NewPasskey } from './passkeys.ts';

export type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON };

/** The desk as authenticators know it. */
export interface RelyingParty {
  /** The host name that passkeys are made for. */
  readonly id: string;
  /** The only address whose pages may use them. */
  readonly origin: string;
  readonly name: string;
}

/** ES256, RS256 and EdDSA: what authenticators have. */
const ALGORITHMS = [-7, -257, -8];
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Loaded when somebody comes with a passkey: with all that it needs of certificates it is a tenth of what a start loads. */
const library = () => import('@simplewebauthn/server');
const helpers = () => import('@simplewebauthn/server/helpers');

interface Maker {
  readonly id: string;
  readonly name: string;
  readonly has: readonly { readonly credential: Buffer }[];
}

/** No attestation is asked for: which make an authenticator is, decides nothing here. */
export async function creationOptions(rp: RelyingParty, { id, name, has }: Maker, challenge: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userID: handleOf(id),
    userName: name,
    userDisplayName: name,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: has.map(({ credential }) => ({ id: credential.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** Names no passkeys: who asks is not told which there are. */
export async function requestOptions(rp: RelyingParty, challenge: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({ rpID: rp.id, challenge: new Uint8Array(Buffer.from(challenge, 'base64url')), timeout: CHALLENGE_MS, userVerification: 'required' });
}

/** The challenge that was signed, as it says; empty when it says nothing that can be read. */
export async function challengeIn({ response }: RegistrationResponseJSON | AuthenticationResponseJSON): Promise<string> {
  const { decodeClientDataJSON } = await helpers();
  try {
    // What was sent may be anything.
    const { challenge, crossOrigin }: { readonly challenge?: unknown; readonly crossOrigin?: unknown } = decodeClientDataJSON(response.clientDataJSON);
    // In a frame of another site a person does not see whom they log in to.
    return typeof challenge === 'string' && CHALLENGE.test(challenge) && crossOrigin !== true ? challenge : '';
  } catch {
    return '';
  }
}

/** @throws BalieError `passkey-unusable`. */
export async function checkCreation(rp: RelyingParty, response: RegistrationResponseJSON, challenge: string): Promise<Omit<NewPasskey, 'name'>> {
  const { registrationInfo } = await checked('passkey-unusable', async () => {
    await refuseAttested(response);
    const { verifyRegistrationResponse } = await library();
    return verifyRegistrationResponse({
      response, expectedChallenge: challenge, expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS,
    });
  });
  if (registrationInfo === undefined) throw new BalieError('passkey-unusable');
  const { credential: { id, publicKey, counter, transports = [] }, credentialDeviceType } = registrationInfo;
  return { credential: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter, transports, isSynced: credentialDeviceType === 'multiDevice' };
}

/** @returns the authenticator's counter. @throws BalieError `passkey-refused`. */
export async function checkAssertion(rp: RelyingParty, response: AuthenticationResponseJSON, challenge: string, known: KnownPasskey): Promise<number> {
  const credential = { id: response.id, publicKey: new Uint8Array(known.publicKey), counter: known.counter };
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await checked('passkey-refused', () =>
    verifyAuthenticationResponse({ response, expectedChallenge: challenge, expectedOrigin: rp.origin, expectedRPID: rp.id, credential, requireUserVerification: true }));
  // The account that the authenticator itself has it for.
  if (!verified || response.response.userHandle !== Buffer.from(handleOf(known.personId)).toString('base64url')) throw new BalieError('passkey-refused');
  return authenticationInfo.newCounter;
}

/**
 * Certificates were not asked for, and browsers take them out. Whoever puts one in has made it: the library would go and fetch the
 * list of revoked ones at the address that it names.
 */
async function refuseAttested({ response }: RegistrationResponseJSON): Promise<void> {
  const { decodeAttestationObject } = await helpers();
  const attestation = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
  const format: string = attestation.get('fmt');
  if (format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined)) throw new Error(`attestation that was not asked for: ${format}`);
}

async function checked<T>(refusal: 'passkey-refused' | 'passkey-unusable', check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw new BalieError(refusal, { cause: error });
  }
}

/** Theirs for ever, and nothing that says who they are. */
function handleOf(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex'));
}
