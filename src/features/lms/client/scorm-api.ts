/** The learning platform's side of SCORM 1.2: an object that it puts into a window above this one, or into its opener. */

/** As ADL's "SCORM Run-Time Environment 1.2" names it. Every call is synchronous and answers with a string. */
interface RawApi {
  LMSInitialize(none: ''): string;
  LMSFinish(none: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(none: ''): string;
  LMSGetLastError(): string;
  LMSGetErrorString(code: string): string;
}

/** Thrown when the platform refused a call; its message is the platform's own. */
export class ScormError extends Error {
  override readonly name = 'ScormError';
}

export class ScormApi {
  readonly #raw: RawApi;
  #isOver = false;

  constructor(raw: RawApi) {
    this.#raw = raw;
  }

  /** @throws {ScormError} */
  begin(): void {
    this.#expect(this.#raw.LMSInitialize(''), 'LMSInitialize');
  }

  /** Empty for what the platform does not have. */
  get(element: string): string {
    return this.#raw.LMSGetValue(element);
  }

  /** Sets all, then has them kept. @throws {ScormError} for the first that was refused, after all others were set */
  set(values: readonly (readonly [element: string, value: string])[]): void {
    if (this.#isOver) return;
    const refused = values.filter(([element, value]) => !isTrue(this.#raw.LMSSetValue(element, value)));
    const [first] = refused;
    const reason = first === undefined ? undefined : this.#failure(first[0]);
    this.#expect(this.#raw.LMSCommit(''), 'LMSCommit');
    if (reason !== undefined) throw reason;
  }

  /** Once: a platform refuses whatever comes after it. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#raw.LMSFinish('');
  }

  #expect(answer: string, call: string): void {
    if (!isTrue(answer)) throw this.#failure(call);
  }

  #failure(what: string): ScormError {
    const code = this.#raw.LMSGetLastError();
    return new ScormError(`${what}: ${this.#raw.LMSGetErrorString(code) || 'no reason was given'} (${code}).`);
  }
}

/** Windows above, nearest first, then those above the opener. */
const MOST_WINDOWS = 50;

/** Undefined where no platform is, or where it is of another origin and so out of reach. */
export function findScormApi(from: Window = window): ScormApi | undefined {
  const raw = above(from) ?? (from.opener ? above(from.opener as Window) : undefined);
  return raw && new ScormApi(raw);
}

function above(start: Window): RawApi | undefined {
  let each = start;
  for (let count = 0; count < MOST_WINDOWS; count++) {
    try {
      const { API } = each as Window & { readonly API?: RawApi | null };
      if (API) return API;
    } catch {
      // A window of another origin tells nothing.
    }
    if (each.parent === each) return undefined;
    each = each.parent;
  }
  return undefined;
}

/** Some platforms answer with a boolean. */
function isTrue(answer: unknown): boolean {
  return String(answer) === 'true';
}
