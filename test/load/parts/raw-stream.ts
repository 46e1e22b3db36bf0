import { connect, type Socket } from 'node:net';
import { PASSPORT, TURNS } from '../../support/questions.ts';
import type { Heard } from './asker.ts';

/** A stream on a socket of its own, which may be left in any way there is. */
export interface RawStream {
  readonly socket: Socket;
  /** Its question is kept; or it was refused, or broke off. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  /** Of what came: the head of a refusal, the code of a fault, the last event, or nothing. */
  readonly last: string;
  readonly isBegun: boolean;
  readonly isDone: boolean;
}

/** Asks for a stream. What is told in it goes into what was heard. */
export function openStream(desk: string, heard: Heard, client: string, question = PASSPORT): RawStream {
  const { hostname, port } = new URL(desk);
  const body = JSON.stringify({ question });
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let text = '';
  let [isBegun, isDone] = [false, false];
  // A client that has ended its own half may still read.
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.setEncoding('utf8').on('error', () => undefined);
  socket.write(
    `POST ${TURNS} HTTP/1.1\r\nHost: desk\r\nAccept: text/event-stream\r\nX-Forwarded-For: ${client}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.on('data', (piece: string) => {
    // Positions in the queue come by the thousand: only what may still be half is kept of them.
    text = (text + piece).replace(/event: status\ndata: .*"phase":"waiting".*\n\n/g, '');
    const [, conversation] = /"conversationId":"([0-9a-f-]{36})"/.exec(text + piece) ?? [];
    if (conversation !== undefined && !isBegun) {
      isBegun = true;
      heard.kept.add(conversation);
      begun.resolve();
    }
    const [, data] = /event: done\ndata: (.+)\n/.exec(text) ?? [];
    if (data === undefined || isDone) return;
    isDone = true;
    const { id, outcome } = JSON.parse(data) as { id: string; outcome: string };
    heard.done.set(id, outcome);
  });
  const end = () => {
    socket.destroy();
    begun.resolve();
    ended.resolve();
  };
  socket.on('end', end).on('close', end);
  return {
    socket,
    begun: begun.promise,
    ended: ended.promise,
    get last() {
      return /^HTTP\/1\.1 (?!200).*/.exec(text)?.[0] ?? /"code":"([\w-]+)"/.exec(text)?.[1] ?? [...text.matchAll(/^event: (\w+)/gm)].at(-1)?.[1] ?? 'nothing';
    },
    get isBegun() {
      return isBegun;
    },
    get isDone() {
      return isDone;
    },
  };
}
