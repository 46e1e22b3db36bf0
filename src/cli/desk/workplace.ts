import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { neutral } from '../../answer/answering/compose.ts';
import type { ChatModel, TurnLog } from '../../answer/ports.ts';
import type { Guard } from '../../answer/safety/port.ts';
import { turnsOf } from '../../audit/conversation-person.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { PooledGateway } from '../../models/pool/gateway.ts';
import { readPrompt, stampOf } from '../../models/prompts/prompt.ts';
import type { Database } from '../../store/database.ts';
import { createChatFiles, type ChatFiles } from '../../workplace/files/store.ts';
import { WHOLE_PROMPTS, type WholePrompts } from '../../workplace/whole/means.ts';
import { createWholeWork, type WholeWork, type WorkPorts } from '../../workplace/whole/run.ts';
import { createWorks, type Works } from '../../workplace/works.ts';
import { VERSION } from '../version.ts';
import { FILE_WORDS, readableBy } from './file-search.ts';

/** Of a model of which nothing is known. */
const SMALLEST_CONTEXT = 4_096;

/** Files in conversations of employees, and work on the whole of them. */
export interface Workplace {
  readonly files: ChatFiles;
  readonly works: Works;
  readonly work: WholeWork;
  readonly readable: (text: string) => string;
  /** A request with whether it is the first question of a conversation that has files already. */
  placed(request: TakenTurn): Promise<TakenTurn & { readonly isNew?: boolean }>;
}

type TakenTurn = Parameters<AppDeps['takeTurn']>[0];

interface Parts {
  readonly config: Pick<Config, 'promptsDir'>;
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly log: TurnLog;
  readonly assistantOf: WorkPorts['assistantOf'];
  readonly model: ChatModel;
  readonly gateway: Pick<PooledGateway, 'models'>;
  readonly guard: Guard;
}

/** @throws BalieError `config-invalid` when a prompt cannot be read. */
export async function openWorkplace({ config, db, masterKey, log, assistantOf, model, gateway, guard }: Parts): Promise<Workplace> {
  const now = () => new Date();
  const files = createChatFiles({ db, masterKey, now, turnsOf });
  const works = createWorks({ db, now });
  const readable = readableBy(guard);
  const work = createWholeWork({
    log,
    files,
    assistantOf,
    works,
    model,
    contextOf: (name) => gateway.models().find((known) => known.name === name)?.contextTokens ?? SMALLEST_CONTEXT,
    prompts: await readWholePrompts(config.promptsDir),
    words: FILE_WORDS,
    readable: (text) => neutral(readable(text)),
    masked: (text) => guard.mask(text, 'employee').text,
    newId: () => randomUUID(),
    clock: () => performance.now(),
    version: VERSION,
  });
  return {
    files,
    works,
    work,
    readable,
    async placed(request) {
      const { conversationId, asker } = request;
      if (asker?.person === undefined || conversationId === undefined) return request;
      const isNew = await files.isUnasked({ conversationId, personId: asker.person.id });
      return { ...request, ...(isNew && { isNew }) };
    },
  };
}

/** A folder of prompts that has none of these gets Balie's own. */
async function readWholePrompts(folder: string): Promise<WholePrompts> {
  const entries = Object.entries(WHOLE_PROMPTS).map(async ([name, { file, placeholders }]) => {
    const prompt = await readPrompt(existsSync(join(folder, `${file}.md`)) ? folder : OWN_PROMPTS, file, placeholders);
    return [name, { text: prompt.text, stamp: stampOf(prompt) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as WholePrompts;
}
