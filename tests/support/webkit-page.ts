/** A page in WebKit with the names that puppeteer gives to what the stories ask of one, and no more of them. */
import { startWebKit, type WebKitSession } from './webkit.ts';

interface Element {
  readonly [ELEMENT]: string;
}

type Script = string | ((...args: never[]) => unknown);

/** How WebDriver writes a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's codes of the keys that the stories press by name. */
const KEYS: Readonly<Record<string, string>> = {
  Control: '\uE009',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  PageUp: '\uE00E',
};
const LONGEST_WAIT_MS = 30_000;
const ARIA = /^(.*?) ?::-p-aria\(\[name="(.*)"\]\[role="(.*)"\]\)$/;
const OF_ROLE: Readonly<Record<string, string>> = { button: 'button, [role=button]', spinbutton: 'input[type=number]' };

export interface WebKitBrowser {
  newPage(): Promise<WebKitPage>;
  close(): Promise<void>;
}

/** One page at a time: the driver speaks to one window. */
export async function launchWebKit(): Promise<WebKitBrowser> {
  const session = await startWebKit();
  const first = await session.command('GET', '/window');
  return {
    async newPage() {
      const { handle } = (await session.command('POST', '/window/new', { type: 'window' })) as { handle: string };
      await session.command('POST', '/window', { handle });
      return new WebKitPage(session, async () => {
        await session.command('DELETE', '/window');
        await session.command('POST', '/window', { handle: first });
      });
    },
    close: () => session.close(),
  };
}

/** A document: the page's own, or that of a frame in it. */
class WebKitFrame {
  protected readonly session: WebKitSession;
  /** From the page down to this one. */
  readonly #path: readonly Element[];

  constructor(session: WebKitSession, path: readonly Element[] = []) {
    this.session = session;
    this.#path = path;
  }

  parentFrame(): WebKitFrame | null {
    return this.#path.length === 0 ? null : new WebKitFrame(this.session, this.#path.slice(0, -1));
  }

  /** @returns its value, or what its promise brings. @throws {Error} what it throws */
  async evaluate(script: Script, ...args: unknown[]): Promise<unknown> {
    const value = typeof script === 'string' ? `(${script})` : `(${String(script)})(...args)`;
    return this.run(`async (...args) => ${value}`, args);
  }

  /** @returns the element, where it says one at last; a function has no way out of the page */
  async waitForFunction(script: Script, { timeout = LONGEST_WAIT_MS } = {}, ...args: unknown[]): Promise<unknown> {
    const value = typeof script === 'string' ? `(${script})` : `(${String(script)})(...args)`;
    const found = await this.run(
      `async (ms, ...args) => {
        for (const end = performance.now() + ms; performance.now() < end; await new Promise((go) => setTimeout(go, 100))) {
          const found = await ${value};
          if (found) return found instanceof Element ? found : true;
        }
        return null;
      }`,
      [timeout, ...args],
    );
    if (found === null) throw new Error(`After ${timeout} ms it was still not true: ${String(script)}`);
    return found;
  }

