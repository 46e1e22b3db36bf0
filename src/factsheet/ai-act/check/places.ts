import type { Ask, Looked } from './finding.ts';
import { type Look, markedInData, markedOnPage, personOnPage, toldOnPage, toldWithAnswer } from './looks.ts';

/** Somewhere the desk shows itself or an answer, and what is looked for there. */
export interface Place {
  readonly place: string;
  /** @throws NoAnswer. */
  look(ask: Ask): Promise<readonly Look[]>;
}

/** The desk answered otherwise than with a page or an answer. */
export class NoAnswer extends Error {}

/** Of no machine: requests go by no network. */
const DESK = 'http://localhost';
const QUESTION = 'Wat kost een paspoort?';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
const JSON_BODY = { 'Content-Type': 'application/json' };
const MAX_STYLES = 10;

/** All places of a deployment: pages for people, and answers for programs. */
export function placesOf(looked: Looked): readonly Place[] {
  const [first] = looked.assistants;
  return [
    ...(first === undefined ? [] : pagesIn(looked, 'nl', '')),
    ...(first === undefined ? [] : looked.languages.flatMap(({ code, name }) => pagesIn(looked, code, ` in het ${name}`))),
    ...(looked.widgetOrigin === undefined ? [] : looked.assistants.map((assistant) => widget(assistant, looked.widgetOrigin ?? '', looked.ways))),
    ...(first === undefined ? [] : [handover(looked.ways), keptFile(looked.ways)]),
    ...(looked.hasEmployees ? [workplace(looked.token)] : []),
    ...looked.assistants.flatMap((assistant) => answersOf(assistant, looked)),
  ];
}

function pagesIn({ ways }: Looked, code: string, inLanguage: string): readonly Place[] {
  const path = code === 'nl' ? '/' : `/?taal=${code}`;
  return [
    { place: `eerste pagina van de balie${inLanguage}`, look: async (ask) => { const { body, css } = await pageOf(ask, new Request(DESK + path)); return [toldOnPage(body, css), personOnPage(body, ways, css)]; } },
    {
      place: `pagina met een antwoord${inLanguage}`,
      look: async (ask) => {
        const { body, css } = await pageOf(ask, asked('/', { question: QUESTION, ...(code !== 'nl' && { taal: code }) }));
        return [toldWithAnswer(body, css), markedOnPage(body), personOnPage(body, ways, css)];
      },
    },
  ];
}

function widget(assistant: string, origin: string, ways: readonly string[]): Place {
  const path = `/widget/${encodeURIComponent(assistant)}`;
  return {
    place: `balie op andere websites (${assistant})`,
    async look(ask) {
      const opened = await pageOf(ask, new Request(DESK + path, { headers: { Referer: `${origin}/` } }));
      const token = /name="token" value="([^"]+)"/.exec(opened.body)?.[1] ?? '';
      const { body, css } = await pageOf(ask, asked(path, { question: QUESTION, token }));
      return [toldOnPage(opened.body, opened.css), toldWithAnswer(body, css), markedOnPage(body), personOnPage(body, ways, css)];
    },
  };
}

/** With an answer of the sample, which stands in no log. */
const CONVERSATION = '00000000-0000-4000-8000-000000000050';

function handover(ways: readonly string[]): Place {
  return {
    place: 'gesprek doorgeven aan een medewerker',
    async look(ask) {
      const { body, css } = await pageOf(ask, asked('/doorgeven', { conversationId: CONVERSATION }));
      return [personOnPage(body, ways, css)];
    },
  };
}

function keptFile(ways: readonly string[]): Place {
  return {
    place: 'bestand van een gesprek',
    async look(ask) {
      const { body, css } = await pageOf(ask, asked('/gesprek/bewaren', { conversationId: CONVERSATION }));
      return [toldWithAnswer(body, css), markedOnPage(body), personOnPage(body, ways, css)];
    },
  };
}

function workplace(token: string): Place {
  return {
    place: 'eerste pagina van de werkplek',
    async look(ask) {
      const { body, css } = await pageOf(ask, new Request(`${DESK}/werk`, { headers: { Cookie: `__Host-balie=${token}` } }));
      return [toldOnPage(body, css)];
    },
  };
}

/** Answers for programs, in each dialect, in one piece and as a stream. */
function answersOf(assistant: string, { token }: Looked): readonly Place[] {
  const model = `balie/${assistant}`;
  const messages = [{ role: 'user', content: QUESTION }];
  const own = (place: string, accept: string, hasHeader: boolean): Place => dataPlace(`${place} (${assistant})`, `/api/v1/assistants/${encodeURIComponent(assistant)}/turns`, { question: QUESTION }, { Accept: accept }, hasHeader);
  const dialect = (place: string, path: string, stream: boolean): Place => dataPlace(`${place} (${assistant})`, path, { model, messages, stream }, { Authorization: `Bearer ${token}` }, !stream);
  return [
    own('API: antwoord', 'application/json', true),
    own('API: antwoord als stroom', 'text/event-stream', false),
    dialect('API zoals OpenAI: antwoord', '/v1/chat/completions', false),
    dialect('API zoals OpenAI: antwoord als stroom', '/v1/chat/completions', true),
    dialect('API zoals Ollama: antwoord', '/api/chat', false),
    dialect('API zoals Ollama: antwoord als stroom', '/api/chat', true),
  ];
}

/** A stream is begun before it is known what wrote the answer: its head cannot say so. */
function dataPlace(place: string, path: string, body: object, headers: Record<string, string>, hasHeader: boolean): Place {
  return {
    place,
    async look(ask) {
      const response = await ask(new Request(DESK + path, { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify(body) }));
      const text = await whole(response);
      return [markedInData(text, response.headers, hasHeader)];
    },
  };
}

const asked = (path: string, fields: Readonly<Record<string, string>>) => new Request(DESK + path, { method: 'POST', headers: FORM, body: new URLSearchParams(fields) });

/** A page with all styles that it names. */
async function pageOf(ask: Ask, request: Request): Promise<{ readonly body: string; readonly css: string }> {
  const body = await whole(await ask(request));
  const sheets = [...body.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="(\/[^"]+)"/g)].slice(0, MAX_STYLES).map(([, path = '']) => path);
  const styles = await Promise.all(sheets.map(async (path) => whole(await ask(new Request(DESK + path)))));
  const inside = [...body.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css = '']) => css);
  return { body, css: [...styles, ...inside].join('\n') };
}

async function whole(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new NoAnswer(`de balie gaf antwoord ${response.status}`);
  return text;
}
