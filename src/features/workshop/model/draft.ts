/** A workshop while events are applied to it, in place: a class's half a million events are read without a copy for each. */

/** The same, to be changed. */
export type Draft<Of> =
  Of extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Draft<Value>>
    : Of extends ReadonlySet<infer Value>
      ? Set<Value>
      : Of extends readonly (infer Item)[]
        ? Draft<Item>[]
        : Of extends object
          ? { -readonly [Key in keyof Of]: Draft<Of[Key]> }
          : Of;
