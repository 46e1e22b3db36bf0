import { sourceDigest } from './read-source.ts';

/** What is said of a document that came inside a container, and the digest under which it is known. */
export interface DescribedPart {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/**
 * Describes what came inside a container as the container is described, but for its title and address.
 * @param container what is said of the container around it.
 */
export function describePart(bytes: Uint8Array, container: Readonly<Record<string, unknown>>): DescribedPart {
  // A container's own title and address are not those of what is in it.
  const { title: _title, url: _url, ...metadata } = container;
  return { metadata, digest: sourceDigest(bytes, JSON.stringify(metadata)) };
}
