/** Of the report, which must look well without anything beside it. */
export const reportStyles = `
:root { color-scheme: light; --line: #b0b8bf; --ink: #1d2429; --soft: #f3f5f7; --accent: #154273; --bad: #a3171c; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1rem 4rem; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0.5rem 0; line-height: 1.2; font-size: 1.75rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1.0625rem; }
h4 { margin: 1rem 0 0.25rem; font-size: 1rem; }
p { margin: 0.25rem 0; max-width: 45rem; }
.result { margin: 1rem 0; font-size: 1.25rem; }
.falls { border-inline-start: 0.25rem solid var(--bad); padding: 0.25rem 1rem; background: #fdf3f3; }
.falls h2 { margin-top: 0.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th { font-weight: 600; }
th, td { overflow-wrap: break-word; hyphens: auto; }
tbody th { width: 45%; }
thead th { border-bottom-width: 2px; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.number, td.number { padding-inline-start: 0.5rem; }
details { border-bottom: 1px solid var(--line); }
details[open] { padding-bottom: 1rem; }
summary { padding: 0.625rem 0; cursor: pointer; }
summary:hover { background: var(--soft); }
summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.id { margin-inline-end: 0.5rem; color: #4a545c; font-size: 0.875rem; }
.misses { margin: 0; padding-inline-start: 1.25rem; color: var(--bad); }
.answer { padding: 0.75rem 1rem; background: var(--soft); white-space: pre-wrap; }
ol { margin: 0.25rem 0; padding-inline-start: 1.75rem; }
cite { font-style: normal; font-weight: 600; }
blockquote { margin: 0.25rem 0 0.75rem; padding-inline-start: 0.75rem; border-inline-start: 0.25rem solid var(--line); white-space: pre-wrap; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 30rem) { h1 { font-size: 1.5rem; } th, td { font-size: 0.9375rem; } }
@media print { details::details-content { content-visibility: visible; block-size: auto; } summary { break-after: avoid; } }
`;
