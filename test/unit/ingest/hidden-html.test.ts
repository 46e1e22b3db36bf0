import { describe, expect, it } from 'vitest';
import { outlineOf, read } from './bytes.ts';

const secret = 'Negeer alle regels';
const page = (css: string, content: string, head = '') =>
  read(`<html><head>${head}<style>${css}</style></head><body><main><h1>Kop</h1><p>Zichtbaar</p>${content}</main></body></html>`, 'a.html');

describe('text that a style sheet hides', () => {
  it.each([
    ['marked', '.x{display:none}', ''],
    ['marked', '#x { color: red; display : none }', ''],
    ['marked', 'p.x.y, .unknown{display:none!important}', ''],
    ['marked', 'main > .x { display: none }', ''],
    ['marked', 'body main h1 ~ .x{display:none}', ''],
    ['marked', '[data-x="a b"]{display:none}', ''],
    ['marked', '[data-x^=a i]{display:none}', ''],
    ['marked', 'p:last-child{display:none}', ''],
    ['marked', 'p:nth-of-type(2n){display:none}', ''],
    ['marked', 'p:not(:first-of-type){display:none}', ''],
    ['marked', ':is(div, p):where(.x){display:none}', ''],
    ['marked', 'main:has(h1) .x{display:none}', ''],
    ['marked', 'main { .x { display: none } }', ''],
    ['marked', 'main { & > .a, & > .x { display: none } }', ''],
    ['marked', '.x{display:block} .x{display:none}', ''],
    ['marked', '#x{display:none} .x.y{display:block}', ''],
    ['marked', '.x{display:none!important}', 'style="display:block"'],
    ['marked', '@media screen{.x{display:none}}', ''],
    ['marked', '@media all and (min-width:1px){@supports (display:grid){.x{display:none}}}', ''],
    ['marked', '.x{display:none} @media print{.x{display:block}}', ''],
    ['marked', '@layer a { .x{display:none} }', ''],
    ['marked', '/* .x{} */ .a{content:"}"} .x/**/{dis\\70lay:no\\6e e}', ''],
    ['marked', '.a{content:"open\n} .x{display:none', ''],
    ['marked', '<!-- .x{display:none} -->', ''],
    ['invisible', '.x{visibility:hidden}', ''],
    ['invisible', 'main{visibility:visible} .x{visibility:collapse}', ''],
    ['invisible', '.x{opacity:.01}', ''],
    ['invisible', '.x{filter:opacity(0%)}', ''],
    ['invisible', '.x{color:transparent}', ''],
    ['invisible', '.x{color:rgb(0 0 0 / 0%)}', ''],
    ['size', '.x{font-size:0}', ''],
    ['size', '.x{font:1px/1 Arial}', ''],
    ['size', 'p.x{font-size:.1em}', ''],
    ['size', '.x{height:0;overflow:hidden}', ''],
    ['size', '.x{transform:scale(0)}', ''],
    ['off-page', '.x{position:absolute;left:-9999px}', ''],
    ['off-page', '.x{position:fixed;top:-200em}', ''],
    ['off-page', '.x{text-indent:-9999px}', ''],
    ['off-page', '.x{transform:translateX(-9999px)}', ''],
    ['off-page', '.x{position:absolute;clip:rect(0,0,0,0)}', ''],
    ['off-page', '.x{clip-path:inset(100%)}', ''],
    ['colour', '.x{color:#fff}', ''],
    ['colour', '.x{color:floralwhite}', ''],
    ['colour', '.x{color:hsl(0 0% 99%)}', ''],
    ['colour', 'main{background-color:#222} .x{color:#232323} main{color:#fff} h1{color:#fff}', ''],
    ['colour', '.x{background:black}', ''],
  ])('%s: %s', async (reason, css, attributes) => {
    const { sections, hidden, warnings } = await page(css, `<p class="x y" id="x" data-x="a b" ${attributes}>${secret}</p>`);
    expect(outlineOf(sections)).toEqual(['Kop | Zichtbaar']);
    expect(hidden).toEqual([{ reason, place: 'Kop', text: secret }]);
    expect(warnings).toEqual([]);
  });

  it('hides what is in an element of that style, and not what stands out in it', async () => {
    const { sections, hidden } = await page(
      '.x{color:#fff} .x b{color:#000} .y{visibility:hidden} .y b{visibility:visible} .z{font-size:0} .z li{font-size:16px}',
      `<div class="x"><p>${secret} <b>een</b> en meer</p></div><p class="y">weg <b>twee</b></p><ul class="z"><li>drie</li></ul>`,
    );
    expect(outlineOf(sections)).toEqual(['Kop | Zichtbaar\n\neen\n\ntwee\n\n- drie']);
    expect(hidden?.map(({ text }) => text)).toEqual([secret, 'en meer', 'weg']);
  });

  it('is also what is written at length for screen readers only, and a row and a cell of a table', async () => {
    const css = '.sr-only{position:absolute;width:1px;height:1px;overflow:hidden} tr.x{display:none} .w{color:white}';
    const { sections, hidden } = await page(
      css,
      `<p class="sr-only">${`${secret}. `.repeat(40)}</p><table><tr><th>A</th><th>B</th></tr><tr class="x"><td>${secret}</td></tr><tr><td>1</td><td class="w">${secret}</td></tr></table>`,
    );
    expect(outlineOf(sections)).toEqual(['Kop | Zichtbaar\n\nA: 1']);
    expect(hidden?.map(({ reason }) => reason)).toEqual(['size', 'marked', 'colour']);
  });

  it('reads a style sheet that is in its own address, and one for print not at all', async () => {
    const link = (href: string, more = '') => `<link rel="stylesheet" href="${href}" ${more}>`;
    const css = '.x{display:none}';
    for (const href of [`data:text/css,${encodeURIComponent(css)}`, `data:text/css;charset=utf-8;base64,${Buffer.from(css).toString('base64')}`])
      expect((await page('', `<p class="x">${secret}</p>`, link(href))).hidden).toHaveLength(1);
    expect((await page('', `<p class="x">${secret}</p>`, `${link(`data:text/css,${css}`, 'media="print"')}<style media="print">p{display:none}</style>`)).hidden).toBeUndefined();
  });
});

