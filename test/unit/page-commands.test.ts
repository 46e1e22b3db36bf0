import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { readPages, root, typedIn } from '../support/pages.ts';

/** A file that runs it, with the words there that do. */
type Where = readonly [file: string, words: string];

/** Takes the commands from the page, and types each on the machine without a network. */
const CARRIED: Where = ['test/deploy/air-gap.test.ts', 'by the commands of the page'];
const TYPED: Where = ['test/process/docs.test.ts', "['docs/api.md', 'docs/due-diligence.md']"];

/** All that the README and the references say to type, and where that is run. The guides are typed whole by test/process/docs.test.ts and test/deploy/installer.test.ts. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, readonly Where[]>>>> = {
  'README.md': {
    'npm ci && npm start': [['.ci/run', "step 'npm ci' npm ci"], ['.ci/smoke', 'npm start']],
    // No CI has a model host with a real model: what is told to whoever has none is the same, and is read there.
    'ollama pull ministral-3:3b': [['.ci/smoke', "grep -q 'ollama pull'"]],
    'npm ci && npm test': [['.ci/run', "step 'npm ci' npm ci"], ['.ci/run', 'suite embedded test']],
  },
  'docs/air-gap.md': {
    'npm ci': [['test/deploy/air-gap.test.ts', "expect(blocks(making)).toEqual(['npm ci'"]],
    'npm run bundle -- --out /media/usb': [['test/deploy/air-gap.test.ts', "'npm run bundle -- --out /media/usb'"]],
    './balie check': [CARRIED],
    './balie start': [CARRIED],
    './balie doctor --sovereignty': [CARRIED],
    './balie audit verify': [CARRIED],
    './balie install /opt/balie': [CARRIED],
  },
  'docs/api.md': { 'curl -f -X PUT --data-binary @leges.pdf -H \'Content-Type: application/pdf\' -H "Authorization: Bearer $KEY" "$BALIE/api/v1/collections/producten/documents/leges-2026"': [TYPED] },
  'docs/audit-format.md': {
    'balie audit export --out logboek.jsonl': [['docs/nl/auditor.md', '\nbalie audit export --out logboek.jsonl\n']],
    // Anchors are of somebody else's: the test of the export makes them.
    'node verify-audit.mjs logboek.jsonl --key ID --anchor anchors.jsonl': [['test/store/audit/export.test.ts', "'--key', keyId, '--anchor', anchors"]],
  },
  'docs/due-diligence.md': {
    // 117 questions: of one assistant there, with its probes alone.
    'balie diligence measure': [['test/store/factsheet/diligence.test.ts', "balie('measure', '--assistant', 'loket')"]],
    'balie evaluate answers CASES --keep': [['docs/nl/admin.md', '\nbalie evaluate answers vragen.jsonl --published --keep\n']],
    'balie diligence show': [TYPED],
    'balie diligence export report.json': [TYPED],
    'balie diligence export kader.csv': [TYPED],
  },
};

const references = readPages().filter(({ path }) => !/^docs\/(?:nl|en)\//.test(path));
const fenced = references.map((page) => ({ ...page, indented: [...page.indented, ...page.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)] }));

describe('what the README and the references say to type', () => {
  test('is all in the list of where it is run, and nothing else is', () => {
    const said = fenced.map((page) => [page.path, typedIn(page)] as const).filter(([, commands]) => commands.length > 0);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(Object.entries(COMMANDS).map(([path, commands]) => [path, Object.keys(commands)])));
  });

  test('is run where the list says so', () => {
    const where = Object.values(COMMANDS).flatMap((commands) => Object.entries(commands)).flatMap(([command, places]) => places.map(([file, words]) => ({ command, file, words })));
    const gone = where.filter(({ file, words }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words));
    expect(gone).toEqual([]);
  });

  test('fetches the model that the desk asks for by itself', () => {
    expect(Object.keys(COMMANDS['README.md'] ?? {})).toContain(`ollama pull ${readConfig({}).chatModel}`);
  });
});
