/** What the description of the API shows of backends and models. */

export const backend = {
  id: 'gpu-een', kind: 'openai' as const, url: 'http://gpu-een.intern:8000', pool: 'gpu', slots: 16, watts: 450, draining: false, state: 'ready' as const, running: 3, hasKey: true, isChanged: false,
};

export const backendChange = { kind: 'ollama' as const, url: 'http://10.0.0.5:11434', pool: 'standaard', slots: 1, watts: 300, draining: true };

export const model = {
  name: 'loket-standaard', model: 'ministral-3:3b', pool: 'standaard', capabilities: ['chat' as const, 'tools' as const], contextTokens: 8192,
  licence: 'Apache-2.0', origin: 'Mistral AI, Frankrijk', queryPrefix: '', passagePrefix: '', isChanged: true,
};

export const modelChange = { model: 'ministral-3:3b', pool: 'standaard', capabilities: ['chat' as const, 'tools' as const], contextTokens: 8192, licence: 'Apache-2.0', origin: 'Mistral AI, Frankrijk' };

export const pull = [
  'event: progress\ndata: {"status":"pulling manifest"}\n\n',
  'event: progress\ndata: {"status":"pulling 1d9614638d18","completedBytes":200000000,"totalBytes":491400064}\n\n',
  'event: done\ndata: {"model":"loket-standaard"}\n\n',
].join('');
