/** A page of another site that shows the desk, with styles that break whatever they reach and a policy that allows nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OtherSite {
  /** `http://localhost:…`: another site than the desk on 127.0.0.1. */
  readonly origin: string;
  /** Address of the desk that its page loads; set before the page is opened. */
  desk: string;
  /** What its page is in. */
  language: string;
  close(): Promise<void>;
}

const HOSTILE = `
  html { font-size: 4px; filter: invert(1); direction: ltr; }
  body { transform: scale(.5); overflow: hidden; margin: 0; }
  * { display: block !important; position: static !important; color: red !important; background: yellow !important; font: 4px/1 cursive !important;
      visibility: hidden !important; opacity: .1 !important; pointer-events: none !important; width: 5000px !important; z-index: -1 !important;
      transform: rotate(45deg) !important; all: unset; }
  iframe, dialog, button, a, section { display: none !important; }
  balie-widget { display: none !important; }`;

const page = ({ desk, language }: Pick<OtherSite, 'desk' | 'language'>) => `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Een andere website</title>
<style nonce="eigen">${HOSTILE}</style>
<script src="${desk}/widget.js" data-assistant="loket" defer></script></head>
<body><main><h1>Een andere website</h1><p id="tekst">${'Tekst van deze website. '.repeat(200)}</p></main></body></html>`;

/** @param sources what the page's policy lets the desk's address be used for. */
export async function startOtherSite(sources: readonly string[] = ['script-src', 'frame-src']): Promise<OtherSite> {
  const site = { desk: '', language: 'nl' };
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'nonce-eigen'; ${sources.map((source) => `${source} ${site.desk}; `).join('')}base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`);
    response.end(page(site));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(site, {
    origin: `http://localhost:${port}`,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  });
}
