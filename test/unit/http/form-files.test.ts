import { describe, expect, test } from 'vitest';
import { formFiles } from '../../../src/http/routes/admin/form-files.ts';

const LIMITS = { fileBytes: 1_000, totalBytes: 10_000, files: 3 };
const part = (name: string, content: string, more = '') => `--grens\r\nContent-Disposition: form-data; name="bestanden"; filename="${name}"${more}\r\n\r\n${content}\r\n`;
const end = '--grens--\r\n';

/** A form that comes in pieces of some size. */
function request(body: string, size: number, type = 'multipart/form-data; boundary=grens'): Request {
  const bytes = Buffer.from(body);
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(new Uint8Array(bytes.subarray(at, (at += size))));
      else controller.close();
    },
  });
  return new Request('http://balie.example/', { method: 'POST', body: stream, duplex: 'half', headers: { 'Content-Type': type } });
}

async function read(body: string, size = body.length, type?: string) {
  const found: (readonly [string, string | undefined, string | undefined])[] = [];
  for await (const { fileName, contentType, bytes } of formFiles(request(body, size, type), LIMITS)) found.push([fileName, contentType, bytes?.toString()]);
  return found;
}

describe('the files of a form', () => {
  const content = '\r\n--gren\r\n--\r\n\r\nregel\r\n-';
  const form = [
    part('één.md', content, '\r\nContent-Type: text/markdown'),
    '--grens\r\nContent-Disposition: form-data; name="veld"\r\n\r\nwaarde\r\n',
    part('%22a%0D%0A%22.md', ''),
    end,
  ].join('');

  test('are the same in whatever pieces they come', async () => {
    for (let size = 1; size <= 90; size += 1) {
      expect(await read(form, size), `${size}`).toEqual([['één.md', 'text/markdown', content], ['"a".md', undefined, '']]);
    }
  });

  test('may have a boundary in quotation marks', async () => {
    expect(await read(part('a.md', 'x') + end, 7, 'multipart/form-data; charset=utf-8; boundary="grens"')).toEqual([['a.md', undefined, 'x']]);
  });

  test('pass by what a browser sends when nothing was chosen', async () => {
    expect(await read(part('', '') + end)).toEqual([]);
  });

  test('are each bounded: one that is too large is told as such, and those after it come', async () => {
    expect(await read(part('groot.md', 'x'.repeat(1_001)) + part('goed.md', 'x'.repeat(1_000)) + end, 100)).toEqual([
      ['groot.md', undefined, undefined], ['goed.md', undefined, 'x'.repeat(1_000)],
    ]);
  });

  test.each([
    ['upload-too-many', part('a', 'x').repeat(4) + end],
    ['upload-too-many', part('a', 'x'.repeat(20_000)) + end],
    ['upload-malformed', ''],
    ['upload-malformed', 'geen formulier'],
    ['upload-malformed', part('a', 'x')],
    ['upload-malformed', part('a', 'x').slice(0, 40)],
    ['upload-malformed', `--grensXX${end}`],
    ['upload-malformed', '--grens\r\nContent-Disposition: form-data; name="v"\r\n\r\nx\r\n'.repeat(11) + end],
    ['upload-malformed', `--grens\r\n${'X: y\r\n'.repeat(1_500)}\r\n\r\n${end}`],
  ])('end with %s (case %#)', async (code, body) => {
    await expect(read(body, 50)).rejects.toMatchObject({ code });
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${' '.repeat(5)}`])('need a boundary: %s', async (type) => {
    await expect(read(part('a', 'x') + end, 50, type)).rejects.toMatchObject({ code: 'upload-malformed' });
  });
});