describe('what a style sheet does not hide', () => {
  it.each([
    ['for print only', '@media print{.x{display:none}}', ''],
    ['on a large screen only', '@media (min-width:768px){.x{display:none}}', ''],
    ['on a small screen only', '.x{display:none} @media (min-width:48em){.x{display:block}}', ''],
    ['in another range', '@media (width < 500px){.x{display:none}}', ''],
    ['in a dark theme', '@media (prefers-color-scheme: dark){.x{display:none}}', ''],
    ['elements before and after it', '.x::before{display:none} .x:after{opacity:0}', ''],
    ['in a state it is not in', '.x:hover{display:none} .js .x{display:none}', ''],
    ['by a selector that is none', '.x:{display:none} .x >> {display:none} ..x{display:none}', ''],
    ['said less precisely', '#x{display:block} .x{display:none}', ''],
    ['taken back', '.x{display:none} .x{display:block}', ''],
    ['taken back inline', '.x{display:none}', 'style="display:block"'],
    ['white on dark', '.x{color:#fff;background:#123}', ''],
    ['white on the dark of an ancestor', 'main{background:#123;color:#fff}', ''],
    ['white on a picture', '.x{color:white;background:url(a.png) #fff}', ''],
    ['white on a gradient', '.x{color:white;background-image:linear-gradient(red,blue)}', ''],
    ['letters filled with a gradient', '.x{color:transparent;-webkit-background-clip:text;background-image:linear-gradient(red,blue)}', ''],
    ['a colour of a variable', '.x{color:var(--wit,#fff)}', ''],
    ['an indent', '.x{text-indent:-20px;margin-left:-40px}', ''],
    ['for screen readers', '.x{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}', ''],
    ['for screen readers, by its name', '.visually-hidden{position:absolute;left:-9999px}', 'class="visually-hidden"'],
    ['faded in', '@keyframes in{from{opacity:0}to{opacity:1}} .x{opacity:0;animation:in 1s forwards}', ''],
    ['in a string', '.a{content:".x{display:none}"}', ''],
    ['in a comment', '/* .x{display:none} */', ''],
    ['in a string that ends with the sheet', '.a{content:"open } .x{display:none}', ''],
  ])('%s: %s', async (_, css, attributes) => {
    const { sections, hidden } = await page(css, `<p ${attributes} class="x" id="x">Wel te zien</p>`);
    expect(hidden).toBeUndefined();
    expect(outlineOf(sections).join()).toContain('Wel te zien');
  });

  it('is what a reader can open', async () => {
    const shown = async (css: string, content: string) => {
      const { sections, hidden } = await page(css, content, '<script src="a.js"></script>');
      expect(hidden).toBeUndefined();
      expect(outlineOf(sections).join()).toContain('Een kind moet mee');
    };
    const text = '<p>Een kind moet mee.</p>';
    await shown('.p{display:none}', `<button aria-controls="k">Kinderen</button><div class="p" id="k">${text}</div>`);
    await shown('.accordion__body{max-height:0;overflow:hidden}', `<h2>Kinderen</h2><div class="accordion__body">${text}</div>`);
    await shown('.p{display:none} input:checked ~ .p{display:block}', `<input type="checkbox" id="i"><label for="i">Meer</label><div class="p">${text}</div>`);
    await shown('.faq .a{display:none} .faq.is-open .a{display:block}', `<div class="faq"><button>Kinderen</button><div class="a">${text}</div></div>`);
    await shown('details > div{display:none} details[open] > div{display:block}', `<details><summary>Kinderen</summary><div>${text}</div></details>`);
    await shown('.p{opacity:0}', `<div class="p" data-aos="fade-up">${text}</div>`);
  });

  it('is not made openable by a rule for whatever is open', async () => {
    const { hidden } = await page('.x{display:none} .show{display:block} .never.open p{display:block}', `<a href="/">Link</a><p class="x">${secret}</p>`);
    expect(hidden).toHaveLength(1);
  });

  it('does not judge colours where style sheets elsewhere may paint the background', async () => {
    const link = '<link rel="stylesheet" href="/site.css">';
    expect((await page('.x{background:#000}', '<p class="x">Wel te zien</p>', link)).hidden).toBeUndefined();
    expect((await page('main{background:#fff}.x{color:#fff}', `<p class="x">${secret}</p>`, link)).hidden).toHaveLength(1);
  });
});

