import { reply, startOllamaHost } from '../support/ollama-host/index.ts';

/** A host that the contract holds for. */
export interface ContractHost {
  readonly url: string;
  readonly model: string;
  readonly embedModel: string;
  stop(): Promise<void>;
}

const counting = Array.from({ length: 5000 }, (_, at) => ` ${at + 1}`);

async function scripted(): Promise<ContractHost> {
  const host = await startOllamaHost({ models: ['chat', { name: 'e5', kind: 'embedding' }] });
  host.setScript(({ body }) => (
    body.messages?.at(-1)?.content.startsWith('Tel') === true ? reply(counting, { between: 2 }) : reply('Hallo, café!')
  ));
  return { url: host.url, model: 'chat', embedModel: 'e5', stop: () => host.stop() };
}

const { OLLAMA_URL: url, CHAT_MODEL: model, EMBED_MODEL: embedModel = 'e5' } = process.env;

/** The scripted host always; a real one when OLLAMA_URL and CHAT_MODEL name it. */
export const contractHosts: readonly (readonly [string, () => Promise<ContractHost>])[] = [
  ['the scripted host', scripted],
  ...(url && model ? [['the real host', async () => ({ url, model, embedModel, stop: async () => {} })] as const] : []),
];
