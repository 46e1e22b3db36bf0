import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPending } from '../../src/jobs/manage.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Client, client, expectProblem, file, form, MARKDOWN, pathOf } from './push-support.ts';

let desk: TestDesk;
let cms: Client;
beforeAll(async () => {
  desk = await startTestDesk();
  cms = await client(desk);
});
afterAll(() => desk.close());

const put = (sourceId: string, body: RequestInit['body'], headers: Record<string, string> = MARKDOWN) => cms.send('PUT', pathOf(sourceId), { body: body ?? null, headers });

describe('PUT /collections/{collection}/documents/{sourceId}', () => {
  test.each(['../geheim.md', 'a/../b.md', 'a/..', '/etc/passwd', 'a\\..\\b', 'a\nb', 'x'.repeat(501)])('refuses the source id %j', async (sourceId) => {
    const { invalidParams } = await expectProblem(await put(sourceId, 'Tekst.'), 400, 'input-invalid');
    expect(invalidParams).toMatchObject([{ name: 'sourceId' }]);
  });

  test('has nothing at an address with the character NUL in it', async () => {
    expect(await expectProblem(await put('a\u0000b', 'Tekst.'), 404, 'not-found')).toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['{"validUntil":"2026-02-31","url":"javascript:alert(1)"}', ['metadata.url', 'metadata.validUntil']],
    ['{"validUtil":"2026-02-01","owner":5}', ['metadata.owner', 'metadata.validUtil']],
    ['{"url":"https://a.example/\\nX-Evil: 1"}', ['metadata.url']],
    ['{"title":"a\\u0000b"}', ['metadata.title']],
    ['{"title":"  ","owner":{"a":1},"reviewBy":true}', ['metadata.title', 'metadata.owner', 'metadata.reviewBy']],
    ['{"validFrom":"2026-02-02","validUntil":"2026-02-01"}', ['metadata.validUntil']],
    ['{"__proto__":{"title":"x"},"constructor":"x"}', ['metadata.__proto__', 'metadata.constructor']],
    [`{"title":"${'x'.repeat(501)}"}`, ['metadata.title']],
    ['{"title":', ['metadata']],
    ['[]', ['metadata']],
    ['null', ['metadata']],
  ])('refuses the metadata %s and names each field', async (metadata, names) => {
    const { invalidParams } = await expectProblem(await put('m.md', form({ file: file(), metadata }), {}), 400, 'input-invalid');
    expect((invalidParams as { name: string }[]).map(({ name }) => name)).toEqual(names);
    for (const { reason } of invalidParams as { reason: string }[]) expect(reason).toMatch(/^(?:mag|moet|is) /);
    expect(await listPending(desk.db, { collections: ['producten'] })).toEqual([]);
  });

  test('refuses broken forms, empty documents and file names that are no UTF-8', async () => {
    const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };
    for (const body of ['geen onderdelen', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf', '--x\r\n'.repeat(1000)]) {
      await expectProblem(await put('f.md', body, multipart), 400, 'upload-malformed');
    }
    await expectProblem(await put('f.md', 'x', { 'Content-Type': 'multipart/form-data' }), 400, 'upload-malformed');
    await expectProblem(await put('f.md', form({ metadata: '{}' }), {}), 400, 'upload-malformed');
    await expectProblem(await put('f.md', form({ file: file(), extra: 'x' }), {}), 400, 'upload-malformed');
    await expectProblem(await put('f.md', ''), 400, 'document-empty');
    await expectProblem(await put('f.md', 'x', { ...MARKDOWN, 'Content-Disposition': "attachment; filename*=UTF-8''%FF" }), 400, 'input-invalid');
    expect((await put('binnenkort.md', form({ file: file('') }), {})).status).toBe(400);
  });
});
