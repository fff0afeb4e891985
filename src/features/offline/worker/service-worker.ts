/**
 * Keeps the course for when there is no network. It answers for the files of its own build and for nothing else: whatever is not
 * on its list (embeds, workshops, the local engine) goes by without it.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { CACHE, NOT_KEPT, TAKE_OVER } from '../model/names.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written here by the build (scripts/service-worker.ts). */
declare const COURSE_FILES: readonly { readonly url: string; readonly revision: string | null }[];

const course = new PrecacheController({ cacheName: CACHE });
course.addToCacheList([...COURSE_FILES]);

self.addEventListener('install', (event) => void course.install(event));
self.addEventListener('activate', (event) => {
  void course.activate(event);
  // The page that asked for all this has not loaded its editor and its engine yet: it gets them from here too.
  event.waitUntil(self.clients.claim());
});
// Never by itself: a page of the old version may still be at work.
self.addEventListener('message', ({ data }) => (data === TAKE_OVER ? void self.skipWaiting() : undefined));

self.addEventListener('fetch', (event) => {
  const { request, clientId } = event;
  const url = new URL(request.url);
  // What stands behind the question mark is for the page's own scripts.
  const key = url.origin + url.pathname;
  if (request.method !== 'GET' || course.getCacheKeyForURL(key) === undefined) return;
  event.respondWith(answer(request, key, clientId));
});

async function answer(request: Request, key: string, clientId: string): Promise<Response> {
  // A page that is being opened is asked for by the one before it.
  const client = request.mode === 'navigate' || clientId === '' ? undefined : await self.clients.get(clientId);
  // In this site's frames too, nothing that such a page loads comes from here.
  if (client !== undefined && NOT_KEPT.test(new URL(client.url).pathname)) return fetch(request);
  // A browser that needs room may have emptied the cache.
  return (await course.matchPrecache(key)) ?? fetch(request);
}
