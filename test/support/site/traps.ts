import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { pdf } from './pdf-bytes.ts';
import { page } from './pages.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

const html = (response: ServerResponse, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
};
const sendTo = (location: string, status = 302): Handler => (_request, response) => {
  response.writeHead(status, { location }).end();
};
const state = { busy: 0, broken: 0, always: 0 };

/** Paths that a crawler may lose itself in, by path; `trapPage` links to all of them. */
export const traps: Readonly<Record<string, Handler>> = {
  '/kalender': (_request, response, url) => {
    const month = Number(url.searchParams.get('maand') ?? '0');
    const later = Array.from({ length: 30 }, (_, i) => `<a href="/kalender?maand=${month + i + 1}">verder</a>`);
    html(response, page(`Kalender ${month}`, `<p>Maand ${month}</p>${later.join('')}`));
  },
  '/sessie': (_request, response, url) => {
    const sid = Math.random().toString(36).slice(2);
    html(response, page('Sessie', `<p>Een sessie</p><a href="${url.pathname};jsessionid=${sid}?PHPSESSID=${sid}">weer</a>`));
  },
  '/lus-a': sendTo('/lus-b'),
  '/lus-b': sendTo('/lus-a'),
  '/naar-zichzelf': sendTo('/naar-zichzelf?sid=1'),
  '/naar-buiten': sendTo('http://elders.example/'),
  '/naar-metadata': sendTo('http://169.254.169.254/latest/meta-data/'),
  '/naar-decimaal': sendTo('http://2852039166/latest/meta-data/'),
  '/naar-prive': sendTo('http://10.0.0.1/'),
  '/naar-bestand': sendTo('file:///etc/passwd'),
  '/naar-wachtwoord': sendTo('http://u:p@127.0.0.1/'),
  '/druppel': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('<p>nog iets</p>'), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/stil': () => undefined,
  '/druk': (_request, response) => {
    state.busy += 1;
    if (state.busy <= 2) response.writeHead(429, { 'retry-after': '3' }).end();
    else html(response, page('Druk', '<p>Toch nog</p>'));
  },
  '/altijd-druk': (_request, response) => {
    state.always += 1;
    response.writeHead(503, { 'retry-after': '9999' }).end();
  },
  '/kapot': (_request, response) => {
    response.writeHead(500).end('stuk');
  },
  '/even-kapot': (_request, response) => {
    state.broken += 1;
    if (state.broken === 1) response.writeHead(502).end();
    else html(response, page('Even kapot', '<p>Weer heel</p>'));
  },
  '/bom': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
  },
  '/halve-gzip': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('geen gzip');
  },
  '/groot': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const piece = 'x'.repeat(64 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', more);
    more();
  },
  '/afgebroken': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
    response.write('<html>', () => response.destroy());
  },
  '/tekenset': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(Buffer.from(page('Tekenset', '<p>Caf\u00e9 en re\u00fcnie</p><a href="/privacy">x</a>'), 'latin1'));
  },
  '/liegt.html': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.concat([pdf, Buffer.from('%')]));
  },
  '/verboden/pagina': (_request, response) => html(response, page('Verboden', '<p>Niet voor robots</p>')),
  '/noindex': (_request, response) =>
    html(response, page('Noindex', '<a href="/achter-noindex">x</a>', '<meta name="robots" content="noindex">')),
  '/achter-noindex': (_request, response) => html(response, page('Achter noindex', '<p>Wel te volgen</p>')),
  '/nofollow': (_request, response) =>
    html(response, page('Nofollow', '<p>Niet volgen</p><a href="/nooit-1">x</a>'), { 'x-robots-tag': 'nofollow' }),
  '/noindex-kop': (_request, response) => html(response, page('Kop', ''), { 'x-robots-tag': 'balie: noindex' }),
  '/canoniek-a': (_request, response) =>
    html(response, page('Canoniek', '<p>Dezelfde, van a</p>', '<link rel="canonical" href="/canoniek">')),
  '/canoniek-b': (_request, response) =>
    html(response, page('Canoniek', '<p>Dezelfde, van b</p>', '<link rel="canonical" href="/canoniek">')),
  '/canoniek': (_request, response) =>
    html(response, page('Canoniek', '<p>Dezelfde</p>', '<link rel="canonical" href="/canoniek">')),
  '/canoniek-mis': (_request, response) =>
    html(response, page('Mis', '<p>Wijst naar niets</p>', '<link rel="canonical" href="/er-is-niets">')),
  '/canoniek-anders': (_request, response) =>
    html(response, page('Anders', '<p>Een andere pagina</p>', '<link rel="canonical" href="/privacy">')),
  '/dubbele-kop': (_request, response) => {
    const raw = ['content-type', 'text/html', 'content-type', 'text/plain', 'etag', '"a"', 'etag', '"b"'];
    response.writeHead(200, raw).end(page('Dubbele kop', '<p>Twee keer gezegd</p>'));
  },
  '/brotli-bom': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' }).end(brotliBomb);
  },
  '/onbekend-ingepakt': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip, gzip' }).end('x');
  },
  '/dubbel-1': (_request, response) => html(response, page('Dubbel', '<p>Woord voor woord gelijk</p>')),
  '/dubbel-2': (_request, response) => html(response, page('Dubbel', '<p>Woord voor woord gelijk</p>')),
  '/bijlage': (_request, response) => {
    const disposition = 'attachment; filename="../leges 2026.pdf"';
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-disposition': disposition }).end(pdf);
  },
  '/download': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
  },
  '/inlog': (_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  },
  '/weg': (_request, response) => {
    response.writeHead(410).end();
  },
  '/verhuisd': sendTo('/privacy', 301),
};

/** A page that links to every trap, to a broken link, a picture, and to a path that repeats itself. */
export function trapPage(only: readonly string[] = Object.keys(traps)): string {
  const links = only.map((path) => `<a href="${path}">x</a>`).join('\n');
  return page(
    'Vallen',
    `${links}<a href="/bestaat-niet">x</a><a href="/foto.jpg">x</a><a href="/a/b/a/b/">x</a><a rel="nofollow" href="/nooit-2">x</a>`,
  );
}

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const brotliBomb = brotliCompressSync(Buffer.alloc(64 * 1024 * 1024), quick);

/** 64 MB of zeros in 64 kB; made beforehand, so that the site answers at once. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 1 });

/** Sets the counters of what answers differently the second time back to zero. */
export function resetTraps(): void {
  Object.assign(state, { busy: 0, broken: 0, always: 0 });
}
