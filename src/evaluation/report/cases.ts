import { html } from 'hono/html';
import type { Miss } from '../judge.ts';
import type { JudgedCase } from '../run-cases.ts';
import { OUTCOME_WORDS } from './tables.ts';

const PARTS: Readonly<Record<Miss['part'], string>> = {
  outcome: 'De afloop moest zijn',
  cite: 'Als bron ontbreekt',
  say: 'Dit moest in het antwoord staan',
  notSay: 'Dit mocht er niet staan',
};

/** Cases that did not pass, by kind; each opens by itself, so that a long list can be looked over. */
export function failingCases(failing: readonly JudgedCase[]) {
  return [...Map.groupBy(failing, ({ asked }) => asked.kind)].map(([kind, some]) => html`<h3>${kind} (${some.length})</h3>${some.map(failingCase)}`);
}

function failingCase({ asked, taken, misses }: JudgedCase) {
  const earlier = asked.history.map((question) => html`<li dir="auto">${question}</li>`);
  const sources = taken.sources.map(({ number, title, headings, quote }) => html`<li value="${number}"><cite>${[title, ...headings].join(' › ')}</cite><blockquote dir="auto">${quote}</blockquote></li>`);
  const told = misses.map(({ part, expected }) => html`<li>${PARTS[part]}: <q>${part === 'outcome' ? outcomesIn(expected) : expected}</q></li>`);
  return html`<details>
<summary><span class="id">${asked.id}</span> <bdi>${asked.question}</bdi></summary>
${earlier.length === 0 ? '' : html`<h4>Eerder gevraagd</h4><ol>${earlier}</ol>`}
<h4>Niet zoals verwacht</h4><ul class="misses">${told}</ul>
<h4>Antwoord (${OUTCOME_WORDS[taken.outcome]}${taken.reason === undefined ? '' : `, ${taken.reason}`})</h4>
${taken.answer === '' ? html`<p>Geen.</p>` : html`<p class="answer" dir="auto">${taken.answer}</p>`}
<h4>Bronnen</h4>${sources.length === 0 ? html`<p>Geen.</p>` : html`<ol class="sources">${sources}</ol>`}
</details>`;
}

function outcomesIn(expected: string): string {
  const words = new Map<string, string>(Object.entries(OUTCOME_WORDS));
  return expected.split(' of ').map((outcome) => words.get(outcome) ?? outcome).join(' of ');
}
