#!/usr/bin/env node
// Nothing more stands here: what is imported is loaded before the guard, and could speak by then.
import { guardOutbound } from './outbound/guard.ts';

const note = (line: string) => void process.stderr.write(`${line}\n`);

// A reader such as `head` that has seen enough is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
// Notes that nobody reads any more must not end a desk that still answers: with `npm start 2>&1 | tee log`, Ctrl-C ends tee first.
process.stderr.on('error', () => undefined);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  note(`Balie heeft Node.js 24.12 of nieuwer nodig; dit is ${process.version}. Start met "npm start" of "npm run balie -- ...": die nemen de meegeleverde Node.js.`);
  process.exit(1);
}
// Nothing goes anywhere that no part of the desk was given by the configuration.
guardOutbound((place) => note(`Geweigerd: een verbinding met ${place}, die niet in de configuratie staat.`));
const { run } = await import('./cli/run.ts');
process.exitCode = await run(process.argv.slice(2), process.env);
