/** Somebody who asks the desk something over the web, with what is personal to them in the question, and what became of it. */
import { Agent, type IncomingMessage, request, type RequestOptions } from 'node:http';
import { eventParser } from '../../src/web/browser/sse.ts';

export interface Resident {
  readonly question: string;
  /** As a proxy tells it. */
  readonly address: string;
  /** What must be in no line of a log. */
  readonly secrets: readonly string[];
}

interface Told {
  readonly status: number;
  /** Milliseconds from the question to the first word of any kind, to the first of the answer, and to its end. */
  readonly firstWord: number;
  readonly firstText: number;
  readonly all: number;
  readonly outcome: string;
  /** Places in the queue, in the order in which they were told. */
  readonly places: readonly number[];
}

const NAMES = ['Sjoukje Wiersma', 'Abdelhak Benali', 'Wilhelmina Oosterhuis', 'Thijmen Kuiper', 'Aleksandra Nowakowska'];
const QUESTIONS = ['Wat kost een paspoort?', 'Hoe geef ik mijn verhuizing door?', 'Wanneer haal ik mijn rijbewijs op?'];

/** A resident by number: each with an address, a telephone number and a mailbox of their own. */
export function resident(number: number): Resident {
  const name = NAMES[number % NAMES.length] ?? '';
  const phone = `06${String(31_415_926 + number * 37)}`;
  const mail = `bewoner${number}@voorbeeldpost.nl`;
  const home = `Zilverreigerstraat ${number + 1}`;
  const address = `193.34.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  const question = `Ik ben ${name}, ${home}, telefoon ${phone}, ${mail}. ${QUESTIONS[number % QUESTIONS.length]}`;
  return { question, address, secrets: [...name.split(' ').slice(1), 'Zilverreigerstraat', phone, mail, address] };
}

export class Residents {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Infinity });

  constructor(url: string) {
    this.#url = new URL(url);
  }

  leave(): void {
    this.#agent.destroy();
  }

  /** Opens the page. */
  async open({ address }: Resident): Promise<number> {
    const { response } = await this.#send('/', { method: 'GET', headers: { 'x-forwarded-for': address, 'accept-encoding': 'gzip' } });
    await textOf(response);
    return response.statusCode ?? 0;
  }

  /** Asks as the page does. */
  async ask({ question, address }: Resident): Promise<Told> {
    const began = performance.now();
    const since = () => performance.now() - began;
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'x-forwarded-for': address };
    const { response } = await this.#send('/api/v1/assistants/loket/turns', { method: 'POST', headers }, JSON.stringify({ question }));
    const parse = eventParser();
    const told = { status: response.statusCode ?? 0, firstWord: 0, firstText: 0, all: 0, outcome: 'none', places: [] as number[] };
    if (told.status !== 200) return { ...told, all: since(), outcome: (JSON.parse(await textOf(response)) as { code: string }).code };
    response.setEncoding('utf8');
    for await (const piece of response) {
      for (const { event, data } of parse(String(piece))) {
        const value = JSON.parse(data) as { readonly position?: number; readonly outcome?: string; readonly code?: string };
        told.firstWord ||= since();
        if (value.position !== undefined) told.places.push(value.position);
        if (event === 'delta') told.firstText ||= since();
        if (event === 'done' || event === 'error') told.outcome = value.outcome ?? value.code ?? event;
      }
    }
    return { ...told, all: since() };
  }

  /** Asks by the form, as a page without scripts does. @returns the status, and whether a way to a source came with it. */
  async post({ question, address }: Resident): Promise<{ readonly status: number; readonly isAnswered: boolean }> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address };
    const { response } = await this.#send('/', { method: 'POST', headers }, new URLSearchParams({ question }).toString());
    const page = await textOf(response);
    return { status: response.statusCode ?? 0, isAnswered: page.includes('balie-sources') };
  }

  #send(path: string, options: RequestOptions, body?: string): Promise<{ readonly response: IncomingMessage }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ readonly response: IncomingMessage }>();
    request({ host: this.#url.hostname, port: this.#url.port, path, agent: this.#agent, ...options }, (response) => resolve({ response })).once('error', reject).end(body);
    return promise;
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
