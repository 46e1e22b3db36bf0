/** What a kept conversation looks like. Its own few lines: the desk's stylesheet is not there where the file is opened. */
export const fileStyles = `
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 "Noto Sans", system-ui, sans-serif; margin: 0; overflow-wrap: anywhere; }
main { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
h3, h4 { font-size: 1rem; margin: 0 0 .5rem; }
article { border: 1px solid; border-radius: .5rem; margin: 1.5rem 0; padding: 1rem 1.25rem; }
blockquote { border-inline-start: .1875rem solid; margin: .5rem 0; padding-inline-start: 1rem; }
.note { border-inline-start: .25rem solid; padding-inline-start: 1rem; }
.balie-lines { white-space: pre-line; }
.balie-hidden { display: none; }
.balie-question { border-bottom: 1px solid; margin-bottom: 1rem; }
.balie-mark { font-weight: 400; }
.balie-mark::before { content: " ("; }
.balie-mark::after { content: ")"; }
.balie-reference::before { content: "["; }
.balie-reference::after { content: "]"; }
.balie-sources__list { list-style: none; padding: 0; }
.balie-source { display: grid; gap: .75rem; grid-template-columns: auto minmax(0, 1fr); margin-bottom: .75rem; }
.balie-source p { margin: 0; }
.balie-source__title { display: block; font-weight: 700; }
a.balie-source__title::after { content: attr(href); display: block; font-size: .875rem; font-weight: 400; }
@media print { details::details-content { block-size: auto; content-visibility: visible; } article { break-inside: auto; } }
`;
