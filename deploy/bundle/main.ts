import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_CHAT_MODEL } from '../../src/config/models.ts';
import { makeBundle } from './make.ts';

const USAGE = `Gebruik: npm run bundle -- [--out MAP] [--platform linux-x64|linux-arm64] [--model NAAM]... [--models MAP] [--images BESTAND] [--uncommitted]

  --out          waar het archief komt (nu: test/output/bundle)
  --platform     voor welke machine (nu: linux-${process.arch})
  --model        welk model van Ollama erbij hoort (nu: ${DEFAULT_CHAT_MODEL}); zo vaak als nodig
  --models       de map met modellen van Ollama (OLLAMA_MODELS), waaruit zij meegaan; zonder: alleen hun namen
  --images       welke images met welke digest gebruikt worden, als NAAM=image@sha256:… (het .env van deploy/compose)
  --uncommitted  ook als er iets niet is vastgelegd in git: om te proberen, niet om weg te geven`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (text: string) => void process.stdout.write(`${text}\n`);

try {
  const { values } = parseArgs({ options: { out: { type: 'string' }, platform: { type: 'string' }, model: { type: 'string', multiple: true }, models: { type: 'string' }, images: { type: 'string' }, uncommitted: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) say(USAGE);
  else {
    const { archive, digest, commit, packages } = await makeBundle({
      root,
      out: resolve(values.out ?? join(root, 'test/output/bundle')),
      platform: values.platform ?? `linux-${process.arch}`,
      modelNames: values.model ?? [DEFAULT_CHAT_MODEL],
      modelsFolder: values.models,
      images: values.images,
      asItIs: values.uncommitted === true,
    });
    say(`${archive}\n${Math.round(statSync(archive).size / 1e6)} MB, ${packages} pakketten, van ${commit}`);
    say(`sha256 ${digest}\nZeg deze controlesom langs een andere weg (telefoon, papier) aan wie het archief uitpakt.`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