  async waitForSelector(selector: string, options?: { timeout?: number }): Promise<WebKitElement> {
    const found = await this.waitForFunction((each: string) => document.querySelector(each), options, selector);
    return new WebKitElement(this.session, this.#path, found as Element);
  }

  async $(selector: string): Promise<WebKitElement | null> {
    const found = await this.run(`async (selector) => document.querySelector(selector)`, [selector]);
    return found === null ? null : new WebKitElement(this.session, this.#path, found as Element);
  }

  async $eval(selector: string, script: Script, ...args: unknown[]): Promise<unknown> {
    return this.run(`async (selector, ...args) => (${String(script)})(document.querySelector(selector), ...args)`, [
      selector,
      ...args,
    ]);
  }

  async $$eval(selector: string, script: Script, ...args: unknown[]): Promise<unknown> {
    return this.run(
      `async (selector, ...args) => (${String(script)})([...document.querySelectorAll(selector)], ...args)`,
      [selector, ...args],
    );
  }

  /** Of an element that is there, visible, enabled and at rest once it is used. */
  locator(selector: string): { click(): Promise<void>; fill(text: string): Promise<void> } {
    const find = async () => {
      const [, within = selector, name = '', role = ''] = ARIA.exec(selector) ?? [];
      const wanted = [within, name, OF_ROLE[role] ?? ''];
      const found = await this.waitForFunction(firstUsable, {}, ...wanted);
      return `/element/${(found as Element)[ELEMENT]}`;
    };
    return {
      click: async () => void (await this.session.command('POST', `${await find()}/click`)),
      fill: async (text) => {
        const element = await find();
        await this.session.command('POST', `${element}/clear`);
        await this.session.command('POST', `${element}/value`, { text });
      },
    };
  }

  protected async run(script: string, args: readonly unknown[]): Promise<unknown> {
    await this.session.command('POST', '/frame', { id: null });
    for (const id of this.#path) await this.session.command('POST', '/frame', { id });
    const told = (await this.session.command('POST', '/execute/async', {
      script: `const [done, ...args] = [...arguments].reverse();
        (${script})(...args.reverse()).then((value) => done({ value }), (error) => done({ error: error + '\\n' + error?.stack }));`,
      args,
    })) as { value?: unknown; error?: string };
    if (told.error !== undefined) throw new Error(told.error);
    return told.value;
  }
}

class WebKitElement {
  readonly #session: WebKitSession;
  readonly #path: readonly Element[];
  readonly #element: Element;

  constructor(session: WebKitSession, path: readonly Element[], element: Element) {
    this.#session = session;
    this.#path = path;
    this.#element = element;
  }

  async contentFrame(): Promise<WebKitFrame> {
    return new WebKitFrame(this.#session, [...this.#path, this.#element]);
  }
}

export class WebKitPage extends WebKitFrame {
  readonly close: () => Promise<void>;

  constructor(session: WebKitSession, close: () => Promise<void>) {
    super(session);
    this.close = close;
  }

  mainFrame(): WebKitFrame {
    return this;
  }

  /** The first, once it is there: no place of ours has two. */
  async waitForFrame(): Promise<WebKitFrame> {
    return (await this.waitForSelector('iframe')).contentFrame();
  }

  async goto(url: string): Promise<void> {
    await this.session.command('POST', '/url', { url });
  }

  async reload(): Promise<void> {
    await this.session.command('POST', '/refresh');
  }

  async setViewport(size: { width: number; height: number }): Promise<void> {
    await this.session.command('POST', '/window/rect', size);
  }

  /** WebDriver tells no errors of a page. */
  on(): void {}

  readonly keyboard = {
    down: (key: string) => this.#keys([{ type: 'keyDown', value: KEYS[key] ?? key }]),
    up: (key: string) => this.#keys([{ type: 'keyUp', value: KEYS[key] ?? key }]),
    press: (key: string) => this.#keys(pressed(KEYS[key] ?? key)),
    type: (text: string) => this.#keys(Array.from(text, pressed).flat()),
  };

  async #keys(actions: readonly object[]): Promise<void> {
    await this.session.command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

function pressed(value: string): object[] {
  return [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
}

/**
 * Runs in the page. The first that can be seen and used and does not move, as a page does while it loads.
 * @param ofRole a selector, and the name that assistive software reads; both empty where `within` says it all
 */
async function firstUsable(within: string, name: string, ofRole: string): Promise<unknown> {
  const scopes = within === '' ? [document] : [...document.querySelectorAll<HTMLElement>(within)];
  const all = ofRole === '' ? scopes : scopes.flatMap((scope) => [...scope.querySelectorAll<HTMLInputElement>(ofRole)]);
  const nameOf = (element: HTMLInputElement) =>
    element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent;
  const found = (all as HTMLInputElement[]).find(
    (each) => (name === '' || nameOf(each).trim() === name) && each.checkVisibility() && !each.disabled,
  );
  if (found === undefined) return null;
  found.scrollIntoView({ block: 'nearest' });
  const { x, y } = found.getBoundingClientRect();
  // Two frames at one place are rest.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const now = found.getBoundingClientRect();
  return now.x === x && now.y === y ? found : null;
}
