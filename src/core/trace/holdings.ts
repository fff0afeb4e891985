/** Things that processes hold, each known by a number of its process: copied at the first change, all of one found without a search. */
export class Holdings<Key, Value> {
  readonly #holderOf: (value: Value) => number;
  readonly #most: number;
  #values: ReadonlyMap<Key, Value>;
  #copy: Map<Key, Value> | undefined;
  /** The keys of each holder, made at the first question for them and kept true from then on. */
  #keys: Map<number, Set<Key>> | undefined;

  /** @param most the number of things beyond which the oldest goes */
  constructor(values: ReadonlyMap<Key, Value>, holderOf: (value: Value) => number, most: number) {
    this.#values = values;
    this.#holderOf = holderOf;
    this.#most = most;
  }

  get values(): ReadonlyMap<Key, Value> {
    return this.#values;
  }

  set(key: Key, value: Value): void {
    const isNew = !this.#values.has(key);
    if (isNew && this.#values.size >= this.#most) this.delete(this.#values.keys().next().value as Key);
    this.#unlist(key);
    this.#writable().set(key, value);
    this.#list(key, value);
  }

  delete(key: Key): void {
    if (!this.#values.has(key)) return;
    this.#unlist(key);
    this.#writable().delete(key);
  }

  /** Takes out everything that this process holds. @returns the things taken out */
  takeAllOf(holder: number): readonly Value[] {
    if (this.#keys === undefined) {
      this.#keys = new Map();
      for (const [key, value] of this.#values) this.#list(key, value);
    }
    const keys = [...(this.#keys.get(holder) ?? [])];
    const values = keys.map((key) => this.#values.get(key) as Value);
    for (const key of keys) this.delete(key);
    return values;
  }

  #writable(): Map<Key, Value> {
    this.#copy ??= new Map(this.#values);
    this.#values = this.#copy;
    return this.#copy;
  }

  #list(key: Key, value: Value): void {
    if (this.#keys === undefined) return;
    const holder = this.#holderOf(value);
    const keys = this.#keys.get(holder) ?? new Set();
    this.#keys.set(holder, keys.add(key));
  }

  #unlist(key: Key): void {
    const value = this.#keys && this.#values.get(key);
    if (value !== undefined) this.#keys?.get(this.#holderOf(value))?.delete(key);
  }
}
