import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plain } from '../../answer/plain/port.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { createGlossary } from '../../guard/plain/glossary.ts';
import { measurePlain } from '../../guard/plain/measure.ts';
import { rewriteFault } from '../../guard/plain/rewrite.ts';
import { readGlossary } from '../../models/prompts/glossary.ts';
import { readPrompt } from '../../models/prompts/prompt.ts';

/** What answers are kept plain with. @throws BalieError `config-invalid`. */
export async function openPlain({ promptsDir }: Config, onMeasured: Plain['onMeasured']): Promise<Plain> {
  const glossary = createGlossary(await readGlossary([...new Set([OWN_PROMPTS, promptsDir])]));
  const folder = existsSync(join(promptsDir, 'plain.md')) ? promptsDir : OWN_PROMPTS;
  return {
    // Words that are explained under the answer are not difficult in it.
    measure: (text) => measurePlain(text, glossary.has),
    explain: glossary.explain,
    prompt: await readPrompt(folder, 'plain', ['text']),
    fault: rewriteFault,
    ...(onMeasured && { onMeasured }),
  };
}
