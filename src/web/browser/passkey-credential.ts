/** Passkeys of the browser, to and from JSON: by the browser itself, and by hand where it cannot yet (before 2025). */

interface Named extends Omit<PublicKeyCredentialDescriptor, 'id'> {
  readonly id: string;
}

/** As the desk sends them. */
type RequestJson = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & { readonly challenge: string; readonly allowCredentials?: readonly Named[] };
type CreationJson = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly Named[];
};

/** @throws DOMException as the browser does. */
export async function usePasskey(options: RequestJson): Promise<unknown> {
  const parse = known('parseRequestOptionsFromJSON');
  const publicKey = parse ? (parse(options) as PublicKeyCredentialRequestOptions) : { ...options, challenge: bytes(options.challenge), allowCredentials: (options.allowCredentials ?? []).map(named) };
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

/** @throws DOMException as the browser does. */
export async function createPasskey(options: CreationJson): Promise<unknown> {
  const parse = known('parseCreationOptionsFromJSON');
  const { challenge, user, excludeCredentials = [] } = options;
  const publicKey = parse
    ? (parse(options) as PublicKeyCredentialCreationOptions)
    : { ...options, challenge: bytes(challenge), user: { ...user, id: bytes(user.id) }, excludeCredentials: excludeCredentials.map(named) };
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Older browsers lack them, whatever the types say. */
function known(name: 'parseRequestOptionsFromJSON' | 'parseCreationOptionsFromJSON'): ((options: unknown) => unknown) | undefined {
  const parse = (PublicKeyCredential as unknown as Record<string, ((options: unknown) => unknown) | undefined>)[name];
  return parse?.bind(PublicKeyCredential);
}

/** Only what the desk reads: of each browser the same. */
function jsonOf(given: Credential | null): unknown {
  if (!(given instanceof PublicKeyCredential)) throw new DOMException('no passkey was given', 'NotAllowedError');
  const { id, rawId, type, response } = given;
  const common = { id, rawId: text(rawId), type };
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = typeof response.getTransports === 'function' ? response.getTransports() : [];
    return { ...common, response: { clientDataJSON, attestationObject: text(response.attestationObject), transports } };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return { ...common, response: { clientDataJSON, authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle && text(userHandle) } };
}

function named({ id, ...rest }: Named): PublicKeyCredentialDescriptor {
  return { ...rest, id: bytes(id) };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
