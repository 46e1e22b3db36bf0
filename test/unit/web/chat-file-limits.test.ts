import { expect, test } from 'vitest';
import { MAX_DOCUMENT_BYTES } from '../../../src/http/uploads/upload.ts';
import { CHAT_FILE_LIMITS } from '../../../src/web/pages/work/files/limits.ts';
import { FILE_LIMITS } from '../../../src/workplace/files/file.ts';

test('what the page says of files in a conversation is what the desk lets in', () => {
  expect(CHAT_FILE_LIMITS).toEqual({ files: FILE_LIMITS.perConversation, bytes: MAX_DOCUMENT_BYTES });
});
