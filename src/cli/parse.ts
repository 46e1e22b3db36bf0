import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

const common = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const satisfies ParseArgsOptionsConfig;

type Parsed = Pick<ReturnType<typeof parseArgs<{ strict: true; allowPositionals: true; options: ParseArgsOptionsConfig }>>, 'values' | 'positionals'>;

/**
 * Reads what was typed after a command.
 * @returns its options and other words, or in Dutch what is wrong with them.
 */
export function parseOptions(options: ParseArgsOptionsConfig, args: readonly string[]): Parsed | { readonly fault: string } {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...common }, allowPositionals: true, strict: true });
  } catch (error) {
    return { fault: faultIn({ ...options, ...common }, args) ?? (error instanceof Error ? error.message : String(error)) };
  }
}

/** The first option that does not fit. */
function faultIn(options: ParseArgsOptionsConfig, args: readonly string[]): string | undefined {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const known = Object.keys(options).map((name) => `--${name}`).join(', ');
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) return `Onbekende optie: ${token.rawName}. Deze zijn er: ${known}.`;
    // With one dash before it the value is taken for an option, as `--name -x` shows.
    if (option.type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))))
      return `Bij --${token.name} hoort een waarde: --${token.name}=WAARDE.`;
    if (option.type === 'boolean' && token.value !== undefined) return `Bij --${token.name} hoort geen waarde.`;
  }
  return undefined;
}
