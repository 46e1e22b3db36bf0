import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup that is escaped already, as hono/html's templates give it. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
