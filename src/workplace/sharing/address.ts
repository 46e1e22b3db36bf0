import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../../audit/content.ts';

const MAX_ADDRESS = 254;
const ADDRESS = /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@<>"(),;:\\]+$/;

/** An e-mail address as it is compared; undefined for what is none. */
export function addressIn(text: string): string | undefined {
  const address = text.trim().normalize('NFC').toLowerCase();
  return address.length <= MAX_ADDRESS && address.isWellFormed() && ADDRESS.test(address) ? address : undefined;
}

/** What is kept of an address: a digest to find it by, which nobody makes without the master key, and itself, encrypted. */
export function createAddresses(masterKey: Buffer, master: KeyObject) {
  // A key of its own, as no key should serve two purposes.
  const digestKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'balie shares', 32));
  const context = (id: string) => `${id} share`;
  return {
    digest: (address: string): Buffer => createHmac('sha256', digestKey).update(address).digest(),

    seal(id: string, address: string): { readonly wrapped: Buffer; readonly named: Buffer } {
      const key = newKey();
      return { wrapped: seal(master, key, context(id)), named: seal(key, Buffer.from(address), context(id)) };
    },

    open: (id: string, { wrapped, named }: { readonly wrapped: Buffer; readonly named: Buffer }): string => unseal(unseal(master, wrapped, context(id)), named, context(id)).toString('utf8'),
  };
}
