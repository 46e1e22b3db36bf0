import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Html } from '../html.ts';

/** The head of a page that is kept as a file. It stands by itself, so that it brings its policy along: whatever came through as markup could do nothing. */
export function fileHead(title: string, styles: string): Html {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return html`<head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>${title}</title>
    <style>${raw(styles)}</style>
  </head>`;
}
