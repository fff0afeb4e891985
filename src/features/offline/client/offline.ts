/** A page's side of the service worker that keeps the course for when there is no network (src/features/offline/worker). */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { CACHE, TAKE_OVER } from '../model/names.ts';

const SCRIPT = '/sw.js';

/** Whether the course is there without a network, and if not, why not. */
export type OfflineState = 'keeping' | 'kept' | 'failed' | 'not-secure' | 'not-in-this-browser';

/** What a reload would bring: the new version that waits, the one that another tab took, or what else answers here now. */
export type Renewal = 'waits' | 'taken-elsewhere' | 'another-site';

export interface OfflineCourse {
  readonly state: ReadonlySignal<OfflineState>;
  readonly renewal: ReadonlySignal<Renewal | undefined>;
  /** Takes what waits and reloads. Other tabs keep their page until their reader reloads. */
  renew(): void;
}

/** Keeps the course from now on. Never takes a new version by itself. */
export function keepOffline(): OfflineCourse {
  const state = signal<OfflineState>('keeping');
  const renewal = signal<Renewal | undefined>(undefined);
  let renew = () => location.reload();
  void start();
  return { state, renewal, renew: () => renew() };

  async function start(): Promise<void> {
    if (!isSecureContext) return void (state.value = 'not-secure');
    if (!('serviceWorker' in navigator)) return void (state.value = 'not-in-this-browser');
    const workers = navigator.serviceWorker;
    try {
      await workers.register(SCRIPT);
      const registration = await workers.getRegistration();
      if (registration !== undefined) follow(workers, registration);
    } catch {
      // Refused: no such file, or a browser that keeps nothing.
      state.value = 'failed';
    }
  }

  function follow(workers: ServiceWorkerContainer, registration: ServiceWorkerRegistration): void {
    const look = () => {
      const { installing, waiting, active } = registration;
      for (const worker of [installing, waiting, active]) worker?.addEventListener('statechange', look);
      const isActive = active?.state === 'activated';
      state.value = isActive ? 'kept' : (installing ?? waiting ?? active) === null ? 'failed' : 'keeping';
      if (isActive && waiting !== null) renewal.value = 'waits';
    };
    renew = () => {
      const { waiting } = registration;
      if (waiting === null) return location.reload();
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage(TAKE_OVER);
    };
    let wasServed = workers.controller !== null;
    workers.addEventListener('controllerchange', () => {
      if (wasServed) renewal.value = 'taken-elsewhere';
      wasServed = true;
    });
    registration.addEventListener('updatefound', look);
    look();

    const update = () => registration.update().catch(() => leaveIfReplaced(registration));
    void update();
    // A lesson stays open for hours.
    document.addEventListener('visibilitychange', () =>
      document.visibilityState === 'visible' ? void update() : undefined,
    );
  }

  /** On localhost one port serves many sites in turn: the course must not stand before another one for good. */
  async function leaveIfReplaced(registration: ServiceWorkerRegistration): Promise<void> {
    const answer = await fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
    if (answer === undefined || !isNoServiceWorker(answer)) return;
    await registration.unregister();
    // This page may still need what is kept.
    renew = () => void caches.delete(CACHE).then(() => location.reload());
    renewal.value = 'another-site';
  }
}

/** Not so when the server is out of order, or wants to know first who asks. */
function isNoServiceWorker({ status, ok, redirected, headers }: Response): boolean {
  if (status === 404 || status === 410) return true;
  return ok && !redirected && headers.get('content-type')?.includes('javascript') !== true;
}
