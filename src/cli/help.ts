import type { Command } from './command.ts';

/** The list of commands, a line each. */
export async function overview(load: readonly (() => Promise<Command>)[]): Promise<string> {
  const commands = await Promise.all(load.map((one) => one()));
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return ['Gebruik: balie OPDRACHT [OPTIES]', '', ...lines, '', 'Meer over een opdracht: balie OPDRACHT --help'].join('\n');
}

/** What one command does, how it is called and which options it has. */
export function commandHelp({ name, usage, summary, options }: Command): string {
  const lines = Object.entries(options).map(([option, { type, default: standard }]) => {
    const value = type === 'string' ? ' WAARDE' : '';
    return `  --${option}${value}${standard === undefined ? '' : `  (standaard: ${String(standard)})`}`;
  });
  return [
    `Gebruik: balie ${name} ${usage}`.trimEnd(),
    '',
    summary,
    '',
    'Opties:',
    ...lines,
    '  --json  uitvoer als JSON',
    '  --help  deze uitleg',
    '',
    'Uitkomst: 0 gelukt, 1 niet gelukt, 2 verkeerd gebruikt.',
  ].join('\n');
}
