/**
 * Something that is another one now and then, for who holds on to it: each look at one of its members is at what it is then. Nothing of
 * it can be changed by it.
 */
export function living<Thing extends object>(now: () => Thing): Thing {
  // The target says nothing: a proxy of the first one would have to agree with it for ever.
  return new Proxy({} as Thing, {
    get: (_, name) => Reflect.get(now(), name) as unknown,
    has: (_, name) => Reflect.has(now(), name),
    ownKeys: () => Reflect.ownKeys(now()),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(now(), name);
      return found && { ...found, configurable: true };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}

/** What is made of something, made anew when that is another one. */
export function derived<From, Made>(from: () => From, make: (from: From) => Made): () => Made {
  let last: { readonly from: From; readonly made: Made } | undefined;
  return () => {
    const now = from();
    if (last === undefined || last.from !== now) last = { from: now, made: make(now) };
    return last.made;
  };
}
