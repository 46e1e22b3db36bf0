/** A small app around the pages: what `createApp` does for them, with a scripted API behind it. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { loadAssets } from '../../src/web/assets.ts';
import { deskPage, documentPage, faultPage, privacyPage } from '../../src/web/pages.ts';
import type { TurnView } from '../../src/web/turn-views.ts';
import { conversationId as scripted, scriptedStream } from './desk-turns.ts';
import { answer, desk, documentView, fault, longTurns, municipality, sources, turn, turnsOfAllKinds } from './desk-views.ts';

const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface DeskApp {
  readonly url: string;
  /** Bodies of the API's requests, in order. */
  readonly asked: readonly { readonly question: string; readonly conversationId?: string; readonly key?: string | undefined }[];
  /** How many streams the browser left before their end. */
  left: () => number;
  /** Lets the answers end that wait for it: a question with a script in it does. */
  finish: () => void;
  close: () => Promise<void>;
}

export async function startDeskApp(): Promise<DeskApp> {
  const conversations = new Map<string, TurnView[]>();
  const asked: { question: string; conversationId?: string; key?: string | undefined }[] = [];
  let left = 0;
  const { promise: held, resolve: finish } = Promise.withResolvers<void>();
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', contentSecurityPolicy);
    context.header('X-Content-Type-Options', 'nosniff');
  });
  for (const [path, asset] of loadAssets()) {
    app.get(path, (context) => context.body(asset.body, 200, { 'Content-Type': asset.contentType, ETag: asset.etag }));
  }
  app.get('/', (context) => context.html(deskPage(desk())));
  app.post('/', async (context) => {
    const form = await context.req.parseBody();
    const question = String(form['question'] ?? '').trim();
    const conversationId = String(form['conversationId'] ?? `gesprek-${conversations.size + 1}`);
    const turns = conversations.get(conversationId) ?? [];
    if (question === '') {
      const empty = { code: 'question-empty', message: 'U hebt nog geen vraag gesteld.', action: 'Typ uw vraag in het vak.', requestId: 'req-1' };
      return context.html(deskPage(desk({ turns, draft: '', fault: empty })), 400);
    }
    const looks = { letters: String(form['letters']), colours: String(form['kleuren']) };
    turns.push(turn({ id: 't', question, answer, sources, generatedBy: { model: 'ministral-3:3b' }, feedback: { conversationId: scripted } }));
    conversations.set(conversationId, turns);
    return context.html(deskPage(desk({ turns, conversationId, looks })));
  });
  app.get('/staten/alle', (context) => context.html(deskPage(desk({ turns: turnsOfAllKinds, conversationId: 'c' }))));
  app.get('/staten/lang', (context) => context.html(deskPage(desk({ turns: longTurns, conversationId: 'c' }))));
  app.get('/staten/fout', (context) => context.html(deskPage(desk({ fault, draft: 'Hoe vraag ik een paspoort aan?' })), 503));
  app.get('/documenten/leges', (context) => context.html(documentPage(documentView)));
  app.get('/privacy', (context) => context.html(privacyPage({ municipality })));
  app.notFound((context) => {
    const missing = { code: 'not-found', message: 'Deze pagina bestaat niet.', action: 'Controleer het adres, of ga naar de balie.', requestId: 'req-404' };
    return context.html(faultPage({ municipality, fault: missing, status: 404 }), 404);
  });
  app.post('/api/v1/assistants/loket/turns', async (context) => {
    const body = await context.req.json<{ question: string; conversationId?: string }>();
    asked.push({ ...body, key: context.req.header('Idempotency-Key') });
    if (body.question.includes('druk')) {
      const problem = { title: 'Het is nu erg druk bij de digitale balie.', action: 'Wacht een minuut en stel uw vraag opnieuw.' };
      return context.json({ ...problem, code: 'desk-busy', requestId: 'req-503' }, 503, { 'Content-Type': 'application/problem+json' });
    }
    const pieces = scriptedStream(body.question, held);
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await pieces.next();
        if (next.done !== true) controller.enqueue(encoder.encode(next.value));
        else if (next.value === 'break') controller.error(new Error('the scripted connection breaks'));
        else controller.close();
      },
      cancel() {
        left += 1;
      },
    });
    return context.body(stream, 200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  });
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info: AddressInfo) => resolve({ server: started, port: info.port }));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    left: () => left,
    finish,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
