import { z } from '@hono/zod-openapi';

/** Shapes of what browsers and their authenticators say, as WebAuthn has them in JSON. */
const bytes = (most: number) => z.string().max(most).regex(/^[A-Za-z0-9_-]*$/, 'moet base64url zijn');
/** A name may have 1,023 bytes. */
const credentialId = bytes(1_400).min(1);
const attachment = z.enum(['platform', 'cross-platform']).exactOptional();
/** Asked for none: what is said all the same is not read. */
const extensions = z.record(z.string().max(100), z.unknown()).default({});
const common = { id: credentialId, rawId: credentialId, type: z.literal('public-key'), authenticatorAttachment: attachment, clientExtensionResults: extensions };

const EXAMPLE_ID = 'QWxzIGRpdCBlY2h0IHdhcw';
const invitation = bytes(43).min(1).openapi({ description: 'Wat achter # in de link staat.', example: 'd2F0IGFjaHRlciBoZXQgaGVrc3RhYXQtMDEyMzQ1Njc4' });
// No flags: a description of an API has no place for them.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const shown = z.string().trim().min(1).max(100).regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'mag geen onzichtbare tekens hebben');
const name = shown.exactOptional().openapi({ description: 'Van de eerste beheerder; van anderen staat de naam in de uitnodiging.', example: 'Noor de Wit' });

export const InvitationRequest = z.strictObject({ invitation }).openapi('InvitationRequest');
export const InvitationView = z
  .object({
    isFirst: z.boolean().openapi({ description: 'Of het de link van de eerste beheerder is, die zelf zegt hoe hij heet.', example: false }),
    isNew: z.boolean().openapi({ description: 'Of er een account mee ontstaat. Anders is het een extra passkey.', example: true }),
    name: z.string().nullable().openapi({ example: 'Noor de Wit' }),
  })
  .openapi('Invitation');

/** Without an invitation it is a passkey more for who is logged in. */
export const PasskeyOptionsRequest = z.strictObject({ invitation: invitation.exactOptional(), name }).openapi('PasskeyOptionsRequest');

export const NewPasskey = z
  .strictObject({
    invitation: invitation.exactOptional(),
    name,
    label: shown.max(60).exactOptional().openapi({ description: 'Hoe de eigenaar de passkey noemt.', example: 'Laptop' }),
    credential: z.strictObject({
      ...common,
      response: z.object({
        clientDataJSON: bytes(8_000),
        attestationObject: bytes(40_000),
        transports: z.array(z.string().max(32)).max(10).exactOptional(),
      }),
    }),
  })
  .openapi('NewPasskey');

export const PasskeyLogin = z
  .strictObject({
    /** Where they wanted to go. */
    wished: z.string().max(2_000).exactOptional().openapi({ description: 'De pagina waar iemand heen wilde.', example: '/werk' }),
    credential: z.strictObject({
      ...common,
      response: z.object({ clientDataJSON: bytes(8_000), authenticatorData: bytes(8_000), signature: bytes(8_000), userHandle: bytes(100).nullable().transform((handle) => handle ?? '') }),
    }),
  })
  .openapi('PasskeyLogin');

export const Went = z.object({ location: z.string().openapi({ description: 'De pagina om nu te openen.', example: '/werk' }) }).openapi('Went');

const options = { challenge: z.string().openapi({ example: 'ZG9lIGhpZXIgZWVuIGhhbmR0ZWtlbmluZyBvbmRlcg' }), timeout: z.number().exactOptional() };
export const LoginOptions = z.object({ ...options, rpId: z.string().exactOptional().openapi({ example: 'balie.gemeente.example' }) }).openapi('PasskeyRequestOptions');
export const CreationOptions = z
  .object({
    ...options,
    rp: z.object({ id: z.string().exactOptional(), name: z.string() }).openapi({ example: { id: 'balie.gemeente.example', name: 'Gemeente Voorbeeld' } }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }).openapi({ example: { id: EXAMPLE_ID, name: 'Noor de Wit', displayName: 'Noor de Wit' } }),
  })
  .openapi('PasskeyCreationOptions');
