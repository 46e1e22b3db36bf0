import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { patiently } from './patience.ts';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, with the dots of SMTP taken away. */
  readonly data: string;
}

export interface SmtpServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Every line that clients sent. */
  readonly lines: readonly string[];
  /** What it says to a recipient from now on, such as `550 no such mailbox`. */
  answerRecipients(line: string): void;
  /** Keeps it waiting, from now on, for word that a mail was taken; what this returns gives that word, of all that wait. */
  holdTaken(): () => void;
  /** Resolves with the next mail that comes in. */
  next(): Promise<ReceivedMail>;
  close(): Promise<void>;
}

/** A mail server that speaks SMTP (RFC 5321) without TLS, and keeps what it is given. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const lines: string[] = [];
  const waiting: ((mail: ReceivedMail) => void)[] = [];
  const sockets = new Set<Socket>();
  let recipient = '250 ok';
  let held: Promise<void> | undefined;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    let buffer = '';
    let mail = { from: '', to: [] as string[] };
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test ESMTP');
    socket.on('data', (bytes) => {
      buffer += bytes.toString('utf8');
      for (;;) {
        const end = isData ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
        if (end < 0) return;
        const read = buffer.slice(0, end);
        buffer = buffer.slice(end + (isData ? 5 : 2));
        if (isData) keep(read);
        else command(read);
      }
    });
    function keep(data: string): void {
      isData = false;
      const received = { ...mail, data: data.replaceAll('\r\n..', '\r\n.') };
      mails.push(received);
      mail = { from: '', to: [] };
      void Promise.resolve(held).then(() => say('250 kept'));
      waiting.shift()?.(received);
    }
    function command(line: string): void {
      lines.push(line);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') mail.from = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (verb === 'RCPT' && recipient.startsWith('250')) mail.to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
      if (verb === 'DATA') isData = true;
      if (verb === 'QUIT') return void socket.end('221 bye\r\n');
      say(verb === 'DATA' ? '354 go on' : verb === 'RCPT' ? recipient : verb === 'EHLO' ? '250 test' : verb === 'STAR' ? '502 no TLS here' : '250 ok');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    lines,
    answerRecipients: (line) => void (recipient = line),
    holdTaken() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    next: () =>
      patiently((bring) => {
        waiting.push(bring);
        return () => void waiting.splice(0, waiting.length, ...waiting.filter((one) => one !== bring));
      }, () => `no mail came; ${mails.length} before it, and clients said:\n${lines.join('\n')}`),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
