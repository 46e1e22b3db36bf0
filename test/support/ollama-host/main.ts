/**
 * The scripted host on its own, for trying things by hand:
 *
 *     node test/support/ollama-host/main.ts 11434 [chat-model] [embedding-model]
 *
 * Answers from the first source in the prompt. Stops on Ctrl-C.
 */
import { startOllamaHost } from './index.ts';

const [port = '11434', chat = 'chat', embedding = 'e5'] = process.argv.slice(2);
if (!/^\d{1,5}$/.test(port)) {
  console.error('usage: node test/support/ollama-host/main.ts PORT [CHAT_MODEL] [EMBEDDING_MODEL]');
  process.exit(2);
}
const host = await startOllamaHost({ port: Number(port), models: [chat, { name: embedding, kind: 'embedding' }] });
console.log(host.url);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.stop());
