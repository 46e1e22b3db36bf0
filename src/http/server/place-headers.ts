import type { Hono } from 'hono';
import type { AppEnv } from '../env.ts';

const picturePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of some pages and files besides those of all pages: declared before those, and so set after them on the way back. */
export function headersOfPlaces(app: Hono<AppEnv>): void {
  // Set after the headers of all pages: a browser's own PDF viewer is an embedded object with styles of its own.
  app.use('/bronnen/:id/origineel', async (c, next) => {
    await next();
    if (c.res.headers.get('Content-Type') === 'application/pdf') c.header('Content-Security-Policy', pdfPolicy);
  });
  // A drawing that is opened by itself is a page, which could hold a script; a municipality brings its own logo.
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.headers.get('Content-Type') === 'image/svg+xml') c.header('Content-Security-Policy', picturePolicy);
  });
  // Older browsers prove by their Origin that a form is ours, which they leave out where no page may be told.
  for (const place of ['/doorgeven/*', '/bronnen/:id']) {
    app.use(place, async (c, next) => {
      await next();
      c.header('Referrer-Policy', 'same-origin');
    });
  }
  for (const place of ['/beheer/*', '/werk/*', '/inloggen/*', '/uitloggen']) {
    app.use(place, async (c, next) => {
      await next();
      c.header('Referrer-Policy', 'same-origin');
      c.header('X-Robots-Tag', 'noindex, nofollow');
    });
  }
}
