import { createSecretKey, type KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../../audit/content.ts';

/** What of a file is encrypted: each opens in its own place alone. */
type Part = 'named' | 'original' | 'content';

/** The keys of conversations with files, each wrapped by the master key. */
export function folderKeys(masterKey: Buffer) {
  const master = createSecretKey(masterKey);
  const context = (conversationId: string) => `${conversationId} chat-files`;
  return {
    /** @returns a new key, wrapped. */
    wrapped: (conversationId: string) => seal(master, newKey(), context(conversationId)),
    open: (conversationId: string, wrapped: Buffer) => createSecretKey(unseal(master, wrapped, context(conversationId))),
  };
}

export function sealPart(key: KeyObject, id: string, part: Part, plain: Uint8Array | string): Buffer {
  return seal(key, Buffer.from(plain as Uint8Array), `${id} ${part}`);
}

export function openPart(key: KeyObject, id: string, part: Part, sealed: Buffer): Buffer {
  return unseal(key, sealed, `${id} ${part}`);
}
