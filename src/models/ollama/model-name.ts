/**
 * Whether two names mean the same model for Ollama: `chat` is `chat:latest`, the library is the default place
 * (`registry.ollama.ai/library/`), upper and lower case are the same (Ollama's types/model/name.go).
 */
export function sameModel(one: string, other: string): boolean {
  return fullName(one) === fullName(other);
}

function fullName(name: string): string {
  const plain = name.toLowerCase().replace(/^https?:\/\//, '');
  const slash = plain.lastIndexOf('/');
  const place = slash === -1 ? '' : plain.slice(0, slash);
  const model = plain.slice(slash + 1);
  const [namespace = 'library', host = 'registry.ollama.ai'] = place.split('/').filter(Boolean).toReversed();
  // A colon in front of the last slash belongs to a port, not to a tag.
  return `${host}/${namespace}/${model.includes(':') ? model : `${model}:latest`}`;
}
