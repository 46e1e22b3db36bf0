/** What is known of models that Balie names itself, for installations that list none; by the host's name without its size. */
const KNOWN: Readonly<Record<string, { readonly licence: string; readonly origin: string }>> = {
  'ministral-3': { licence: 'Apache-2.0', origin: 'Mistral AI (Frankrijk)' },
  'bge-m3': { licence: 'MIT', origin: 'BAAI (China)' },
};

export function knownModel(name: string): { readonly licence?: string; readonly origin?: string } {
  return KNOWN[name.split(':')[0] ?? ''] ?? {};
}
