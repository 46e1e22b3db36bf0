import { randomUUID } from 'node:crypto';
import type { TurnEvent } from '../answer/events.ts';
import type { Assistant, Search } from '../answer/ports.ts';
import { persistentLog } from '../answer/persistent-log.ts';
import { runTurn } from '../answer/turn.ts';
import { masterKey } from '../audit/content.ts';
import { createTurnLog, type TurnLog } from '../audit/turn-log.ts';
import type { Config } from '../config.ts';
import { READABLE } from '../knowledge/audiences.ts';
import { dutchDay } from '../knowledge/day.ts';
import { ANSWERABLE, createSearch } from '../knowledge/search.ts';
import { type AssistantFolder, readAssistants } from '../models/assistants.ts';
import type { OllamaEmbedder } from '../models/ollama-embed.ts';
import type { Database } from '../store/database.ts';
import { openChat, openRewriting } from './chat.ts';
import { openEmbedder, questionVector } from './embedding.ts';

/** Passages asked of search: more than anyone is shown, so that the turn may choose the part of a document that is asked for. */
export const DESK_SEARCH = { limit: 40, perDocument: 12 };
const DEADLINE_MS = 300_000;
/** A person waits for this before anything is searched. */
const REWRITE_MS = 5_000;

export interface Desk {
  readonly assistants: ReadonlyMap<string, AssistantFolder>;
  readonly log: TurnLog;
  /** Undefined when no embedding model is configured. */
  readonly embedder: OllamaEmbedder | undefined;
  takeTurn(
    request: { assistant: Assistant; question: string; conversationId: string | undefined },
    signal: AbortSignal,
  ): AsyncGenerator<TurnEvent, void>;
  close(): Promise<void>;
}

/** Fits the rooms together: search, model and log behind the turn's ports. */
export async function openDesk(config: Config, db: Database): Promise<Desk> {
  const { municipality } = config;
  const assistants = await readAssistants({
    folder: config.promptsDir,
    defaultModel: config.chatModel,
    values: {
      municipality: municipality.name,
      phone: municipality.phone,
      phoneHours: municipality.phoneHours,
      email: municipality.email,
    },
  });
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const log = createTurnLog({ db, masterKey: key, instanceId: randomUUID(), now: () => new Date() });
  const model = openChat(config);
  const embedder = openEmbedder(config);
  const persistent = persistentLog(log);
  const ports = {
    log: persistent,
    model,
    rewriting: await openRewriting(config, model, REWRITE_MS),
    search: documentSearch(db, embedder),
    newId: () => randomUUID(),
    clock: () => performance.now(),
    deadlineMs: DEADLINE_MS,
  };
  return {
    assistants,
    log,
    embedder,
    takeTurn: (request, signal) => runTurn(request, ports, signal),
    close: async () => void (await Promise.all([persistent.close(), model.close(), embedder?.close()])),
  };
}

/** Search as the desk has it: by words, and by meaning too where there is an embedding model. */
export function documentSearch(db: Database, embedder: OllamaEmbedder | undefined): Search {
  const { search } = createSearch(db);
  return {
    async search(question, assistant) {
      const on = dutchDay(new Date());
      const vector = await questionVector(embedder, question);
      const audiences = READABLE[assistant.audience];
      const result = await search({ question, ...(vector && { vector }), audiences, on, ...DESK_SEARCH });
      return { passages: result.passages, answerable: result.confidence >= ANSWERABLE };
    },
  };
}