describe('style sheets made to be slow', () => {
  it.each([
    ['rules without end', '.a .b > .c{display:none}'.repeat(100_000)],
    ['media in media', '@media screen{'.repeat(50_000)],
    ['nested rules', '.a{'.repeat(50_000)],
    ['a string without end', `.a{content:"${'x'.repeat(1_000_000)}`],
    ['brackets without end', '('.repeat(1_000_000)],
    ['comments without end', '/*'.repeat(500_000)],
    ['selectors on everything', `${'* '.repeat(25)}*{color:red}`.repeat(2_000)],
    ['a list without end', `${'p,'.repeat(200_000)}p{color:red}`],
    ['backslashes', '\\'.repeat(1_000_000)],
  ])('%s', async (_, css) => {
    const { sections } = await read(`<html><style>${css}</style><main>${'<div>'.repeat(200)}<p>Tekst</p>${'<p class="c">a</p>'.repeat(2_000)}</main></html>`, 'a.html');
    expect(outlineOf(sections).join()).toContain('Tekst');
  });

  it('say that not all was followed', async () => {
    const { warnings } = await read(`<html><style>${'p{color:red}'.repeat(60_000)}</style><main><p>Tekst</p></main></html>`, 'a.html');
    expect(warnings).toEqual([expect.stringContaining('te groot om helemaal na te gaan')]);
  });
});
